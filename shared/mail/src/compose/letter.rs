//! A letter: what a mail says in one language, before it is text or HTML.

use domain::{Language, Text};

use super::words::say;
use super::{Delivery, html, text};
use crate::header::{clip, one_line};
use crate::message::{Message, ReplyTo};

/// A piece of a letter, in reading order.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// The one heading.
    Title(String),
    /// A paragraph.
    Para(String),
    /// The one action, as a link.
    Button { label: String, url: String },
    /// Labels with their values.
    Facts(Vec<(String, String)>),
    /// Words of somebody else.
    Quote { label: String, text: String },
    /// Points under a label.
    List { label: String, items: Vec<String> },
    /// A paragraph that may be skipped.
    Small(String),
}

/// What a mail says in one language.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// Language of every block.
    pub(super) language: Language,
    /// Subject; one line.
    pub(super) subject: String,
    /// Blocks in order.
    pub(super) blocks: Vec<Block>,
}

/// Who answers go to, and what the mail is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// See [`Message::reply_to`].
    pub(super) reply_to: Option<ReplyTo>,
    /// See [`Message::thread`].
    pub(super) thread: Option<String>,
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
        attachments: Vec::new(),
        calendar: None,
        languages,
    }
}

/// What a person wrote, fit to stand inside a sentence of ours: one line, at
/// most `max` characters.
pub(super) fn inline(text: &str, max: usize) -> String {
    clip(&one_line(text), max)
}

/// Labels or names in one language as part of a sentence: `a, b et c`.
pub(super) fn labels(texts: &[Text], language: Language) -> String {
    let texts: Vec<String> = texts.iter().map(|text| text.get(language).to_owned()).collect();
    joined(&texts, &say(language, "common-and"))
}

/// `a, b et c`.
pub(super) fn joined(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}
