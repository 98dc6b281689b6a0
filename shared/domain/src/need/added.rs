//! Who added to what was stated before.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::contact::{Contact, EmailAddress};
use crate::language::Language;

/// Who added to what was stated before: whoever stated it first, or a colleague.
/// Texts, since an erasure takes names and addresses out of what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct AddedBy {
    /// By what name.
    pub name: String,
    /// Where to answer; empty where that is not known any more.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// In which language, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// As it is stored; an earlier version stored `name <address>`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Text(String),
    Parts {
        name: String,
        #[serde(default)]
        address: String,
        #[serde(default)]
        language: Option<Language>,
    },
}

impl From<Stored> for AddedBy {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Parts { name, address, language } => Self { name, address, language },
            Stored::Text(text) => {
                let parts = text.strip_suffix('>').and_then(|text| text.rsplit_once(" <"));
                let (name, address) = parts.unwrap_or((text.as_str(), ""));
                Self { name: name.to_owned(), address: address.to_owned(), language: None }
            }
        }
    }
}

impl AddedBy {
    /// Somebody, by what was given with what they added.
    pub fn of(contact: &Contact) -> Self {
        Self { name: contact.name.clone(), address: contact.email.to_string(), language: contact.language }
    }

    /// Where to answer.
    pub fn email(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.address).ok()
    }
}

impl fmt::Display for AddedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.address.is_empty() { f.write_str(&self.name) } else { write!(f, "{} <{}>", self.name, self.address) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_stored_is_still_read() {
        let read: AddedBy = serde_json::from_str(r#""Ann Maes <ann@zoe-robotics.example>""#).unwrap();
        assert_eq!((read.name.as_str(), read.language), ("Ann Maes", None));
        assert_eq!(read.to_string(), "Ann Maes <ann@zoe-robotics.example>");
        let stored = AddedBy { language: Some(Language::Fr), ..read };
        let again: AddedBy = serde_json::from_str(&serde_json::to_string(&stored).unwrap()).unwrap();
        assert_eq!(again, stored);
        let erased: AddedBy = serde_json::from_str(r#"{"name":"…","address":"…"}"#).unwrap();
        assert_eq!(erased.email(), None);
    }
}
