//! Keys of what places are told, and of how active they are.

use domain::ids::LocationId;
use domain::inform::{Issue, Month};

use crate::table::Key;

/// Before the month in the partition of its digests.
pub const MONTHLY_DIGESTS: &str = "INFORM#DIGESTS#";

/// Partition of a month's digests, one for each place.
pub fn monthly_digests(month: Month) -> String {
    format!("{MONTHLY_DIGESTS}{month}")
}

/// A place's digest of a month.
pub fn monthly_digest(month: Month, location: &LocationId) -> Key {
    Key::new(monthly_digests(month), location.as_str())
}

/// Partition of what all places are told, by month.
pub const COMMON_ITEMS: &str = "INFORM#COMMON";

/// What all places are told in a month.
pub fn common_items(month: Month) -> Key {
    Key::new(COMMON_ITEMS, month.to_string())
}

/// Partition of news.
pub const NEWS: &str = "INFORM#NEWS";

/// News.
pub fn news(id: &str) -> Key {
    Key::new(NEWS, id)
}

/// Before the key of what is sent, in the partition of its sending.
pub const ISSUE: &str = "INFORM#ISSUE#";

/// Partition of sending one digest or one piece of news.
pub fn issue_partition(issue: &Issue) -> String {
    format!("{ISSUE}{}", issue.key())
}

/// How far it is sent.
pub fn issue_progress(issue: &Issue) -> Key {
    Key::new(issue_partition(issue), "PROGRESS")
}

fn reader_partition(person: &str) -> String {
    format!("INFORM#READER#{person}")
}

/// That somebody was told something: under a keyed hash of their address.
pub fn reader_told(person: &str, once: &str) -> Key {
    Key::new(reader_partition(person), format!("TOLD#{once}"))
}

/// That somebody wants no digests and no news: under a keyed hash of their address.
pub fn reader_off(person: &str) -> Key {
    Key::new(reader_partition(person), "OFF")
}

/// Partition of how active places are.
pub const PLACES: &str = "INFORM#PLACES";

/// How active a place is.
pub fn place_activity(location: &LocationId) -> Key {
    Key::new(PLACES, location.as_str())
}

/// Partition of how often the codes of places were opened.
pub const SCANS: &str = "INFORM#SCANS";

/// How often the codes of a place were opened.
pub fn scans(location: &LocationId) -> Key {
    Key::new(SCANS, location.as_str())
}

/// Partition of places that are dormant, by until when something is to be done.
pub const DORMANT: &str = "INFORM#DORMANT";

/// A dormant place.
pub fn dormant(due_ms: i64, location: &LocationId) -> Key {
    Key::new(DORMANT, format!("{due_ms:015}#{location}"))
}
