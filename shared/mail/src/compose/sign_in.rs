//! To somebody of the staff who asked to sign in.

use super::Delivery;
use super::greeting::greeting;
use super::letter::{Block, Letter};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What a sign-in mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// To whoever asked.
    pub delivery: Delivery,
    /// How long the link holds, in minutes.
    pub valid_minutes: u32,
    /// The link; it works once.
    pub link: String,
}

/// Composes the mail.
pub fn sign_in(mail: &SignIn) -> Message {
    message(&mail.delivery, Context::default(), |language| Letter {
        language,
        subject: say(language, "sign-in-subject"),
        blocks: vec![
            Block::Title(say(language, "sign-in-title")),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, "sign-in-text", [("minutes", mail.valid_minutes.into())])),
            Block::Button { label: say(language, "sign-in-button"), url: mail.link.clone() },
            Block::Small(say(language, "sign-in-not-you")),
        ],
    })
}
