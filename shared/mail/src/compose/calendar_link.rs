//! To an adviser: the address of their calendar.

use super::Delivery;
use super::greeting::greeting;
use super::letter::{Block, Letter};
use super::words::say;
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarLink {
    /// To the adviser.
    pub delivery: Delivery,
    /// Where programs read the calendar.
    pub link: String,
}

/// Composes the mail.
pub fn calendar_link(mail: &CalendarLink) -> Message {
    message(&mail.delivery, Context::default(), |language| Letter {
        language,
        subject: say(language, "calendar-subject"),
        blocks: vec![
            Block::Title(say(language, "calendar-title")),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say(language, "calendar-what")),
            Block::Para(say(language, "calendar-how")),
            Block::Button { label: say(language, "calendar-button"), url: mail.link.clone() },
            Block::Small(say(language, "calendar-secret")),
        ],
    })
}
