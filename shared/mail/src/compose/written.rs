//! A mail out of letters: one for each language of its delivery, as text and as
//! HTML.

use domain::Language;

use super::letter::Letter;
use super::{Delivery, html, text};
use crate::header::one_line;
use crate::message::{Message, ReplyTo};

/// Who answers go to, and what the mail is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// See [`Message::reply_to`].
    pub(super) reply_to: Option<ReplyTo>,
    /// See [`Message::thread`].
    pub(super) thread: Option<String>,
    /// See [`Message::unsubscribe`].
    pub(super) unsubscribe: Option<String>,
}

/// Writes the letter once per language of the delivery and joins them.
pub(super) fn message(delivery: &Delivery, context: Context, write: impl Fn(Language) -> Letter) -> Message {
    let languages = if delivery.languages.is_empty() { Language::BOTH.to_vec() } else { delivery.languages.clone() };
    let letters: Vec<Letter> = languages.iter().map(|language| write(*language)).collect();
    let subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
    Message {
        id: delivery.id.clone(),
        origin: None,
        to: delivery.to.clone(),
        to_name: delivery.to_name.clone(),
        subject: one_line(&subjects.join(" / ")),
        text: text::render(&letters),
        html: html::render(&letters),
        reply_to: context.reply_to,
        thread: context.thread,
        unsubscribe: context.unsubscribe,
        attachments: Vec::new(),
        calendar: None,
        languages,
    }
}
