//! Advisers: the secret link by which an adviser's program reads their
//! calendar, the mail that it is sent by, and what they hand over when they leave.

mod calendar_link;
mod effects;
mod hand_over;

pub use calendar_link::{AdviserMail, calendar_path, send_calendar_link};
pub use effects::Advisers;
pub use hand_over::{Ahead, HandOverError, Left, ahead, hand_over};
