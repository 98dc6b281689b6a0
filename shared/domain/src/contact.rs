//! People's addresses, parsed once at the edge.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::field_error::Expected;

/// Why a text is not an e-mail address that we send to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// Not the form of an address.
    #[error("not an e-mail address")]
    Malformed,
    /// A local part outside ASCII, which mail servers take by SMTPUTF8 only.
    #[error("not an e-mail address whose part before the @ is in ASCII")]
    LocalPart,
}

impl InvalidEmail {
    /// What is expected instead.
    pub const fn expected(self) -> Expected {
        match self {
            Self::Malformed => Expected::Email,
            Self::LocalPart => Expected::AsciiLocalPart,
        }
    }
}

/// An e-mail address: one `@`, a local part of RFC 5321's dot-atom form and a
/// domain of letters, digits, hyphens and dots. At most 254 bytes. No quoting,
/// no comments, no control character: nothing that could break a header.
///
/// A domain in letters outside ASCII is compared and sent in its ASCII form
/// (IDNA 2008 by UTS 46), and shown and stored in its letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; the domain is lower-cased, the local part kept.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(InvalidEmail::Malformed)?;
        let domain = if domain.is_ascii() {
            domain.to_ascii_lowercase()
        } else {
            idna::domain_to_ascii_strict(domain).map_err(|_| InvalidEmail::Malformed)?
        };
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
        if domain_fits && local.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
            Err(InvalidEmail::LocalPart)
        } else if local.len() + 1 + domain.len() <= 254 && local_fits && domain_fits {
            Ok(Self(format!("{local}@{domain}")))
        } else {
            Err(InvalidEmail::Malformed)
        }
    }

    /// The address with its domain in letters, for people.
    fn in_letters(&self) -> Cow<'_, str> {
        match self.0.rsplit_once('@') {
            Some((local, domain)) if domain.contains("xn--") => match idna::domain_to_unicode(domain) {
                (letters, Ok(())) => Cow::Owned(format!("{local}@{letters}")),
                _ => Cow::Borrowed(&self.0),
            },
            _ => Cow::Borrowed(&self.0),
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

    /// The address as mail servers take it and as it is compared: in ASCII.
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
        address.in_letters().into_owned()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_letters())
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("info@münchen.example", "info@xn--mnchen-3ya.example", "info@münchen.example")]
    #[case("Info@MÜNCHEN.example", "Info@xn--mnchen-3ya.example", "Info@münchen.example")]
    #[case("a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example", "a@münchen.example")]
    #[case("a@straße.example", "a@xn--strae-oqa.example", "a@straße.example")]
    #[case("a@EXAMPLE.be", "a@example.be", "a@example.be")]
    fn a_domain_in_letters_is_sent_in_ascii_and_shown_as_written(
        #[case] written: &str,
        #[case] sent: &str,
        #[case] shown: &str,
    ) {
        let address = EmailAddress::parse(written).unwrap();
        assert_eq!((address.as_str(), address.to_string().as_str()), (sent, shown));
        let stored = serde_json::to_string(&address).unwrap();
        assert_eq!(stored, format!("\"{shown}\""));
        assert_eq!(serde_json::from_str::<EmailAddress>(&stored).unwrap(), address, "compared in ASCII");
    }

    #[rstest]
    #[case("zoé@example.be", InvalidEmail::LocalPart)]
    #[case("зоя@пример.example", InvalidEmail::LocalPart)]
    #[case("zoe@exa mple.be", InvalidEmail::Malformed)]
    #[case("zoe@mün..chen.be", InvalidEmail::Malformed)]
    #[case("zoe@-münchen.be", InvalidEmail::Malformed)]
    #[case("zoe@mün\u{202e}chen.be", InvalidEmail::Malformed)]
    #[case("zoe@münchen", InvalidEmail::Malformed)]
    #[case("zo\"é\"@example.be", InvalidEmail::LocalPart)]
    #[case("zoe", InvalidEmail::Malformed)]
    fn what_is_no_address_says_what_is_wrong(#[case] text: &str, #[case] wrong: InvalidEmail) {
        assert_eq!(EmailAddress::parse(text), Err(wrong));
    }
}
