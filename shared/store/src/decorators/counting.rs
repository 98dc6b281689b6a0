//! Counts round trips, so that a test can pin what a page or a use case costs.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;

use crate::error::TableError;
use crate::table::{Commit, Key, Page, Query, Row, Table};

/// Calls made and rows moved. A call counts also when it fails; rows count
/// when they arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Calls of [`Table::get`].
    pub gets: u64,
    /// Calls of [`Table::query`].
    pub queries: u64,
    /// Calls of [`Table::commit`].
    pub commits: u64,
    /// Rows that gets and queries returned.
    pub rows_read: u64,
    /// Writes of the commits that succeeded, checks included.
    pub writes: u64,
}

impl Counts {
    /// Gets and queries together.
    pub const fn reads(&self) -> u64 {
        self.gets + self.queries
    }
}

/// A table that counts what is asked of it.
#[derive(Debug, Default)]
pub struct CountingTable<T> {
    inner: T,
    gets: AtomicU64,
    queries: AtomicU64,
    commits: AtomicU64,
    rows_read: AtomicU64,
    writes: AtomicU64,
}

impl<T: Table> CountingTable<T> {
    /// Begins at zero.
    pub fn new(inner: T) -> Self {
        Self {
            inner,
            gets: AtomicU64::new(0),
            queries: AtomicU64::new(0),
            commits: AtomicU64::new(0),
            rows_read: AtomicU64::new(0),
            writes: AtomicU64::new(0),
        }
    }

    /// What was counted since the start or the last [`Self::take`].
    pub fn counts(&self) -> Counts {
        self.read_with(|counter| counter.load(Ordering::SeqCst))
    }

    /// What was counted, beginning at zero again.
    pub fn take(&self) -> Counts {
        self.read_with(|counter| counter.swap(0, Ordering::SeqCst))
    }

    fn read_with(&self, read: impl Fn(&AtomicU64) -> u64) -> Counts {
        Counts {
            gets: read(&self.gets),
            queries: read(&self.queries),
            commits: read(&self.commits),
            rows_read: read(&self.rows_read),
            writes: read(&self.writes),
        }
    }
}

fn add(counter: &AtomicU64, count: usize) {
    counter.fetch_add(count as u64, Ordering::SeqCst);
}

#[async_trait]
impl<T: Table> Table for CountingTable<T> {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        add(&self.gets, 1);
        let rows = self.inner.get(keys).await?;
        add(&self.rows_read, rows.iter().flatten().count());
        Ok(rows)
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        add(&self.queries, 1);
        let page = self.inner.query(query).await?;
        add(&self.rows_read, page.rows.len());
        Ok(page)
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        self.commit_in_order(vec![commit]).await
    }

    /// Of commits of which one is refused no writes are counted.
    async fn commit_in_order(&self, commits: Vec<Commit>) -> Result<(), TableError> {
        add(&self.commits, commits.len());
        let writes = commits.iter().map(|commit| commit.writes.len()).sum();
        self.inner.commit_in_order(commits).await?;
        add(&self.writes, writes);
        Ok(())
    }

    async fn wipe(&self) -> Result<(), TableError> {
        self.inner.wipe().await
    }
}
