//! People's addresses, parsed once at the edge.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Language;

/// Why a text is not an e-mail address that we send to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

/// An e-mail address: one `@`, a local part of RFC 5321's dot-atom form and a
/// domain of letters, digits, hyphens and dots. At most 254 bytes. No quoting,
/// no comments, no control character: nothing that could break a header.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; the domain is lower-cased, the local part kept.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b);
        let local_fits = local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        let label = |part: &str| {
            !part.is_empty()
                && part.len() <= 63
                && !part.starts_with('-')
                && !part.ends_with('-')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let domain_fits = domain.contains('.') && domain.split('.').all(label);
        if text.len() <= 254 && local_fits && domain_fits {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(InvalidEmail)
        }
    }

    /// The mailbox, for limits: the address without its case and without the
    /// `+tag` that many servers put aside, so that one mailbox counts as one.
    pub fn mailbox(&self) -> String {
        let lower = self.0.to_ascii_lowercase();
        match lower.rsplit_once('@') {
            Some((local, domain)) => {
                let bare = local.split_once('+').map_or(local, |(bare, _)| bare);
                format!("{}@{domain}", if bare.is_empty() { local } else { bare })
            }
            None => lower,
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;
    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The person behind a need or a booking. Personal data: it stands in a row
/// of its own and ends by retention or erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// As the person wrote it; one line, at most 200 characters.
    pub name: String,
    /// Where answers go.
    pub email: EmailAddress,
    /// As the person wrote it; at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The language of their choice; unknown means French and Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

impl Contact {
    /// The languages that mail to this person is written in.
    pub fn mail_languages(&self) -> Vec<Language> {
        self.language.map_or_else(|| Language::BOTH.to_vec(), |language| vec![language])
    }
}
