//! A letter: what a mail says in one language, before it is text or HTML.

use domain::{Language, Text};

use super::words::say;
use crate::header::{clip, one_line};

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
    /// The heading of a part.
    Heading(String),
    /// A paragraph that must not be missed.
    Strong(String),
    /// Points that lead somewhere.
    Links(Vec<Linked>),
    /// A paragraph that may be skipped.
    Small(String),
}

/// A point that leads somewhere.
#[derive(Debug, Clone)]
pub(super) struct Linked {
    /// What is followed.
    pub(super) words: String,
    /// What stands beside it; may be empty.
    pub(super) beside: String,
    /// Where it leads.
    pub(super) url: String,
}

impl Linked {
    /// What stands beside it, behind a dash.
    pub(super) fn rest(&self) -> String {
        if self.beside.is_empty() { String::new() } else { format!(" · {}", self.beside) }
    }
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
