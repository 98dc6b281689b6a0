//! Typed repositories: what is kept under which keys.

pub mod advisers;
pub mod auth;
pub mod bookings;
pub mod catalogue;
pub mod deliveries;
pub mod digests;
pub mod endpoints;
pub mod feeds;
pub mod hand_overs;
pub mod idempotency;
pub mod imports;
pub mod lists;
pub mod members;
pub mod needs;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod permanences;
mod reasons;
pub mod received;
pub mod rules;
pub mod server;
pub mod sources;
pub mod staff;
pub mod surveys;
pub mod versions;
