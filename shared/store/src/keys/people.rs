//! Keys by which one person's data are found, and of their erasure. They hold
//! keyed hashes only.

use crate::table::Key;

/// Partition of what is kept of one person.
pub fn person(person: &str) -> String {
    format!("PERSON#{person}")
}

/// That a person's data were erased once.
pub fn person_erased(person_id: &str) -> Key {
    Key::new(person(person_id), "ERASED")
}

/// Needs that a person, or a company by its number and mail domain, has open.
pub fn open_needs(hash: &str) -> Key {
    Key::new(person(hash), "OPEN")
}

/// Partition of the people with one word in their name.
pub fn people_named(hash: &str) -> String {
    format!("PEOPLE#{hash}")
}

/// How far people in rows of an earlier version can be found.
pub fn people_made_found() -> Key {
    Key::new(person("FOUND"), "1")
}

/// What the partition of an erasure begins with.
pub const ERASURE: &str = "ERASURE#";

/// An erasure: what is done, without the data.
pub fn erasure(id: &str) -> Key {
    Key::new(format!("{ERASURE}{id}"), "JOB")
}

/// What it looks for in texts, until it is done.
pub fn erasure_marks(id: &str) -> Key {
    Key::new(format!("{ERASURE}{id}"), "MARKS")
}

/// Partition of the list of erasures.
pub const ERASURES: &str = "ERASURES";
