//! The tools that places use: what each signs, and the answers in what it sends.
//!
//! | tool | how it shows that it is genuine |
//! |---|---|
//! | Typeform | `Typeform-Signature`: HMAC-SHA256 of the body, base64 |
//! | Tally | `Tally-Signature`: the same |
//! | Nexudus | `X-Nexudus-Hook-Signature`: HMAC-SHA256 of the body as .NET writes it in ASCII, hexadecimal |
//! | Jotform | it knows an address that holds the secret |
//! | Cobot | the same, and what it names is fetched from its account |

mod cobot;
mod flat;
mod jotform;
mod nexudus;
mod signature;
mod tally;
mod typeform;

use bytes::Bytes;
use domain::Instant;
use domain::source::{ReceivedField, SourceKind};
use http::HeaderMap;
use web::Problem;

pub(crate) use cobot::{NotFetched, account, fetch};
pub(crate) use signature::signed;

/// Messages of one call at most.
const AT_MOST: usize = 25;

/// One message of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Names it: sent again, it has the same name.
    pub(crate) message: String,
    /// When it was sent first, where it says so.
    pub(crate) at: Option<Instant>,
    /// What was answered.
    pub(crate) answers: Vec<ReceivedField>,
}

/// A moment as tools write it.
fn moment(text: &str) -> Option<Instant> {
    let read = chrono::DateTime::parse_from_rfc3339(text).ok();
    read.and_then(|at| Instant::from_millis(at.timestamp_millis()))
}

/// The messages in a body; of Cobot they are fetched instead. 400 where it is
/// not what the tool sends.
pub(crate) fn read(kind: SourceKind, headers: &HeaderMap, body: &Bytes) -> Result<Vec<Sent>, Problem> {
    let read = match kind {
        SourceKind::Typeform => typeform::read(body).map(|one| vec![one]),
        SourceKind::Tally => tally::read(body).map(|one| vec![one]),
        SourceKind::Jotform => jotform::read(headers, body).map(|one| vec![one]),
        SourceKind::Nexudus => nexudus::read(body),
        SourceKind::Cobot | SourceKind::StandardWebhooks => None,
    };
    read.filter(|messages| messages.len() <= AT_MOST).ok_or_else(Problem::malformed_body)
}
