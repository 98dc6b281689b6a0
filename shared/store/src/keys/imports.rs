//! Keys of imports: a partition each with the job, the file's pages, what was
//! found in them, and what is needed to take the import back.

use domain::ids::{LocationId, MemberId};

use crate::table::Key;

/// What the partition of an import begins with.
pub const IMPORT: &str = "IMPORT#";

/// Partition of an import.
pub fn import_partition(import: &str) -> String {
    format!("{IMPORT}{import}")
}

/// The job.
pub fn import(import: &str) -> Key {
    Key::new(import_partition(import), "JOB")
}

/// A piece of the file as it was uploaded; from 0.
pub fn import_piece(import: &str, chunk: u32, piece: u32) -> Key {
    Key::new(import_partition(import), format!("PIECE#{chunk:03}#{piece:03}"))
}

/// Prefix of the pieces of a file.
pub const PIECES: &str = "PIECE#";

/// A page of the file's rows; from 0.
pub fn import_page(import: &str, page: u32) -> Key {
    Key::new(import_partition(import), format!("PAGE#{page:05}"))
}

/// Prefix of the pages of a file's rows.
pub const PAGES: &str = "PAGE#";

/// What was found in a page.
pub fn import_found(import: &str, page: u32) -> Key {
    Key::new(import_partition(import), format!("FOUND#{page:05}"))
}

/// What rows changed of a member.
pub fn import_change(import: &str, member: &MemberId) -> Key {
    Key::new(import_partition(import), format!("CHANGE#{member}"))
}

/// Prefix of what rows changed.
pub const CHANGES: &str = "CHANGE#";

/// A member that was not taken back.
pub fn import_kept(import: &str, member: &MemberId) -> Key {
    Key::new(import_partition(import), format!("KEPT#{member}"))
}

/// Prefix of the members that were not taken back.
pub const KEPT: &str = "KEPT#";

/// Partition of the imports of a place, or of all: `*`.
pub fn imports(location: Option<&LocationId>) -> String {
    format!("IMPORTS#{}", location.map_or("*", LocationId::as_str))
}

/// Which column is which field, as it was last settled for a place.
pub fn import_columns(location: &LocationId) -> Key {
    Key::new(format!("IMPORTS#{location}"), "COLUMNS")
}
