//! The open database and what the writer and the readers share of it.

#[cfg(test)]
mod tests;

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use redb::backends::{FileBackend, InMemoryBackend};
use redb::{Builder, ConcurrencyMode, Database, DatabaseError, ReadOnlyDatabase, TableDefinition};
use store::TableError;

use crate::failure::{behind_a_wall, engine_error};

/// Rows by encoded key.
pub(crate) const ROWS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("rows");
/// Expiring rows and tokens, by time.
pub(crate) const DUE: TableDefinition<'static, &[u8], ()> = TableDefinition::new("due");
/// Fingerprints of applied commits by token.
pub(crate) const TOKENS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("tokens");

/// Memory for pages read and written.
const CACHE_BYTES: usize = 32 * 1_024 * 1_024;

/// Room on the disk without which a store that failed is not tried again.
const ROOM_BYTES: usize = 8 * 1_024 * 1_024;

/// What the writer did since the table was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Transactions made durable, one fsync each.
    pub transactions: u64,
    /// Commits that those transactions hold.
    pub commits: u64,
}

/// Opens the database anew.
type Open = dyn Fn() -> Result<Database, TableError> + Send + Sync;

/// The database, exchanged as a whole when its file is rewritten, and opened
/// anew after the disk failed: redb does nothing more with a file of which one
/// write failed.
pub(crate) struct Engine {
    database: RwLock<Database>,
    open: Box<Open>,
    failed: AtomicBool,
    path: Option<PathBuf>,
    transactions: AtomicU64,
    commits: AtomicU64,
}

impl Engine {
    pub(crate) fn on_file(path: &Path) -> Result<Self, TableError> {
        for leftover in [rewritten_path(path), beside(path, ".check")] {
            if leftover.exists() {
                std::fs::remove_file(&leftover).map_err(|error| file_error(&leftover, &error))?;
            }
        }
        let own = path.to_owned();
        Self::opened_by(move || create_file(&own), Some(path.to_owned()))
    }

    pub(crate) fn in_memory() -> Result<Self, TableError> {
        Self::opened_by(create_in_memory, None)
    }

    fn opened_by(
        open: impl Fn() -> Result<Database, TableError> + Send + Sync + 'static,
        path: Option<PathBuf>,
    ) -> Result<Self, TableError> {
        Ok(Self {
            database: RwLock::new(open()?),
            open: Box::new(open),
            failed: AtomicBool::new(false),
            path,
            transactions: AtomicU64::new(0),
            commits: AtomicU64::new(0),
        })
    }

    /// Notes what came of a write: one that the disk failed is answered as
    /// [`TableError::Unwritable`], and the next begins by [`Self::mend`].
    pub(crate) fn noted<T>(&self, result: Result<T, TableError>) -> Result<T, TableError> {
        result.map_err(|error| match error {
            TableError::Unavailable(why) => {
                self.failed.store(true, Ordering::SeqCst);
                TableError::Unwritable(why)
            }
            other => other,
        })
    }

    /// After a write that the disk failed: opens the database anew, where there
    /// is room. What was answered is in it. Nothing to do while all is well.
    pub(crate) fn mend(&self) -> Result<(), TableError> {
        if !self.failed.load(Ordering::SeqCst) {
            return Ok(());
        }
        let unwritable = |error: TableError| TableError::Unwritable(error.to_string());
        if let Some(path) = &self.path {
            let probe = beside(path, ".room");
            let room = std::fs::write(&probe, vec![0; ROOM_BYTES]);
            let _ = std::fs::remove_file(&probe);
            room.map_err(|error| unwritable(file_error(path, &error)))?;
        }
        let mut place = self.database.write().unwrap_or_else(PoisonError::into_inner);
        // The file is let go first. This one has no tables: nothing is read
        // from it as if it were empty.
        *place = builder().create_with_backend(InMemoryBackend::new()).map_err(engine_error).map_err(unwritable)?;
        *place = (self.open)().map_err(unwritable)?;
        drop(place);
        self.failed.store(false, Ordering::SeqCst);
        tracing::info!("the store can be written again");
        Ok(())
    }

    /// The database, which is not exchanged while the guard lives.
    pub(crate) fn database(&self) -> RwLockReadGuard<'_, Database> {
        self.database.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes another database in its place and returns the old one, which
    /// nobody reads any more.
    pub(crate) fn exchange(&self, database: Database) -> Database {
        let mut place = self.database.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, database)
    }

    /// The file, unless the table is in memory.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub(crate) fn count_transaction(&self, commits: u64) {
        self.transactions.fetch_add(1, Ordering::SeqCst);
        self.commits.fetch_add(commits, Ordering::SeqCst);
    }

    pub(crate) fn stats(&self) -> Stats {
        Stats { transactions: self.transactions.load(Ordering::SeqCst), commits: self.commits.load(Ordering::SeqCst) }
    }
}

/// Opens or makes a database file that only its owner can read. Every page is
/// held against its checksum first: what a disk altered is not served.
pub(crate) fn create_file(path: &Path) -> Result<Database, TableError> {
    let file = open_private(path).map_err(|error| file_error(path, &error))?;
    let backend = FileBackend::new(file).map_err(engine_error)?;
    let mut builder = shared_builder();
    builder.set_check_integrity_on_open(true);
    behind_a_wall(|| with_tables(builder.create_with_backend(backend).map_err(engine_error)?))
}

/// Opens a file beside the process that writes it, if one does; `None` where
/// it is first to be mended, after a crash.
pub(crate) fn open_beside(path: &Path) -> Result<Option<ReadOnlyDatabase>, TableError> {
    match shared_builder().open_read_only(path) {
        Ok(database) => Ok(Some(database)),
        Err(DatabaseError::RepairAborted) => Ok(None),
        Err(error) => Err(engine_error(error)),
    }
}

/// A database that ends with the process.
pub(crate) fn create_in_memory() -> Result<Database, TableError> {
    with_tables(builder().create_with_backend(InMemoryBackend::new()).map_err(engine_error)?)
}

/// Where the rewritten file is made: beside the file, so that a rename takes
/// its place.
pub(crate) fn rewritten_path(path: &Path) -> PathBuf {
    beside(path, ".rewrite")
}

pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// An error of the file system, with the file it is about.
pub(crate) fn file_error(path: &Path, error: &std::io::Error) -> TableError {
    TableError::Unavailable(format!("{}: {error}", path.display()))
}

pub(crate) fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

/// One process writes, others may read beside it: for backups.
fn shared_builder() -> Builder {
    let mut builder = builder();
    builder.set_concurrency_mode(ConcurrencyMode::SingleWriter);
    builder
}

/// Opens or makes a file that only its owner can read.
pub(crate) fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn with_tables(database: Database) -> Result<Database, TableError> {
    let transaction = database.begin_write().map_err(engine_error)?;
    transaction.open_table(ROWS).map_err(engine_error)?;
    transaction.open_table(DUE).map_err(engine_error)?;
    transaction.open_table(TOKENS).map_err(engine_error)?;
    transaction.commit().map_err(engine_error)?;
    Ok(database)
}
