//! redb's errors, by what they mean to a caller of the table.

use store::TableError;

/// Why a commit was not applied.
#[derive(Debug)]
pub(crate) enum Failure {
    /// This commit is at fault; the transaction around it is sound.
    Refused(TableError),
    /// The transaction is lost, and with it all its members.
    Engine(TableError),
}

impl<E: Into<redb::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Engine(engine_error(error))
    }
}

/// Damage is [`TableError::Corrupt`]; anything else that redb reports is about
/// the file or the disk, which may come back.
pub(crate) fn engine_error(error: impl Into<redb::Error>) -> TableError {
    match error.into() {
        redb::Error::Corrupted(what) => TableError::Corrupt(what),
        redb::Error::DatabaseAlreadyOpen => {
            TableError::Unavailable("another process has the data file open".to_owned())
        }
        other => TableError::Unavailable(other.to_string()),
    }
}
