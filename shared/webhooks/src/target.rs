//! An address as it was entered, read once.

use std::net::IpAddr;

use url::{Host, Url};

use crate::guard::Guard;

/// Characters of an address at most.
pub const MAX_URL: usize = 500;

/// Names that lead to this machine or stay in a network of its own, whatever
/// a look-up says.
const OWN_NAMES: [&str; 6] = ["localhost", "local", "internal", "intranet", "home.arpa", "test"];

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no address of the web.
    #[error("no address")]
    NoAddress,
    /// It goes without TLS.
    #[error("not https")]
    NotHttps,
    /// It holds a name or a password, which would be shown and kept.
    #[error("with a name or a password")]
    Credentials,
    /// It leads into a network of its own.
    #[error("not public")]
    NotPublic,
}

/// Where a call goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    host: Host<String>,
}

impl Target {
    /// Reads an address as browsers do: `https://0x7f.1` is the loopback
    /// address, and refused as it. A name is looked up later.
    pub fn parse(text: &str, guard: Guard) -> Result<Self, Refused> {
        let text = text.trim();
        let url = Url::parse(text).map_err(|_| Refused::NoAddress)?;
        let host = url.host().map(|host| host.to_owned()).ok_or(Refused::NoAddress)?;
        if text.len() > MAX_URL || !matches!(url.scheme(), "http" | "https") {
            return Err(Refused::NoAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::Credentials);
        }
        let target = Self { url, host };
        let own = target.is_own_machine();
        if guard == Guard::Loopback && own {
            return Ok(target);
        }
        let refused = match &target.host {
            Host::Domain(name) => is_own_name(name),
            Host::Ipv4(address) => !guard.admits((*address).into()),
            Host::Ipv6(address) => !guard.admits((*address).into()),
        };
        match (refused, target.is_tls()) {
            (true, _) => Err(Refused::NotPublic),
            (false, false) => Err(Refused::NotHttps),
            (false, true) => Ok(target),
        }
    }

    /// Whether it is called over TLS.
    pub fn is_tls(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// The address where none has to be looked up.
    pub fn address(&self) -> Option<IpAddr> {
        match &self.host {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some((*address).into()),
            Host::Ipv6(address) => Some((*address).into()),
        }
    }

    /// The name that is looked up, and that the other side proves by TLS.
    pub fn name(&self) -> String {
        match &self.host {
            Host::Domain(name) => name.clone(),
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        }
    }

    /// The header `Host`.
    pub fn authority(&self) -> String {
        self.url.port().map_or_else(|| self.host.to_string(), |port| format!("{}:{port}", self.host))
    }

    /// Path and query: what is asked for.
    pub fn path(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.url.path())
    }

    fn is_own_machine(&self) -> bool {
        match self.address() {
            Some(address) => address.to_canonical().is_loopback(),
            None => self.name() == "localhost",
        }
    }
}

/// The name in an address, for people; the address where there is none.
pub fn host_of(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| url.to_owned())
}

fn is_own_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let ends = |own: &str| name == own || name.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || OWN_NAMES.into_iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Ways to write an address that is not for the public.
    const OWN: [&str; 42] = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0177.0.0.01",
        "0x7f.0.0.1",
        "0x7f000001",
        "0x7F.1",
        "2130706433",
        "017700000001",
        "0",
        "0.0.0.0",
        "10.0.0.8",
        "012.0.0.8",
        "167772168",
        "172.16.0.1",
        "192.168.1.1",
        "0300.0250.1.1",
        "3232235777",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "１２７.0.0.1",
        "127。0。0。1",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:169.254.169.254]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "sub.localhost",
        "router.local",
        "metadata.google.internal",
        "intranet",
    ];

    #[test]
    fn an_address_of_a_network_of_its_own_is_refused_however_it_is_written() {
        for host in OWN {
            let url = format!("https://{host}/hooks");
            assert_eq!(Target::parse(&url, Guard::Public), Err(Refused::NotPublic), "{url}");
        }
    }

    #[rstest]
    #[case("https://partner.example/hooks?of=permanence", "partner.example", 443, "/hooks?of=permanence")]
    #[case("https://partner.example:8443", "partner.example:8443", 8443, "/")]
    #[case("https://[2606:4700::1111]/x", "[2606:4700::1111]", 443, "/x")]
    #[case("https://8.8.8.8/x#part", "8.8.8.8", 443, "/x")]
    #[case("https://bücher.example/é", "xn--bcher-kva.example", 443, "/%C3%A9")]
    fn a_public_address_is_read(#[case] url: &str, #[case] authority: &str, #[case] port: u16, #[case] path: &str) {
        let target = Target::parse(url, Guard::Public).unwrap();
        assert_eq!((target.authority().as_str(), target.port(), target.path().as_str()), (authority, port, path));
    }

    #[rstest]
    #[case("", Refused::NoAddress)]
    #[case("partner.example/hooks", Refused::NoAddress)]
    #[case("ftp://partner.example", Refused::NoAddress)]
    #[case("file:///etc/passwd", Refused::NoAddress)]
    #[case("https://", Refused::NoAddress)]
    #[case("http://partner.example", Refused::NotHttps)]
    #[case("https://user:secret@partner.example", Refused::Credentials)]
    #[case("https://127.0.0.1@partner.example", Refused::Credentials)]
    fn what_is_no_address_to_call_is_refused(#[case] url: &str, #[case] why: Refused) {
        assert_eq!(Target::parse(url, Guard::Public), Err(why));
    }

    #[test]
    fn demonstration_mode_calls_its_own_machine_and_no_other_of_the_network() {
        for url in ["http://127.0.0.1:9000/", "http://localhost:9000", "http://[::1]:9000", "https://partner.example"] {
            assert!(Target::parse(url, Guard::Loopback).is_ok(), "{url}");
        }
        for url in ["http://10.0.0.8/", "https://192.168.1.1", "https://router.local", "https://169.254.169.254"] {
            assert_eq!(Target::parse(url, Guard::Loopback), Err(Refused::NotPublic), "{url}");
        }
    }
}
