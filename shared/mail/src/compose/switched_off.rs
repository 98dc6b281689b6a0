//! To whoever looks after an endpoint: it was switched off.

use super::Delivery;
use super::greeting::greeting;
use super::letter::{Block, Letter};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchedOff {
    /// To whoever looks after it.
    pub delivery: Delivery,
    /// The endpoint, by the name in its address.
    pub host: String,
    /// Why.
    pub why: WhyOff,
    /// Where it is switched on again.
    pub link: String,
}

/// Why an endpoint was switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyOff {
    /// It said that it is gone.
    Gone,
    /// It took nothing for five days.
    Failing,
}

/// Composes the mail.
pub fn switched_off(mail: &SwitchedOff) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let host = || [("host", mail.host.as_str().into())];
        let why = match mail.why {
            WhyOff::Gone => say_with(language, "endpoint-gone", host()),
            WhyOff::Failing => say_with(language, "endpoint-failing", host()),
        };
        Letter {
            language,
            subject: say_with(language, "endpoint-subject", host()),
            blocks: vec![
                Block::Title(say(language, "endpoint-title")),
                Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
                Block::Para(why),
                Block::Para(say(language, "endpoint-kept")),
                Block::Button { label: say(language, "endpoint-button"), url: mail.link.clone() },
            ],
        }
    })
}
