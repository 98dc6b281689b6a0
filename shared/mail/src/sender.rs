//! Who our mail comes from: one address, set by whoever runs the product.

use domain::contact::EmailAddress;

use crate::header::one_line;

/// Why a setting is not a sender.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected `Name <address@domain>` or `address@domain`")]
pub struct InvalidSender;

/// The From address of every mail; its domain also ends every Message-ID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    name: Option<String>,
    local: String,
    domain: String,
}

impl Sender {
    /// Reads `Permanence <permanence@example.brussels>` or a bare address. A
    /// domain of one label, such as `localhost`, is allowed here.
    pub fn parse(text: &str) -> Result<Self, InvalidSender> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>') {
            Some(rest) => {
                let (name, address) = rest.rsplit_once('<').ok_or(InvalidSender)?;
                (name.trim().trim_matches('"').trim(), address.trim())
            }
            None => ("", text),
        };
        let (local, domain) = address.rsplit_once('@').ok_or(InvalidSender)?;
        let checked = if domain.contains('.') { address.to_owned() } else { format!("{address}.example") };
        let parsed = EmailAddress::parse(&checked).map_err(|_| InvalidSender)?;
        let ascii = parsed.as_str().rsplit_once('@').map_or("", |(_, domain)| domain);
        let domain = if domain.contains('.') { ascii } else { domain };
        Ok(Self {
            name: Some(one_line(name)).filter(|name| !name.is_empty()),
            local: local.to_owned(),
            domain: domain.to_ascii_lowercase(),
        })
    }

    /// The name shown beside the address.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The whole address.
    pub fn address(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Sender;

    #[rstest]
    #[case("Permanence <permanence@localhost>", Some("Permanence"), "permanence@localhost")]
    #[case("\"Permanence, Brussels\" <p@Permanence.Brussels>", Some("Permanence, Brussels"), "p@permanence.brussels")]
    #[case("p@permanence.brussels", None, "p@permanence.brussels")]
    fn senders_are_read(#[case] text: &str, #[case] name: Option<&str>, #[case] address: &str) {
        let sender = Sender::parse(text).unwrap();
        assert_eq!((sender.name(), sender.address().as_str()), (name, address));
    }

    #[rstest]
    #[case("")]
    #[case("Permanence")]
    #[case("Permanence <permanence>")]
    #[case("permanence@localhost>")]
    #[case("Permanence <permanence@local host>")]
    #[case("Permanence <permanence@localhost\r\nBcc: x@y.example>")]
    fn what_is_no_sender_is_refused(#[case] text: &str) {
        assert!(Sender::parse(text).is_err());
    }
}
