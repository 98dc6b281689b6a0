//! The files of a folder of data.

use std::path::{Path, PathBuf};

/// The table's file in the data folder.
const FILE: &str = "permanence.redb";

/// The table's file in a data folder.
pub(crate) fn table_file(data: &Path) -> PathBuf {
    data.join(FILE)
}
