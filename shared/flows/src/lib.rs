//! Use cases that more than one function runs: take a need in, move it on,
//! tell the people, let somebody sign in, let
//! an adviser's program read their calendar.
//!
//! Each loads, lets `domain` decide, and saves in one commit. Where somebody
//! else changed the same thing meanwhile it starts over with what stands now.

pub mod bookings;
pub mod calendar_link;
pub mod error;
pub mod intake;
pub mod move_on;
pub mod post;
pub mod resend;
pub mod sign_in;

pub use error::FlowError;
