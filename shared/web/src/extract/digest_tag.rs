//! Entity tags of what is made of many rows: a digest of all that an answer
//! follows from, so that it is known before anything is written.

use http::HeaderMap;
use http::header::IF_NONE_MATCH;
use store::secrets::digest;

/// Characters of the digest that are shown.
const LENGTH: usize = 32;

/// A strong tag with its quotes, of all that an answer follows from.
pub fn digest_tag(text: &str) -> String {
    let digest = digest(text.as_bytes());
    format!("\"{}\"", digest.get(..LENGTH).unwrap_or(&digest))
}

/// Whether the caller has this version (RFC 9110, 13.1.2: compared weakly).
/// `*` asks whether there is any, which is not known before it is written.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let one = one.trim();
        one.strip_prefix("W/").unwrap_or(one) == tag
    })
}
