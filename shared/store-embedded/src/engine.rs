//! The open database and what the writer and the readers share of it.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use redb::backends::{FileBackend, InMemoryBackend};
use redb::{Builder, Database, TableDefinition};
use store::TableError;

use crate::failure::engine_error;

/// Rows by encoded key.
pub(crate) const ROWS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("rows");
/// Expiring rows and tokens, by time.
pub(crate) const DUE: TableDefinition<'static, &[u8], ()> = TableDefinition::new("due");
/// Fingerprints of applied commits by token.
pub(crate) const TOKENS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("tokens");

/// Memory for pages read and written.
const CACHE_BYTES: usize = 128 * 1_024 * 1_024;

/// What the writer did since the table was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Transactions made durable, one fsync each.
    pub transactions: u64,
    /// Commits that those transactions hold.
    pub commits: u64,
}

/// The database, exchanged as a whole when its file is rewritten.
pub(crate) struct Engine {
    database: RwLock<Database>,
    path: Option<PathBuf>,
    transactions: AtomicU64,
    commits: AtomicU64,
}

impl Engine {
    pub(crate) fn on_file(path: &Path) -> Result<Self, TableError> {
        let leftover = rewritten_path(path);
        if leftover.exists() {
            std::fs::remove_file(&leftover).map_err(|error| file_error(&leftover, &error))?;
        }
        Ok(Self::around(create_file(path)?, Some(path.to_owned())))
    }

    pub(crate) fn in_memory() -> Result<Self, TableError> {
        Ok(Self::around(create_in_memory()?, None))
    }

    fn around(database: Database, path: Option<PathBuf>) -> Self {
        Self { database: RwLock::new(database), path, transactions: AtomicU64::new(0), commits: AtomicU64::new(0) }
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

/// Opens or makes a database file that only its owner can read.
pub(crate) fn create_file(path: &Path) -> Result<Database, TableError> {
    let file = open_private(path).map_err(|error| file_error(path, &error))?;
    let backend = FileBackend::new(file).map_err(engine_error)?;
    with_tables(builder().create_with_backend(backend).map_err(engine_error)?)
}

/// A database that ends with the process.
pub(crate) fn create_in_memory() -> Result<Database, TableError> {
    with_tables(builder().create_with_backend(InMemoryBackend::new()).map_err(engine_error)?)
}

/// Where the rewritten file is made: beside the file, so that a rename takes
/// its place.
pub(crate) fn rewritten_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".rewrite");
    PathBuf::from(name)
}

/// An error of the file system, with the file it is about.
pub(crate) fn file_error(path: &Path, error: &std::io::Error) -> TableError {
    TableError::Unavailable(format!("{}: {error}", path.display()))
}

fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

fn open_private(path: &Path) -> std::io::Result<File> {
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
