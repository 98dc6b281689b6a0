//! The engine as a [`Table`].

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use async_trait::async_trait;
use store::{Commit, Key, Page, Query, Row, Table, TableError, limits};
use tokio::sync::{Semaphore, oneshot};

use crate::engine::{Engine, Stats};
use crate::read;
use crate::rewrite::Rewritten;
use crate::whole;
use crate::writer::{self, Job, Waiting};

/// Kibibytes of commits that may wait; further callers wait for room.
const WAITING_KIB: usize = 16 * 1_024;
/// What even the smallest commit counts, so that at most 1,024 wait.
const LEAST_KIB: usize = 16;

/// Where the table stands in a data folder.
pub fn table_file(folder: &Path) -> PathBuf {
    folder.join("permanence.redb")
}

/// A table in one redb file, or in memory. Share it in an [`Arc`].
///
/// One process has the file open at a time; a second is refused with
/// [`TableError::Unavailable`].
pub struct EmbeddedTable {
    engine: Arc<Engine>,
    room: Arc<Semaphore>,
    writer: Mutex<Option<Writer>>,
}

struct Writer {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl EmbeddedTable {
    /// Opens the file, making it where there is none; its folder must exist.
    /// After a crash, redb repairs the file here, which reads all of it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, TableError> {
        Self::around(Engine::on_file(path.as_ref())?)
    }

    /// A table that ends with the process.
    pub fn in_memory() -> Result<Self, TableError> {
        Self::around(Engine::in_memory()?)
    }

    pub(crate) fn around(engine: Engine) -> Result<Self, TableError> {
        let engine = Arc::new(engine);
        let (jobs, received) = channel();
        let thread = std::thread::Builder::new()
            .name("table-writer".to_owned())
            .spawn({
                let engine = Arc::clone(&engine);
                move || writer::run(received, engine)
            })
            .map_err(|error| TableError::Unavailable(format!("no thread for the writer: {error}")))?;
        Ok(Self {
            engine,
            room: Arc::new(Semaphore::new(WAITING_KIB)),
            writer: Mutex::new(Some(Writer { jobs, thread })),
        })
    }

    /// What was written since the table was opened.
    pub fn stats(&self) -> Stats {
        self.engine.stats()
    }

    /// Whether something can be written. After the disk failed (full, say) the
    /// store takes up again here, or with the next write, once it can.
    pub async fn can_write(&self) -> Result<(), TableError> {
        self.ask(|answer| Job::Mend { answer }).await
    }

    /// Removes at most `max` rows and tokens that expired by `now` (Unix
    /// seconds), in one transaction, and says how many. Call it again while it
    /// returns `max`.
    pub async fn sweep(&self, now: i64, max: usize) -> Result<usize, TableError> {
        self.ask(|answer| Job::Sweep { now, max, answer }).await
    }

    /// Writes the file anew, so that it holds no byte of what was deleted or
    /// replaced, and overwrites the old one. Reads go on; commits wait. Needs
    /// room on the disk for a second file. Backups and snapshots keep what they
    /// hold.
    pub async fn rewrite_file(&self) -> Result<Rewritten, TableError> {
        self.ask(|answer| Job::Rewrite { answer }).await
    }

    /// Up to `limit` rows that follow `after`, expired ones included, in the
    /// order of the file: for exports, never for a request.
    pub fn rows_after(&self, after: Option<&Key>, limit: usize) -> Result<Vec<Row>, TableError> {
        whole::rows_after(&self.engine, after, limit)
    }

    /// Writes rows as they are, versions included, over what stood there, in
    /// one transaction: for imports.
    pub async fn restore(&self, rows: Vec<Row>) -> Result<(), TableError> {
        self.ask(|answer| Job::Restore { rows, answer }).await
    }

    /// Answers everything that waits and ends the writer; later commits are
    /// refused as [`TableError::Unavailable`]. Dropping the table does the same.
    pub fn close(&self) {
        let writer = self.writer().take();
        if let Some(Writer { jobs, thread }) = writer {
            drop(jobs);
            if thread.join().is_err() {
                tracing::error!("the table's writer had panicked");
            }
        }
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<Result<T, TableError>>) -> Job) -> Result<T, TableError> {
        let (sender, answer) = oneshot::channel();
        self.submit(job(sender))?;
        answer.await.unwrap_or_else(|_| Err(ended()))
    }

    fn submit(&self, job: Job) -> Result<(), TableError> {
        match &*self.writer() {
            Some(writer) => writer.jobs.send(job).map_err(|_| ended()),
            None => Err(ended()),
        }
    }

    fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for EmbeddedTable {
    fn drop(&mut self) {
        self.close();
    }
}

fn ended() -> TableError {
    TableError::Unavailable("the table is closed".to_owned())
}

#[async_trait]
impl Table for EmbeddedTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        limits::check_get(keys)?;
        read::get(&self.engine, keys)
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        limits::check_query(query)?;
        read::query(&self.engine, query)
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        self.commit_in_order(vec![commit]).await
    }

    /// One transaction holds all of them, with one fsync.
    async fn commit_in_order(&self, commits: Vec<Commit>) -> Result<(), TableError> {
        commits.iter().try_for_each(limits::check_commit)?;
        let bytes: usize = commits.iter().flat_map(|commit| &commit.writes).map(limits::size_of_write).sum();
        let share = bytes.div_ceil(1_024).clamp(LEAST_KIB, WAITING_KIB);
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        let place = Arc::clone(&self.room).acquire_many_owned(share).await.map_err(|_| ended())?;
        self.ask(|answer| Job::Commit(Waiting { commits, bytes, answer, place })).await
    }

    async fn wipe(&self) -> Result<(), TableError> {
        self.rewrite_file().await.map(|_| ())
    }
}
