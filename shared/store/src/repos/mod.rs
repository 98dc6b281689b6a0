//! Typed repositories: what is kept under which keys.

pub mod auth;
pub mod catalogue;
pub mod deliveries;
pub mod idempotency;
pub mod lists;
pub mod needs;
pub mod outbox;
pub mod permanences;
pub mod sources;
pub mod staff;
pub mod surveys;
