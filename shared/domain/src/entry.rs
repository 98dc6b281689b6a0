//! Entries of the directory as things that are kept: which sorts there are, what
//! a change of one was, how one ends, and how sure each of its facts is. Pure, so
//! that history, facts and what they ask of somebody are one commit with the entry.

mod check;
mod checks;
mod ending;
mod fact;
mod facts;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Instant;
use crate::event::Actor;
use crate::field_error::pointer_to;

pub use check::{Entry, check_desks};
pub use ending::{Ending, EndingError};
pub use fact::Fact;
pub use facts::{Confidence, FactSheet, FactState, Told};

/// Sorts of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// An agency or partner.
    Agency,
    /// What one of them offers.
    Service,
    /// A place.
    Location,
}

impl Sort {
    /// In the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Agency, Self::Service, Self::Location];

    /// The word of keys and texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Service => "service",
            Self::Location => "location",
        }
    }

    /// The word of addresses.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Agency => "agencies",
            Self::Service => "services",
            Self::Location => "locations",
        }
    }

    /// Reads the word of addresses.
    pub fn from_plural(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.plural() == word)
    }

    /// Reads the word of keys.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == word)
    }
}

/// What was done to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It was entered.
    Added,
    /// It was changed.
    Changed,
    /// It got a last day.
    Ended,
    /// It got a last day, and another follows.
    Followed,
    /// It was found to be another, which stands for it from then on.
    Merged,
    /// It was removed.
    Removed,
    /// Somebody looked, and it is still true.
    Checked,
}

impl Done {
    /// The word of the table and of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Ended => "ended",
            Self::Followed => "followed",
            Self::Merged => "merged",
            Self::Removed => "removed",
            Self::Checked => "checked",
        }
    }
}

/// One field that is otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which: `/name/fr`.
    pub pointer: String,
    /// As it was; absent where it was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// As it is; absent where it is not said any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// One change in the history of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryChange {
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
    /// What was done.
    pub done: Done,
    /// Which fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// The facts that were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
}

/// How two states of an entry differ, field by field: texts in languages and
/// other objects by their parts, lists as a whole.
pub fn differences(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare("", Some(before), Some(after), &mut found);
    found
}

fn compare(at: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<FieldChange>) {
    let said = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
    let (was, is) = (said(before), said(after));
    if was == is {
        return;
    }
    let nothing = Map::new();
    let parts = |value: &Option<Value>| match value {
        Some(Value::Object(parts)) => Some(parts.clone()),
        None => Some(nothing.clone()),
        Some(_) => None,
    };
    match (parts(&was), parts(&is)) {
        (Some(old), Some(new)) => {
            let mut names: Vec<&String> =
                old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))).collect();
            names.sort();
            for name in names {
                compare(&format!("{at}{}", pointer_to(name)), old.get(name), new.get(name), found);
            }
        }
        _ => found.push(FieldChange { pointer: at.to_owned(), before: was, after: is }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_name_each_field_and_no_other() {
        let before = json!({"id": "a", "name": {"fr": "Un", "nl": "Een"}, "tags": [1, 2], "gone": "x", "none": null});
        let after = json!({"id": "a", "name": {"fr": "Un", "nl": "Eén", "en": "One"}, "tags": [1, 3], "new": {"a": 1}});
        let found = differences(&before, &after);
        let told: Vec<(&str, Option<Value>, Option<Value>)> =
            found.iter().map(|one| (one.pointer.as_str(), one.before.clone(), one.after.clone())).collect();
        let expected = vec![
            ("/gone", Some(json!("x")), None),
            ("/name/en", None, Some(json!("One"))),
            ("/name/nl", Some(json!("Een")), Some(json!("Eén"))),
            ("/new/a", None, Some(json!(1))),
            ("/tags", Some(json!([1, 2])), Some(json!([1, 3]))),
        ];
        assert_eq!(told, expected);
        assert_eq!(differences(&after, &after), Vec::new());
    }

    #[test]
    fn words_of_sorts_are_read_as_they_are_written() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
            assert_eq!(Sort::from_plural(sort.plural()), Some(sort));
        }
        assert_eq!(Sort::from_code("agencies"), None);
    }
}
