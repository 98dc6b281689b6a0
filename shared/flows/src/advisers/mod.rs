//! Advisers: the secret link by which an adviser's program reads their
//! calendar, and the mail that it is sent by.

mod calendar_link;
mod effects;

pub use calendar_link::{AdviserMail, calendar_path, send_calendar_link};
pub use effects::Advisers;
