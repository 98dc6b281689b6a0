//! The setting that names the mail server.

use std::fmt;

/// Why a setting is not the URL of a mail server. Never repeats the setting:
/// it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSmtpUrl {
    /// Neither `smtp://` nor `smtps://`.
    #[error("expected smtp://host:port or smtps://user:pass@host:port")]
    Scheme,
    /// No host, or one with characters that no host name has.
    #[error("the host of the mail server's URL is not a host name or address")]
    Host,
    /// Not a number from 1 to 65535.
    #[error("the port of the mail server's URL is not a number from 1 to 65535")]
    Port,
    /// A user without a password, or a `%` that is no escape.
    #[error(
        "the credentials of the mail server's URL are not user:pass (write : @ / and % in them as %3A %40 %2F %25)"
    )]
    Credentials,
    /// Something after the port.
    #[error("the mail server's URL has a path or query, which means nothing here")]
    Rest,
}

/// A mail server: where, and how we get in.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    /// TLS from the first byte (`smtps`).
    pub implicit_tls: bool,
    /// Host name, or address without brackets.
    pub host: String,
    /// 25 for `smtp` and 465 for `smtps` when absent.
    pub port: u16,
    /// User and password.
    pub credentials: Option<(String, String)>,
}

impl SmtpUrl {
    /// Reads `smtp://host:port` or `smtps://user:pass@host:port`.
    pub fn parse(text: &str) -> Result<Self, InvalidSmtpUrl> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(InvalidSmtpUrl::Scheme)?;
        let implicit_tls = match scheme.to_ascii_lowercase().as_str() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(InvalidSmtpUrl::Scheme),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (credentials, place) = match rest.rsplit_once('@') {
            Some((user, place)) => (Some(read_credentials(user)?), place),
            None => (None, rest),
        };
        if place.contains(['/', '?', '#']) {
            return Err(InvalidSmtpUrl::Rest);
        }
        let (host, port) = read_place(place)?;
        let port = port.unwrap_or(if implicit_tls { 465 } else { 25 });
        Ok(Self { implicit_tls, host, port, credentials })
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.implicit_tls { "smtps" } else { "smtp" };
        let hidden = if self.credentials.is_some() { "…@" } else { "" };
        write!(f, "{scheme}://{hidden}{}:{}", self.host, self.port)
    }
}

fn read_credentials(text: &str) -> Result<(String, String), InvalidSmtpUrl> {
    let (user, password) = text.split_once(':').ok_or(InvalidSmtpUrl::Credentials)?;
    if user.is_empty() || text.contains('/') {
        return Err(InvalidSmtpUrl::Credentials);
    }
    let unescape = |text| unescape(text).ok_or(InvalidSmtpUrl::Credentials);
    Ok((unescape(user)?, unescape(password)?))
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

fn read_place(place: &str) -> Result<(String, Option<u16>), InvalidSmtpUrl> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or(InvalidSmtpUrl::Host)?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| InvalidSmtpUrl::Host)?;
            let port = if after.is_empty() { None } else { Some(after.strip_prefix(':').ok_or(InvalidSmtpUrl::Port)?) };
            (host, port)
        }
        None => {
            let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
            let fits = host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
            if host.is_empty() || !fits {
                return Err(InvalidSmtpUrl::Host);
            }
            (host, port)
        }
    };
    let port = match port {
        None => None,
        Some(port) => match port.parse::<u16>() {
            Ok(number) if number > 0 => Some(number),
            _ => return Err(InvalidSmtpUrl::Port),
        },
    };
    Ok((host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{InvalidSmtpUrl, SmtpUrl};

    #[rstest]
    #[case("smtp://localhost:1025", false, "localhost", 1025, None)]
    #[case("smtp://mail.example.brussels", false, "mail.example.brussels", 25, None)]
    #[case("smtps://u%40x:p%3A%2F%25@mail.example:465/", true, "mail.example", 465, Some(("u@x", "p:/%")))]
    #[case("SMTPS://u:p@[::1]", true, "::1", 465, Some(("u", "p")))]
    fn server_urls_are_read(
        #[case] text: &str,
        #[case] implicit_tls: bool,
        #[case] host: &str,
        #[case] port: u16,
        #[case] credentials: Option<(&str, &str)>,
    ) {
        let credentials = credentials.map(|(user, password)| (user.to_owned(), password.to_owned()));
        let host = host.to_owned();
        assert_eq!(SmtpUrl::parse(text), Ok(SmtpUrl { implicit_tls, host, port, credentials }));
    }

    #[rstest]
    #[case("localhost:1025", InvalidSmtpUrl::Scheme)]
    #[case("http://localhost:1025", InvalidSmtpUrl::Scheme)]
    #[case("smtp://", InvalidSmtpUrl::Host)]
    #[case("smtp://:25", InvalidSmtpUrl::Host)]
    #[case("smtp://ho st:25", InvalidSmtpUrl::Host)]
    #[case("smtp://[::zz]:25", InvalidSmtpUrl::Host)]
    #[case("smtp://host:", InvalidSmtpUrl::Port)]
    #[case("smtp://host:0", InvalidSmtpUrl::Port)]
    #[case("smtp://host:70000", InvalidSmtpUrl::Port)]
    #[case("smtps://user@host:465", InvalidSmtpUrl::Credentials)]
    #[case("smtps://user:p%zz@host", InvalidSmtpUrl::Credentials)]
    #[case("smtps://user:p%é@host", InvalidSmtpUrl::Credentials)]
    #[case("smtp://host:25/path", InvalidSmtpUrl::Rest)]
    fn a_wrong_server_url_is_named(#[case] text: &str, #[case] expected: InvalidSmtpUrl) {
        assert_eq!(SmtpUrl::parse(text), Err(expected));
    }

    #[test]
    fn the_password_is_never_shown() {
        let url = SmtpUrl::parse("smtps://user:secret@mail.example").unwrap();
        assert_eq!(format!("{url:?}"), "smtps://…@mail.example:465");
    }
}
