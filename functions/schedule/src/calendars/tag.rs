//! The entity tag of a calendar: a digest of all that it follows from, so that
//! it is known before anything is written.

use http::HeaderMap;
use http::header::IF_NONE_MATCH;
use store::repos::feeds::Standing;
use store::secrets::digest;

use super::Asked;

/// Raised when the same data is to be written in another way.
const FORMAT: u32 = 1;
/// Characters of the digest that are shown.
const LENGTH: usize = 32;

/// A strong tag, with its quotes. The day is in it: what ended leaves the
/// calendar as days pass.
pub(super) fn of(asked: &Asked, standing: &Standing) -> String {
    let Standing { directory, marks } = standing;
    let (base, folder, id, query) = (&asked.context.settings.base_url, asked.folder(), asked.id(), asked.query());
    let marks = marks.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let text = format!("{FORMAT} {base}/{folder}/{id}{query} {} {} {marks}", asked.today, directory.version);
    of_text(&text)
}

/// A tag with its quotes, of all that an answer follows from.
pub(super) fn of_text(text: &str) -> String {
    let digest = digest(text.as_bytes());
    format!("\"{}\"", digest.get(..LENGTH).unwrap_or(&digest))
}

/// Whether the caller has this version (RFC 9110, 13.1.2: compared weakly).
/// `*` asks whether there is any, which is not known before it is written.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let one = one.trim();
        one.strip_prefix("W/").unwrap_or(one) == tag
    })
}
