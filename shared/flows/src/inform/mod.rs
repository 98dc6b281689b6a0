//! Places are told: a digest a month that prepares itself, news in between; and
//! how active each place is, counted once a week.
//!
//! Sending goes in pieces. Each person is told in one commit that also notes that
//! they were, so that after a crash the next piece goes on and nobody is told
//! twice, or not at all.

mod change;
mod contents;
mod count;
mod effects;
mod mails;
mod readers;
mod send;

use domain::ids::LocationId;
use domain::inform::{Issue, Month, Reader};
use serde::{Deserialize, Serialize};
use store::link::{LinkPurpose, issue};
use store::{Store, TableError};

pub use change::{InformError, begin_news, begin_sending, change_digest, change_news, one_digest, renew};
pub use contents::{contents, prepare};
pub use count::count_places;
pub use effects::Inform;
pub use mails::{preview, preview_news};
pub use readers::{end, is_told, set_told};

/// The digests of a month prepare themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "digests")]
struct PrepareWork {
    month: Month,
}

/// How active places are is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "places")]
struct CountWork {
    day: chrono::NaiveDate,
}

/// The next readers of something are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "inform")]
struct SendWork {
    issue: Issue,
}

/// The mail to one reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "inform_mail")]
struct InformMail {
    issue: Issue,
    reader: Reader,
}

/// The path by which a reader ends digests and news: one click of a mail program
/// (RFC 8058).
fn unsubscribe_path(store: &Store, reader: &Reader) -> String {
    format!("/u/{}", issue(store.secrets(), LinkPurpose::DigestUnsubscribe, &reader.key(), 0))
}

/// The place of an issue; `None` for all. One read.
async fn place_of(store: &Store, issue: &Issue) -> Result<Option<Option<LocationId>>, TableError> {
    Ok(match issue {
        Issue::Digest { location, .. } => Some(Some(location.clone())),
        Issue::News { id } => store.monthly().one_news(id).await?.map(|found| found.value.location),
    })
}
