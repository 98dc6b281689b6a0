//! The open database and what the writer and the readers share of it.

mod failing;
#[cfg(test)]
mod tests;
mod view;

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

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

/// What the writer did since the table was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Transactions made durable, one fsync each.
    pub transactions: u64,
    /// Commits that those transactions hold.
    pub commits: u64,
}

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenFor {
    /// Reading and writing.
    Writing,
    /// Reading alone: nothing is written to the disk.
    Reading,
}

type Open = dyn Fn(OpenFor) -> Result<Database, TableError> + Send + Sync;

/// The database, exchanged as a whole when its file is rewritten, and opened
/// anew after the disk failed: redb does nothing more with a file of which one
/// read or write failed. Until something can be written again, a view of the
/// file stands in its place.
pub(crate) struct Engine {
    database: RwLock<Database>,
    /// Counts the databases that stood in the place.
    number: AtomicU64,
    open: Box<Open>,
    failed: AtomicBool,
    /// The one that the disk failed, which keeps the file from other processes.
    kept: Mutex<Option<Database>>,
    path: Option<PathBuf>,
    transactions: AtomicU64,
    commits: AtomicU64,
}

impl Engine {
    pub(crate) fn on_file(path: &Path) -> Result<Self, TableError> {
        for leftover in [rewritten_path(path), beside(path, ".check")] {
            remove(&leftover)?;
        }
        let own = path.to_owned();
        let open = move |purpose: OpenFor| match purpose {
            OpenFor::Writing => create_file(&own),
            OpenFor::Reading => view::of_file(&own),
        };
        Self::opened_by(open, Some(path.to_owned()))
    }

    pub(crate) fn in_memory() -> Result<Self, TableError> {
        Self::opened_by(|_| create_in_memory(), None)
    }

    fn opened_by(
        open: impl Fn(OpenFor) -> Result<Database, TableError> + Send + Sync + 'static,
        path: Option<PathBuf>,
    ) -> Result<Self, TableError> {
        Ok(Self {
            database: RwLock::new(open(OpenFor::Writing)?),
            number: AtomicU64::new(0),
            open: Box::new(open),
            failed: AtomicBool::new(false),
            kept: Mutex::new(None),
            path,
            transactions: AtomicU64::new(0),
            commits: AtomicU64::new(0),
        })
    }

    /// Takes another database in place of this one, and answers this one.
    fn put(&self, place: &mut Database, database: Database) -> Database {
        self.number.fetch_add(1, Ordering::SeqCst);
        std::mem::replace(place, database)
    }

    /// The database, which is not exchanged while the guard lives.
    pub(crate) fn database(&self) -> RwLockReadGuard<'_, Database> {
        self.database.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes another database in its place and returns the old one, which
    /// nobody reads any more.
    pub(crate) fn exchange(&self, database: Database) -> Database {
        let mut place = self.database.write().unwrap_or_else(PoisonError::into_inner);
        self.put(&mut place, database)
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

/// Removes a file, where there is one.
pub(crate) fn remove(path: &Path) -> Result<(), TableError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file_error(path, &error)),
        _ => Ok(()),
    }
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
fn open_private(path: &Path) -> std::io::Result<File> {
    private().create(true).truncate(false).open(path)
}

/// Makes a file that only its owner can read, where there is none.
pub(crate) fn make_private(path: &Path) -> std::io::Result<File> {
    private().create_new(true).open(path)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn with_tables(database: Database) -> Result<Database, TableError> {
    let transaction = database.begin_write().map_err(engine_error)?;
    transaction.open_table(ROWS).map_err(engine_error)?;
    transaction.open_table(DUE).map_err(engine_error)?;
    transaction.open_table(TOKENS).map_err(engine_error)?;
    transaction.commit().map_err(engine_error)?;
    Ok(database)
}
