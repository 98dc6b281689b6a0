//! Imports of members: a job whose rows, findings and changes stand beside it,
//! so that it goes on after a crash and can be taken back. All of it ends after
//! 30 days.

mod found;
mod import;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use domain::ids::{LocationId, MemberId};

pub use self::found::{Decided, Decision, Doubt, FoundRow, RowKind};
pub use self::import::{Import, ImportStatus, Kept, PAGE_ROWS, RowChange};
use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// For how long an import can be taken back, and its rows are kept.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Bytes of the file in one row: with Base64 well below a row's limit.
const PIECE: usize = 240_000;
/// Pieces of one commit.
const PIECES_AT_ONCE: usize = 8;
/// Pieces that are read at once.
const PIECES_READ: usize = 4;

/// Reads and saves imports.
pub struct ImportsRepo<'a>(pub(crate) &'a Store);

impl ImportsRepo<'_> {
    /// One import: one read.
    pub async fn load(&self, id: &str) -> Result<Option<Versioned<Import>>, TableError> {
        self.0.read(keys::import(id)).await
    }

    /// The imports of a place, or of all, newest first, 20 at most: one query and
    /// a get.
    pub async fn list(&self, location: Option<&LocationId>) -> Result<Vec<Import>, TableError> {
        let query = Query::partition(keys::imports(location)).prefix("JOB#").descending().limit(20);
        let page = self.0.page(&query).await?;
        let keys: Vec<Key> =
            page.rows.iter().filter_map(|row| row.key.sk.strip_prefix("JOB#")).map(keys::import).collect();
        Ok(self.0.values_of::<Import>(&keys).await?.into_iter().flatten().collect())
    }

    /// Adds an import to a transaction.
    pub fn create(&self, tx: &mut Transaction, import: &Import) {
        let ends = Some(ends(import));
        tx.put_if(keys::import(&import.id), import, Condition::Absent, ends);
        for list in [keys::imports(None), keys::imports(Some(&import.location))] {
            tx.put_if(Key::new(list, format!("JOB#{}", import.id)), &(), Condition::Any, ends);
        }
    }

    /// Saves an import over the version read; where it has something to do,
    /// marks that.
    pub fn save(&self, tx: &mut Transaction, version: u64, import: &Import) {
        tx.put_if(keys::import(&import.id), import, Condition::Version(version), Some(ends(import)));
        if import.status.works() {
            tx.pending(&keys::import_partition(&import.id), version + 1);
        }
    }

    /// Keeps a part of the file: a commit for each two million bytes.
    pub async fn put_chunk(&self, import: &Import, chunk: u32, bytes: &[u8]) -> Result<(), TableError> {
        let pieces: Vec<(u32, &[u8])> = (0..).zip(bytes.chunks(PIECE)).collect();
        for some in pieces.chunks(PIECES_AT_ONCE) {
            let mut tx = Transaction::new();
            for (piece, bytes) in some {
                let key = keys::import_piece(&import.id, chunk, *piece);
                tx.put_if(key, &STANDARD.encode(bytes), Condition::Any, Some(ends(import)));
            }
            self.0.commit(tx).await?;
        }
        Ok(())
    }

    /// The next bytes of the file, about a million, and after what they go on:
    /// one query.
    pub async fn pieces(&self, import: &str, after: Option<String>) -> Result<(Vec<u8>, Option<String>), TableError> {
        let mut query = Query::partition(keys::import_partition(import)).prefix(keys::PIECES).limit(PIECES_READ);
        query.after = after;
        let page = self.0.page(&query).await?;
        let mut bytes = Vec::new();
        for row in &page.rows {
            let piece = STANDARD.decode(decode::<String>(row)?.value);
            bytes.extend(piece.map_err(|error| TableError::Corrupt(error.to_string()))?);
        }
        Ok((bytes, page.next))
    }

    /// Keeps pages of rows, from this page on: one commit.
    pub async fn put_pages(&self, import: &Import, from: u32, rows: &[Vec<String>]) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        for (page, rows) in (from..).zip(rows.chunks(PAGE_ROWS)) {
            tx.put_if(keys::import_page(&import.id, page), rows, Condition::Any, Some(ends(import)));
        }
        self.0.commit(tx).await
    }

    /// Lets the file go, and the rows that were read of it where `rows` says so. A
    /// query and a commit for each ten of them.
    pub async fn forget(&self, import: &Import, rows: bool) -> Result<(), TableError> {
        let kinds: &[&str] = if rows { &[keys::PIECES, keys::PAGES] } else { &[keys::PIECES] };
        for kind in kinds {
            let some = Query::partition(keys::import_partition(&import.id)).prefix(kind).limit(10);
            loop {
                let page = self.0.page(&some).await?;
                let mut tx = Transaction::new();
                for row in &page.rows {
                    tx.delete(row.key.clone(), Condition::Any);
                }
                self.0.commit(tx).await?;
                if page.next.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// A page of rows with what was found of them: one read.
    pub async fn page(&self, import: &str, page: u32) -> Result<(Vec<Vec<String>>, Vec<FoundRow>), TableError> {
        let rows = self.0.rows(&[keys::import_page(import, page), keys::import_found(import, page)]).await?;
        let mut rows = rows.into_iter();
        let cells = rows.next().flatten().map(|row| decode(&row)).transpose()?.map(|row| row.value);
        let found = rows.next().flatten().map(|row| decode(&row)).transpose()?.map(|row| row.value);
        Ok((cells.unwrap_or_default(), found.unwrap_or_default()))
    }

    /// Keeps what was found in a page.
    pub fn put_found(&self, tx: &mut Transaction, import: &Import, page: u32, found: &[FoundRow]) {
        tx.put_if(keys::import_found(&import.id, page), found, Condition::Any, Some(ends(import)));
    }

    /// What was found in the pages before one, in their order: a query for each
    /// thousand pages, or megabyte.
    pub async fn found_before(&self, import: &str, page: u32) -> Result<Vec<Vec<FoundRow>>, TableError> {
        let mut query = Query::partition(keys::import_partition(import));
        query.from = Some(keys::import_found(import, 0).sk);
        query.to = Some(keys::import_found(import, page).sk);
        self.0.values(query).await
    }

    /// What rows changed of a member so far: one read.
    pub async fn change(&self, import: &str, member: &MemberId) -> Result<Option<RowChange>, TableError> {
        self.0.value(keys::import_change(import, member)).await
    }

    /// Keeps what rows changed of a member, in the commit that changes it.
    pub fn put_change(&self, tx: &mut Transaction, import: &Import, change: &RowChange) {
        tx.put_if(keys::import_change(&import.id, &change.member), change, Condition::Any, Some(ends(import)));
    }

    /// What rows changed, as far as it was not taken back, each with its key.
    pub async fn changes(&self, import: &str, limit: usize) -> Result<Vec<(Key, RowChange)>, TableError> {
        let query = Query::partition(keys::import_partition(import)).prefix(keys::CHANGES).limit(limit);
        let page = self.0.page(&query).await?;
        page.rows.iter().map(|row| Ok((row.key.clone(), decode(row)?.value))).collect()
    }

    /// Keeps that a member was changed since and is not taken back.
    pub fn keep(&self, tx: &mut Transaction, import: &Import, change: &RowChange) {
        let kept = Kept { row: change.row, member: change.member.clone() };
        tx.put_if(keys::import_kept(&import.id, &kept.member), &kept, Condition::Any, Some(ends(import)));
    }

    /// Members that were not taken back: a query for each thousand.
    pub async fn kept(&self, import: &str) -> Result<Vec<Kept>, TableError> {
        self.0.values(Query::partition(keys::import_partition(import)).prefix(keys::KEPT)).await
    }

    /// Which column is which field, as it was last settled for a place, by
    /// heading: one read.
    pub async fn known_columns(&self, location: &LocationId) -> Result<BTreeMap<String, Option<String>>, TableError> {
        Ok(self.0.value(keys::import_columns(location)).await?.unwrap_or_default())
    }

    /// Remembers them.
    pub fn remember_columns(&self, tx: &mut Transaction, import: &Import) {
        let columns: BTreeMap<&str, &Option<String>> =
            import.columns.iter().map(|column| (column.heading.as_str(), &column.field)).collect();
        tx.put(keys::import_columns(&import.location), &columns);
    }
}

fn ends(import: &Import) -> i64 {
    import.at.plus(KEPT).seconds()
}
