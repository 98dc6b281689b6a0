//! What is told, entered by its router. One program, so that it is linked once.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;
mod desk;
mod digests;
mod figures;
mod news;
mod places;
mod reports;
mod statistics;
