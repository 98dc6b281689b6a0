//! What becomes of a disk's failure (it is full, say): reading goes on, what is
//! to be written is refused, and the store takes up again by itself.

use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError, RwLockReadGuard};

use redb::Database;
use redb::backends::InMemoryBackend;
use store::TableError;

use super::{Engine, OpenFor, beside, builder, file_error};
use crate::failure::engine_error;

/// Room on the disk without which a store that failed is not tried again.
const ROOM_BYTES: usize = 8 * 1_024 * 1_024;

impl Engine {
    /// Reads; once more where the disk failed meanwhile, for then a view stands
    /// in place of the database.
    pub(crate) fn reading<T>(&self, read: impl Fn(&Database) -> Result<T, TableError>) -> Result<T, TableError> {
        let database = self.database();
        let number = self.number.load(Ordering::SeqCst);
        let found = read(&database);
        drop(database);
        match found {
            Err(TableError::Unavailable(_)) if self.only_read(number) => read(&self.database()),
            other => other,
        }
    }

    /// Writes. After the disk failed the store takes up again first, where it
    /// can; what the disk fails is answered as [`TableError::Unwritable`], and
    /// reading goes on.
    pub(crate) fn writing<T>(&self, write: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
        self.mend()?;
        let number = self.number.load(Ordering::SeqCst);
        write().map_err(|error| match error {
            TableError::Unavailable(why) => {
                self.only_read(number);
                TableError::Unwritable(why)
            }
            other => other,
        })
    }

    /// Puts a view in place of the database of this number, which the disk
    /// failed. Answers whether another database stands there now.
    fn only_read(&self, number: u64) -> bool {
        let mut place = self.database.write().unwrap_or_else(PoisonError::into_inner);
        if self.number.load(Ordering::SeqCst) != number {
            return true;
        }
        if self.failed.swap(true, Ordering::SeqCst) {
            return false;
        }
        tracing::error!("the disk failed the store: nothing is written until it takes up again");
        match (self.open)(OpenFor::Reading) {
            Ok(view) => {
                *self.kept() = Some(self.put(&mut place, view));
                true
            }
            Err(error) => {
                tracing::error!(%error, "the store can't be read either");
                false
            }
        }
    }

    /// After the disk failed: opens the database anew, where there is room. What
    /// was answered is in it. Nothing to do while all is well.
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
        let nothing =
            builder().create_with_backend(InMemoryBackend::new()).map_err(engine_error).map_err(unwritable)?;
        drop(self.put(&mut place, nothing));
        drop(self.kept().take());
        match (self.open)(OpenFor::Writing) {
            Ok(database) => {
                self.put(&mut place, database);
                self.failed.store(false, Ordering::SeqCst);
                tracing::info!("the store can be written again");
                Ok(())
            }
            Err(error) => {
                match (self.open)(OpenFor::Reading) {
                    Ok(view) => drop(self.put(&mut place, view)),
                    Err(error) => tracing::error!(%error, "the store can't be read either"),
                }
                Err(unwritable(error))
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Option<Database>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The database to write to: never a view, whose commits would be nowhere.
    pub(crate) fn to_write(&self) -> Result<RwLockReadGuard<'_, Database>, TableError> {
        let database = self.database();
        if self.failed.load(Ordering::SeqCst) {
            return Err(TableError::Unwritable("the disk failed the store".to_owned()));
        }
        Ok(database)
    }
}
