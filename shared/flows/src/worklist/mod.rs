//! The work list: everything that needs a person, what is due first first, from
//! several sources. The console shows it, the mail of a morning names its first.

mod given_up;
mod list;
mod place;

pub use given_up::{GivenUp, Resend, link_over};
pub use list::{Found, Reader, Things, Whose, Worked, due};
pub use place::Place;
