//! Calendar files: RFC 5545 with the properties of RFC 7986, and the two
//! messages of RFC 5546 that a booking or a session needs.
//!
//! Writing and reading are done here by hand. What was looked at instead and
//! why it is not used stands in `docs/decisions/0013-calendar-files-by-hand.md`. A file
//! says the same with the same bytes: the time at which it is made is no part
//! of it.

mod appointment;
mod busy;
mod content;
mod feed;
mod invite;
mod parties;
mod series;
mod subscribed;
mod zone;

pub use appointment::Appointment;
pub use busy::{Busy, MAX_BYTES, MAX_DAYS, Unreadable, busy};
pub use feed::{Event, Feed, Span, feed};
pub use invite::{Invite, cancel, request, request_series};
pub use parties::Parties;
pub use series::Around;

/// Who made a file, as each file must say.
const PRODUCT: &str = "-//Permanence//Permanence//FR";
