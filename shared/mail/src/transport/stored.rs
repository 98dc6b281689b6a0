//! A message as the mailbox folder keeps and shows it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Instant;
use serde::{Deserialize, Serialize};

use crate::header::one_line;
use crate::links::links_in;
use crate::message::{CalendarPart, Message};
use crate::rfc5322::message_id;
use crate::sender::Sender;

/// A message of the mailbox folder, as `GET /demo/mail` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMessage {
    /// The delivery's id.
    pub id: String,
    /// When it left, by the product's clock.
    pub at: Instant,
    /// The sender's address.
    pub from: String,
    /// The recipient's address.
    pub to: String,
    /// The recipient's name, where known.
    pub to_name: Option<String>,
    /// Where an answer goes, when not to the sender.
    pub reply_to: Option<String>,
    /// With its angle brackets.
    pub message_id: String,
    /// The thread, a need's id for instance.
    pub thread: Option<String>,
    /// Where mails of its kind are ended with one click.
    #[serde(default)]
    pub unsubscribe: Option<String>,
    /// As the header holds it, decoded.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// All links of the text part in their order, each once.
    pub links: Vec<String>,
    /// Files.
    pub attachments: Vec<StoredAttachment>,
    /// The calendar part, where there is one.
    pub calendar: Option<CalendarPart>,
    /// BCP 47 tags, in the order of the blocks.
    pub languages: Vec<String>,
}

/// A file of a stored message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAttachment {
    /// File name.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// Bytes.
    pub size: usize,
    /// Content in Base64.
    pub content: String,
}

impl StoredMessage {
    /// What the folder keeps of a message that left at `at`.
    pub(super) fn of(message: &Message, from: &Sender, at: Instant) -> Self {
        let Message {
            id,
            origin: _,
            to,
            to_name,
            subject,
            text,
            html,
            reply_to,
            thread,
            unsubscribe,
            attachments,
            calendar,
            languages,
        } = message;
        Self {
            id: id.clone(),
            at,
            from: from.address(),
            to: to.as_str().to_owned(),
            to_name: to_name.as_deref().map(one_line),
            reply_to: reply_to.as_ref().map(|reply_to| reply_to.address.as_str().to_owned()),
            message_id: message_id(message, from),
            thread: thread.clone(),
            unsubscribe: unsubscribe.clone(),
            subject: one_line(subject),
            text: text.clone(),
            html: html.clone(),
            links: links_in(text),
            attachments: attachments
                .iter()
                .map(|file| StoredAttachment {
                    name: one_line(&file.name),
                    mime: one_line(&file.mime),
                    size: file.bytes.len(),
                    content: STANDARD.encode(&file.bytes),
                })
                .collect(),
            calendar: calendar.clone(),
            languages: languages.iter().map(|language| language.tag().to_owned()).collect(),
        }
    }
}
