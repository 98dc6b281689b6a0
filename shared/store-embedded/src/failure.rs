//! redb's errors, by what they mean to a caller of the table.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// Damage is [`TableError::Corrupt`], as is a file that was cut off or never was
/// a store; anything else that redb reports is about the file or the disk, which
/// may come back.
pub(crate) fn engine_error(error: impl Into<redb::Error>) -> TableError {
    match error.into() {
        redb::Error::Corrupted(what) => TableError::Corrupt(what),
        redb::Error::Io(error) if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) => {
            TableError::Corrupt(error.to_string())
        }
        redb::Error::DatabaseAlreadyOpen => {
            TableError::Unavailable("another process has the data file open; is a host running on it?".to_owned())
        }
        other => TableError::Unavailable(other.to_string()),
    }
}

/// What redb falls over, where pages that it trusts are damaged, is damage.
pub(crate) fn behind_a_wall<T>(read: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(TableError::Corrupt("pages can't be read".to_owned())))
}
