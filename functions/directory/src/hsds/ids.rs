//! Ids of open data: UUIDs of version 5 (RFC 9562), made of what a thing is and
//! of its own id. So they stay the same for ever, nothing is stored for them,
//! and a program that knows a slug can work them out.

use std::fmt::Write as _;

use domain::ids::{AgencyId, LocationId, PermanenceId, ServiceId};
use sha1::{Digest as _, Sha1};

/// The namespace: the version 5 UUID of `urn:permanence:hsds` among addresses.
const NAMESPACE: [u8; 16] =
    [0x27, 0x53, 0xc5, 0x7d, 0x45, 0x3c, 0x56, 0x60, 0xa7, 0x2e, 0x62, 0x8c, 0x6c, 0x71, 0x03, 0xda];

/// The id of a thing of some kind.
pub(crate) fn of(kind: &str, id: &str) -> String {
    version_5(NAMESPACE, &format!("{kind}:{id}"))
}

/// An agency, as an organization.
pub(crate) fn organization(id: &AgencyId) -> String {
    of("organization", id.as_str())
}

pub(crate) fn service(id: &ServiceId) -> String {
    of("service", id.as_str())
}

/// A place.
pub(crate) fn location(id: &LocationId) -> String {
    of("location", id.as_str())
}

/// A permanence, as far as it is about a service.
pub(crate) fn service_at_location(permanence: &PermanenceId, service: &ServiceId) -> String {
    of("service_at_location", &format!("{permanence}:{service}"))
}

pub(crate) fn taxonomy(code: &str) -> String {
    of("taxonomy", code)
}

pub(crate) fn term(taxonomy: &str, code: &str) -> String {
    of("taxonomy_term", &format!("{taxonomy}:{code}"))
}

/// Whether a text has the form of a UUID.
pub(crate) fn is_uuid(text: &str) -> bool {
    let hyphen = |at: usize| [8, 13, 18, 23].contains(&at);
    let fits = |(at, byte): (usize, u8)| if hyphen(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

fn version_5(namespace: [u8; 16], name: &str) -> String {
    let mut bytes: [u8; 20] = Sha1::new().chain_update(namespace).chain_update(name.as_bytes()).finalize().into();
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().take(16).enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_that_another_program_makes() {
        // python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))'
        let dns = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
        assert_eq!(version_5(dns, "python.org"), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
        let url = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
        let own = "2753c57d-453c-5660-a72e-628c6c7103da";
        assert_eq!(version_5(url, "urn:permanence:hsds"), own);
        assert_eq!(Ok(u128::from_be_bytes(NAMESPACE)), u128::from_str_radix(&own.replace('-', ""), 16));
    }

    #[test]
    fn an_id_has_the_form_of_one() {
        assert!(is_uuid(&of("service", "innoviris-shape")));
        for not in
            ["", "innoviris-shape", "886313e1-3b8a-5372-9b90-0c9aee199e5", "886313e1x3b8a-5372-9b90-0c9aee199e5d"]
        {
            assert!(!is_uuid(not), "{not}");
        }
    }
}
