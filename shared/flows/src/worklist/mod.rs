//! The work list: everything that needs a person, from several sources: the next
//! sessions at which nobody is though people come, then what is due first. The
//! console shows it, the mail of a morning names its first.

mod given_up;
mod list;
mod place;

pub use given_up::{GivenUp, Resend, link_over};
pub use list::{Found, Reader, Things, Whose, Worked, due};
pub use place::Place;
