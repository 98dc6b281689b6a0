//! A step, as it is stored until it is taken.

use domain::entry::Sort;
use domain::ids::{AgencyId, LocationId};
use serde::{Deserialize, Serialize};

/// A step, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub(super) enum EntryWork {
    /// The next step of an end.
    #[serde(rename = "entry_ending")]
    Ending {
        /// The sort of the entry.
        sort: Sort,
        /// Its id.
        entry: String,
        /// The version of the end that asks for it.
        version: u64,
    },
    /// What an agency that ended has open goes over to the one that follows.
    #[serde(rename = "entry_referrals")]
    Referrals {
        /// The agency.
        agency: AgencyId,
    },
    /// The bookings of a place follow the days off.
    #[serde(rename = "entry_follow")]
    Follow {
        /// The place.
        location: LocationId,
    },
}
