//! Lists of permanences.

use domain::Instant;
use domain::ids::{AgencyId, LocationId, PermanenceId};

use crate::table::Key;

/// Lists that permanences stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PermanenceList {
    /// All.
    All,
    /// At one location.
    Location(LocationId),
    /// Of one agency.
    Agency(AgencyId),
}

impl PermanenceList {
    /// The list's partition.
    pub fn partition(&self) -> String {
        match self {
            Self::All => "PERMANENCES#ALL".to_owned(),
            Self::Location(location) => format!("PERMANENCES#LOCATION#{location}"),
            Self::Agency(agency) => format!("PERMANENCES#AGENCY#{agency}"),
        }
    }
}

/// The mark of a list: its version rises with every change of the list, so that
/// whoever follows it, by calendar or as open data, knows by one read whether
/// it says anything new.
pub fn feed_mark(list: &PermanenceList) -> Key {
    let partition = match list {
        PermanenceList::All => "FEED#ALL".to_owned(),
        PermanenceList::Location(location) => format!("FEED#LOCATION#{location}"),
        PermanenceList::Agency(agency) => format!("FEED#AGENCY#{agency}"),
    };
    Key::new(partition, "MARK")
}

/// Partition of the permanences that the public does not see any more.
pub const PERMANENCES_GONE: &str = "PERMANENCES#GONE";

/// A permanence that the public does not see any more as it was, by when that
/// came: programs that keep a copy ask what is gone since a moment.
pub fn gone_permanence(at: Instant, id: &PermanenceId) -> Key {
    Key::new(PERMANENCES_GONE, format!("{}#{id}", gone_since(at)))
}

/// What sort keys of permanences gone from a moment on begin with at least.
pub fn gone_since(at: Instant) -> String {
    format!("{:015}", at.millis().max(0))
}
