//! A message of a tool, read.

use domain::Instant;
use domain::source::ReceivedField;

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
pub(super) fn moment(text: &str) -> Option<Instant> {
    let read = chrono::DateTime::parse_from_rfc3339(text).ok();
    read.and_then(|at| Instant::from_millis(at.timestamp_millis()))
}
