//! The table under test, and the few words in which behaviours speak of it.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::clock::IdSource;

use crate::decorators::{RetryPolicy, retry};
use crate::error::TableError;
use crate::table::{Commit, Condition, Key, Page, Query, Row, Table, Write};

/// The time at which behaviours play: far enough ahead that no engine's own
/// sweep removes a row which the suite calls expired.
pub const NOW: i64 = 4_000_000_000;

/// A table under test, with a space of its own in it.
#[derive(Clone)]
pub struct Subject {
    /// The table.
    pub table: Arc<dyn Table>,
    /// Begins every partition key and token of this test, so that tests can
    /// share a table.
    pub space: String,
    /// Operations of the model test: fewer where one costs more.
    pub model_steps: usize,
}

impl Subject {
    /// A subject with a space that no other has.
    pub fn new(table: impl Table + 'static, model_steps: usize) -> Self {
        let space = format!("{:016x}", RandomState::new().hash_one(std::process::id()));
        Self { table: Arc::new(table), space, model_steps }
    }

    /// A key of this test.
    pub fn key(&self, pk: &str, sk: &str) -> Key {
        Key::new(format!("{}#{pk}", self.space), sk)
    }

    /// A whole partition of this test.
    pub fn partition(&self, pk: &str) -> Query {
        Query::partition(format!("{}#{pk}", self.space))
    }

    /// A token of this test.
    pub fn token(&self, name: &str) -> String {
        format!("{}-{name}", self.space)
    }

    /// Commits at [`NOW`], going on as long as others are at work on the rows.
    pub async fn commit(&self, writes: Vec<Write>) -> Result<(), TableError> {
        self.send(Commit { writes, token: None, now: NOW }).await
    }

    /// Commits at another time.
    pub async fn commit_at(&self, now: i64, writes: Vec<Write>) -> Result<(), TableError> {
        self.send(Commit { writes, token: None, now }).await
    }

    /// Commits as given, going on as long as others are at work on the rows.
    pub async fn send(&self, commit: Commit) -> Result<(), TableError> {
        let policy = RetryPolicy { attempts: 40, first_delay_ms: 1, max_delay_ms: 40 };
        retry(policy, || self.table.commit(commit.clone())).await
    }

    /// The row at a key.
    pub async fn row(&self, key: &Key) -> Option<Row> {
        let mut rows = self.table.get(std::slice::from_ref(key)).await.expect("a get");
        assert_eq!(rows.len(), 1, "one answer for one key");
        rows.remove(0)
    }

    /// The version at a key, 0 where no row stands.
    pub async fn version(&self, key: &Key) -> u64 {
        self.row(key).await.map_or(0, |row| row.version)
    }

    /// The document at a key, empty where no row stands.
    pub async fn doc(&self, key: &Key) -> String {
        self.row(key).await.map(|row| row.doc).unwrap_or_default()
    }

    /// The answer to a query.
    pub async fn page(&self, query: &Query) -> Page {
        self.table.query(query).await.expect("a query")
    }

    /// The sort keys that a query answers.
    pub async fn sort_keys(&self, query: &Query) -> Vec<String> {
        self.page(query).await.rows.into_iter().map(|row| row.key.sk).collect()
    }

    /// Puts small rows at these sort keys of a partition.
    pub async fn fill(&self, pk: &str, sort_keys: &[&str]) {
        for chunk in sort_keys.chunks(crate::limits::MAX_ACTIONS) {
            let writes = chunk.iter().map(|sk| put(&self.key(pk, sk), "{}")).collect();
            self.commit(writes).await.expect("rows to query");
        }
    }
}

/// A put without condition or expiry.
pub(super) fn put(key: &Key, doc: &str) -> Write {
    put_if(key, doc, Condition::Any)
}

/// A put without expiry.
pub(super) fn put_if(key: &Key, doc: &str, condition: Condition) -> Write {
    Write::Put { key: key.clone(), doc: doc.to_owned(), expires_at: None, condition }
}

/// A put that expires.
pub(super) fn put_until(key: &Key, doc: &str, expires_at: i64, condition: Condition) -> Write {
    Write::Put { key: key.clone(), doc: doc.to_owned(), expires_at: Some(expires_at), condition }
}

/// A delete.
pub(super) fn delete(key: &Key, condition: Condition) -> Write {
    Write::Delete { key: key.clone(), condition }
}

/// A check.
pub(super) fn check(key: &Key, condition: Condition) -> Write {
    Write::Check { key: key.clone(), condition }
}

/// The refusal of the write at `index`.
pub(super) const fn conflict(index: usize) -> Result<(), TableError> {
    Err(TableError::Conflict { index })
}

/// Ids for a [`RetryingTable`](crate::decorators::RetryingTable) under test:
/// unlike those of any other test.
#[derive(Debug)]
pub struct Ids {
    space: u64,
    count: AtomicU64,
}

impl Default for Ids {
    fn default() -> Self {
        Self { space: RandomState::new().hash_one(std::process::id()), count: AtomicU64::new(0) }
    }
}

impl IdSource for Ids {
    fn next(&self) -> String {
        format!("{:016x}{:010x}", self.space, self.count.fetch_add(1, Ordering::SeqCst))
    }

    fn random(&self) -> String {
        self.next()
    }
}
