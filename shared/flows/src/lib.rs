//! Use cases that more than one function runs, by what they are of: needs,
//! bookings, members, staff, advisers, endpoints, notices. Each room also has the
//! effects of its thing and the mails that tell of it; `beside` is where long
//! arithmetic runs.
//!
//! A use case loads, lets `domain` decide, and saves in one commit. Where
//! somebody else changed the same thing meanwhile it starts over with what
//! stands now.

pub mod advisers;
pub mod beside;
pub mod bookings;
mod contexts;
pub mod effects;
pub mod endpoints;
pub mod entries;
pub mod error;
pub mod figures;
pub mod inform;
pub mod members;
mod morning;
pub mod needs;
pub mod notices;
pub mod people;
pub mod plans;
pub mod repairs;
mod resend;
pub mod rota;
pub mod staff;
pub mod surveys;
pub mod worklist;

pub use contexts::{contexts, contexts_calling};
pub use error::FlowError;
pub use morning::begin_last_morning;
pub use resend::{ResendError, resend, take_as_sent};
