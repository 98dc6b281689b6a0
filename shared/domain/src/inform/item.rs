//! What the coordinator adds: a call, a deadline, an event.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Text;
use crate::field_error::{Expected, FieldError, Problem};

/// Items of one digest, at most.
pub const MAX_ITEMS: usize = 8;
/// Characters of a title, in each language.
const MAX_TITLE: usize = 120;
/// Characters of a text, in each language.
const MAX_TEXT: usize = 800;
/// Characters of an address.
const MAX_LINK: usize = 300;

/// One thing that is told. French and Dutch always; English where it exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Item {
    /// What it is about; 120 characters in each language.
    pub title: Text,
    /// What is said of it; 800 characters in each language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Where more stands: `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The last day to act, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub deadline: Option<NaiveDate>,
}

impl Item {
    /// The item without blanks around, or what is wrong with it; pointers begin
    /// with `at`, such as `/items/0`.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(self, at: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let title = trimmed(self.title);
        check(&mut errors, &format!("{at}/title"), &title, MAX_TITLE);
        let text = self.text.map(trimmed).filter(|text| !is_empty(text));
        if let Some(text) = &text {
            check(&mut errors, &format!("{at}/text"), text, MAX_TEXT);
        }
        let link = self.link.map(|link| link.trim().to_owned()).filter(|link| !link.is_empty());
        if let Some(link) = &link {
            let problem = match link.chars().count() {
                1..=MAX_LINK if is_link(link) => None,
                1..=MAX_LINK => Some(Problem::WrongType(Expected::Link)),
                _ => Some(Problem::TooLong(MAX_LINK)),
            };
            errors.extend(problem.map(|problem| FieldError::new(format!("{at}/link"), problem)));
        }
        if errors.is_empty() { Ok(Self { title, text, link, deadline: self.deadline }) } else { Err(errors) }
    }
}

/// All items, or what is wrong with each.
///
/// # Errors
/// Every field that is wrong, with its pointer: `/items/0/title/fr`.
pub fn parse_items(items: Vec<Item>) -> Result<Vec<Item>, Vec<FieldError>> {
    if items.len() > MAX_ITEMS {
        return Err(vec![FieldError::new("/items", Problem::TooMany(MAX_ITEMS))]);
    }
    let (mut good, mut errors) = (Vec::new(), Vec::new());
    for (at, item) in items.into_iter().enumerate() {
        match item.parse(&format!("/items/{at}")) {
            Ok(item) => good.push(item),
            Err(wrong) => errors.extend(wrong),
        }
    }
    if errors.is_empty() { Ok(good) } else { Err(errors) }
}

/// An address that a mail may lead to.
fn is_link(link: &str) -> bool {
    let host = link.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let fits = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    host.contains('.') && !host.contains('@') && !host.starts_with('.') && link.chars().all(fits)
}

fn is_empty(text: &Text) -> bool {
    text.fr.is_empty() && text.nl.is_empty() && text.en.is_none()
}

/// Without blanks around, and without an English text that says nothing.
fn trimmed(Text { fr, nl, en }: Text) -> Text {
    let trim = |text: String| text.trim().to_owned();
    Text { fr: trim(fr), nl: trim(nl), en: en.map(trim).filter(|en| !en.is_empty()) }
}

fn check(errors: &mut Vec<FieldError>, at: &str, text: &Text, max: usize) {
    let said = [("fr", Some(&text.fr)), ("nl", Some(&text.nl)), ("en", text.en.as_ref())];
    for (language, words) in said.into_iter().filter_map(|(language, words)| Some((language, words?))) {
        let problem = match words.chars().count() {
            0 => Problem::Missing,
            many if many > max => Problem::TooLong(max),
            _ => continue,
        };
        errors.push(FieldError::new(format!("{at}/{language}"), problem));
    }
}
