//! The entity tag of a calendar: a digest of all that it follows from, so that
//! it is known before anything is written.

use store::repos::feeds::Standing;
use web::extract::digest_tag;

use super::Asked;

/// Raised when the same data is to be written in another way.
const FORMAT: u32 = 1;

/// A strong tag, with its quotes. The day is in it: what ended leaves the
/// calendar as days pass.
pub(super) fn of(asked: &Asked, standing: &Standing) -> String {
    let Standing { directory, marks } = standing;
    let (base, folder, id, query) = (&asked.context.settings.base_url, asked.folder(), asked.id(), asked.query());
    let marks = marks.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let text = format!("{FORMAT} {base}/{folder}/{id}{query} {} {} {marks}", asked.today, directory.version);
    digest_tag(&text)
}
