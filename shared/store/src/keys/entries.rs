//! Keys of what is kept beside the entries of the directory.

use domain::Instant;
use domain::entry::Sort;

use crate::table::Key;

/// What the partition of what is kept beside an entry begins with.
pub const ENTRY: &str = "ENTRY#";

/// Partition of what is kept beside an entry.
pub fn entry_partition(sort: Sort, id: &str) -> String {
    format!("{ENTRY}{}#{id}", sort.code())
}

/// Partition of what is kept beside the days off of all agencies.
pub const DAYS_OFF: &str = "ENTRY#days_off";

/// A change of an entry; the number tells two of one instant apart.
pub fn entry_change(partition: &str, at: Instant, number: u64) -> Key {
    Key::new(partition, format!("CHANGE#{:015}#{number:010}", at.millis()))
}

/// How sure the facts of an entry are.
pub fn entry_facts(sort: Sort, id: &str) -> Key {
    Key::new(entry_partition(sort, id), "FACTS")
}

/// What an entry's end is at.
pub fn entry_ending(sort: Sort, id: &str) -> Key {
    Key::new(entry_partition(sort, id), "ENDING")
}
