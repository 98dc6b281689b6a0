//! What every use case holds: the table with a clock, ids and the server's
//! key. Expired rows end here: nothing above this line sees one.

use std::sync::{Arc, RwLock};

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::{Clock, IdSource, Instant};
use serde::de::DeserializeOwned;

use crate::error::TableError;
use crate::keys;
use crate::listed::Listed;
use crate::secrets::Secrets;
use crate::table::{Commit, Key, Page, Query, Row, Table};
use crate::transaction::Transaction;

/// Told after a commit that left something to dispatch. In the cloud the
/// table's stream does this; on one machine the relay is woken.
pub trait Wake: Send + Sync {
    /// Something waits.
    fn wake(&self);
}

/// Wakes nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Wake for Silent {
    fn wake(&self) {}
}

/// A value together with the version that it was read at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The value.
    pub value: T,
    /// The version of its row; 1 for the first.
    pub version: u64,
}

/// One of many values read together: absent, there, or not to be read.
pub type ReadAlone<T> = Result<Option<Versioned<T>>, TableError>;

struct Inner {
    table: Arc<dyn Table>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    secrets: Secrets,
    wake: Arc<dyn Wake>,
    catalogue: RwLock<Option<(u64, Arc<Catalogue>)>>,
    permanences: RwLock<Option<KeptList>>,
}

/// All permanences that have not ended before a day, as they stood at a mark.
struct KeptList {
    mark: u64,
    from: NaiveDate,
    listed: Arc<Vec<Listed>>,
}

/// The table with a clock, ids and the server's key. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

impl Store {
    /// Wires a store.
    pub fn new(
        table: Arc<dyn Table>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        secrets: Secrets,
        wake: Arc<dyn Wake>,
    ) -> Self {
        Self(Arc::new(Inner {
            table,
            clock,
            ids,
            secrets,
            wake,
            catalogue: RwLock::new(None),
            permanences: RwLock::new(None),
        }))
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.0.clock.as_ref()
    }

    /// Now, by the product's clock.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// Makes ids.
    pub fn ids(&self) -> &dyn IdSource {
        self.0.ids.as_ref()
    }

    /// The server's key.
    pub fn secrets(&self) -> &Secrets {
        &self.0.secrets
    }

    /// The engine, for programs that move all rows.
    pub fn table(&self) -> &Arc<dyn Table> {
        &self.0.table
    }

    pub(crate) fn cached_catalogue(&self, revision: u64) -> Option<Arc<Catalogue>> {
        let cached = self.0.catalogue.read().ok()?;
        cached.as_ref().filter(|(at, _)| *at == revision).map(|(_, catalogue)| Arc::clone(catalogue))
    }

    pub(crate) fn kept_catalogue(&self) -> Option<(u64, Arc<Catalogue>)> {
        self.0.catalogue.read().ok()?.clone()
    }

    pub(crate) fn keep_catalogue(&self, revision: u64, catalogue: &Arc<Catalogue>) {
        if let Ok(mut cached) = self.0.catalogue.write() {
            *cached = Some((revision, Arc::clone(catalogue)));
        }
    }

    pub(crate) fn kept_permanences(&self, mark: u64, from: NaiveDate) -> Option<Arc<Vec<Listed>>> {
        let kept = self.0.permanences.read().ok()?;
        kept.as_ref().filter(|kept| kept.mark == mark && kept.from == from).map(|kept| Arc::clone(&kept.listed))
    }

    pub(crate) fn keep_permanences(&self, mark: u64, from: NaiveDate, listed: &Arc<Vec<Listed>>) {
        if let Ok(mut kept) = self.0.permanences.write() {
            *kept = Some(KeptList { mark, from, listed: Arc::clone(listed) });
        }
    }

    /// Reads up to 100 rows in one round trip; expired ones are `None`.
    pub async fn rows(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        let now = self.now().seconds();
        let rows = self.0.table.get(keys).await?;
        Ok(rows.into_iter().map(|row| row.filter(|row| is_live(row, now))).collect())
    }

    /// Reads one value.
    pub async fn read<T: DeserializeOwned>(&self, key: Key) -> Result<Option<Versioned<T>>, TableError> {
        let row = self.rows(std::slice::from_ref(&key)).await?.pop().flatten();
        row.map(|row| decode(&row)).transpose()
    }

    /// [`Self::read`] without the version.
    pub async fn value<T: DeserializeOwned>(&self, key: Key) -> Result<Option<T>, TableError> {
        Ok(self.read(key).await?.map(|read| read.value))
    }

    /// [`Self::read_many`] without the versions.
    pub async fn values_of<T: DeserializeOwned>(&self, keys: &[Key]) -> Result<Vec<Option<T>>, TableError> {
        let read = self.read_many(keys).await?;
        Ok(read.into_iter().map(|read| read.map(|read| read.value)).collect())
    }

    /// Reads many values of one shape in as few round trips as the table
    /// allows (100 keys each).
    pub async fn read_many<T: DeserializeOwned>(&self, keys: &[Key]) -> Result<Vec<Option<Versioned<T>>>, TableError> {
        self.read_each(keys).await?.into_iter().collect()
    }

    /// [`Self::read_many`] for values that have nothing to do with each other:
    /// one that can't be read fails alone.
    pub async fn read_each<T: DeserializeOwned>(&self, keys: &[Key]) -> Result<Vec<ReadAlone<T>>, TableError> {
        let mut values = Vec::with_capacity(keys.len());
        for chunk in keys.chunks(crate::limits::MAX_KEYS) {
            let rows = self.rows(chunk).await?;
            values.extend(rows.into_iter().map(|row| row.map(|row| decode(&row)).transpose()));
        }
        Ok(values)
    }

    /// Reads a range of one partition; expired rows are left out, so a page
    /// may hold fewer rows than asked while `next` goes on.
    pub async fn page(&self, query: &Query) -> Result<Page, TableError> {
        let now = self.now().seconds();
        let mut page = self.0.table.query(query).await?;
        page.rows.retain(|row| is_live(row, now));
        Ok(page)
    }

    /// [`Self::page`] as values, and where they go on.
    pub async fn page_of<T: DeserializeOwned>(&self, query: &Query) -> Result<(Vec<T>, Option<String>), TableError> {
        let page = self.page(query).await?;
        Ok((values(&page.rows)?, page.next))
    }

    /// [`Self::all`] as values.
    pub async fn values<T: DeserializeOwned>(&self, query: Query) -> Result<Vec<T>, TableError> {
        values(&self.all(query).await?)
    }

    /// What happened to something, oldest first: one query.
    pub(crate) async fn history<T: DeserializeOwned>(&self, partition: &str) -> Result<Vec<T>, TableError> {
        let commits = self.values::<Vec<T>>(Query::partition(partition).prefix(keys::EVENT)).await?;
        Ok(commits.into_iter().flatten().collect())
    }

    /// Reads a whole range, page after page: for partitions that are small by
    /// nature.
    pub async fn all(&self, mut query: Query) -> Result<Vec<Row>, TableError> {
        let mut rows = Vec::new();
        loop {
            let page = self.page(&query).await?;
            rows.extend(page.rows);
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(rows),
            }
        }
    }

    /// Applies a transaction; wakes the dispatcher when it left work.
    pub async fn commit(&self, transaction: Transaction) -> Result<(), TableError> {
        self.commit_in_order(vec![transaction]).await
    }

    /// [`Self::commit`] of several, one after another, each whole or not at all, up to
    /// the first that fails: each may rest on those before it.
    pub async fn commit_in_order(&self, transactions: Vec<Transaction>) -> Result<(), TableError> {
        let now = self.now().seconds();
        let (mut commits, mut left_work) = (Vec::with_capacity(transactions.len()), false);
        for transaction in transactions {
            let (writes, wakes) = transaction.into_parts()?;
            left_work |= wakes;
            if !writes.is_empty() {
                commits.push(Commit { writes, token: None, now });
            }
        }
        if commits.is_empty() {
            return Ok(());
        }
        let done = self.0.table.commit_in_order(commits).await;
        // Those before one that failed are applied.
        if left_work {
            self.0.wake.wake();
        }
        done
    }

    /// Wakes the dispatcher.
    pub fn wake(&self) {
        self.0.wake.wake();
    }
}

fn is_live(row: &Row, now: i64) -> bool {
    row.expires_at.is_none_or(|at| at > now)
}

fn values<T: DeserializeOwned>(rows: &[Row]) -> Result<Vec<T>, TableError> {
    rows.iter().map(|row| decode(row).map(|read| read.value)).collect()
}

/// Reads a row's document.
pub fn decode<T: DeserializeOwned>(row: &Row) -> Result<Versioned<T>, TableError> {
    serde_json::from_str(&row.doc)
        .map(|value| Versioned { value, version: row.version })
        .map_err(|error| TableError::Corrupt(format!("{}/{}: {error}", row.key.pk, row.key.sk)))
}
