//! Bookings: one seat, one party, decided by one conditional commit.
//!
//! A commit makes the seat's own row, which stands once, raises the count of
//! its slot over the version that was read, and demands that the presence and
//! the directory are as they were read: a place may close at that moment, and
//! what has its bookings follow passes once. Whoever loses any of these looks
//! again.

mod affected;
mod attended;
mod book;
mod calendar_part;
mod change;
mod effects;
mod follow;
mod free;
mod mails;
mod next;
mod open;
mod own;
mod queue;
mod repairs;
mod successor;
mod told;

pub use affected::{Affected, Touched, affected};
pub use attended::{Absent, Unattended, close_unattended, unattended};
pub use book::{Booked, Making, New, make};
pub(crate) use change::erase;
pub use change::{attend, cancel, move_to, renew_link, take_offer};
pub use effects::{BookingWork, Bookings};
pub use follow::follow;
pub(crate) use follow::{Held, held_by};
pub use free::{FreeSlot, nearest_free, next_free};
pub(crate) use mails::mail_to_adviser;
pub use next::next_sessions;
pub use open::{Ask, BookingError};
pub use repairs::{Mend, Repair, Repairs};
