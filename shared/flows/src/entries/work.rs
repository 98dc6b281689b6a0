//! A step, as it is stored until it is taken.

use domain::entry::Sort;
use domain::ids::LocationId;
use serde::{Deserialize, Serialize};

/// A step, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum EntryWork {
    /// The next step of an end.
    EntryEnding {
        /// The sort of the entry.
        sort: Sort,
        /// Its id.
        entry: String,
        /// The version of the end that asks for it.
        version: u64,
    },
    /// The bookings of a place follow the days off.
    EntryFollow {
        /// The place.
        location: LocationId,
    },
}
