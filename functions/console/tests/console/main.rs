//! The function through its router.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

mod deliveries;
mod endpoints;
mod overview;
mod sign_in;
mod staff;
mod support;
mod work;
