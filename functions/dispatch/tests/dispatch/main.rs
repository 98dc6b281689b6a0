//! The dispatcher, from what was committed to what left.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod additions;
mod backlog;
mod bench;
mod deliveries;
mod digest;
mod endpoints;
mod feeds;
mod mornings;
mod new_context;
mod restored;
mod rows;
mod unreadable;
