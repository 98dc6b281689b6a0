//! The port: one key-value table with three operations.
//!
//! Everything richer (typed repositories, index rows, idempotency, expiry on
//! reading, cursors, the outbox) is written once above this port, so an engine
//! is small and its behaviour is pinned by the [conformance
//! suite](crate::conformance).

use async_trait::async_trait;

use crate::error::TableError;

/// Rows of one page.
pub const MAX_PAGE: usize = 1_000;

/// Where a row stands: a partition and a place in its order. Both are compared
/// byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Partition key, 1 to 2,048 bytes.
    pub pk: String,
    /// Sort key, 1 to 1,024 bytes.
    pub sk: String,
}

impl Key {
    /// A key of two parts.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }
}

/// A stored row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub key: Key,
    /// JSON text.
    pub doc: String,
    /// 1 for the first put, one more with every put that follows on it; a row
    /// made anew ([`Condition::Absent`]) or after a delete begins at 1 again.
    pub version: u64,
    /// Unix seconds from which the row counts as absent.
    pub expires_at: Option<i64>,
}

/// What must be true of a row for a commit to be applied. An expired row is
/// absent, also where no sweep has removed it yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Anything.
    Any,
    /// No live row stands at the key.
    Absent,
    /// A live row of exactly this version stands at the key.
    Version(u64),
}

impl Condition {
    /// That the row still is as it was read: of this version, or not there.
    pub const fn over(read: Option<u64>) -> Self {
        match read {
            Some(version) => Self::Version(version),
            None => Self::Absent,
        }
    }
}

/// One action of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Puts a row. Its version becomes 1 where the condition is `Absent`,
    /// `n + 1` where it is `Version(n)`, and the stored version + 1 (1 where
    /// none stood) where it is `Any`. Under `Any` an expired row that no sweep
    /// has removed yet goes on counting.
    Put {
        /// Where.
        key: Key,
        /// JSON text.
        doc: String,
        /// Unix seconds from which the row counts as absent.
        expires_at: Option<i64>,
        /// What must be true before.
        condition: Condition,
    },
    /// Removes a row; removing what is not there succeeds under `Any`.
    Delete {
        /// Where.
        key: Key,
        /// What must be true before.
        condition: Condition,
    },
    /// Changes nothing, but must hold.
    Check {
        /// Where.
        key: Key,
        /// What must be true.
        condition: Condition,
    },
}

impl Write {
    /// The key that this action is about.
    pub const fn key(&self) -> &Key {
        match self {
            Self::Put { key, .. } | Self::Delete { key, .. } | Self::Check { key, .. } => key,
        }
    }

    /// What must be true of it.
    pub const fn condition(&self) -> Condition {
        match self {
            Self::Put { condition, .. } | Self::Delete { condition, .. } | Self::Check { condition, .. } => *condition,
        }
    }
}

/// Writes that are applied together or not at all. A key stands in it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// 1 to 100 actions.
    pub writes: Vec<Write>,
    /// Names this commit: repeating it as it was (token, writes and `now`)
    /// within ten minutes succeeds without being applied again, so that a retry
    /// after a lost answer is no conflict. The token with anything else is
    /// [`TableError::Invalid`]. A refused commit does not spend its token.
    /// 1 to 36 bytes.
    pub token: Option<String>,
    /// The time at which expiry is judged, Unix seconds.
    pub now: i64,
}

/// A range of one partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The partition.
    pub pk: String,
    /// Least sort key, inclusive.
    pub from: Option<String>,
    /// End of the range, exclusive.
    pub to: Option<String>,
    /// Largest sort keys first.
    pub descending: bool,
    /// 1 to 1,000 rows at most.
    pub limit: usize,
    /// Continue after this sort key, as given by [`Page::next`].
    pub after: Option<String>,
}

impl Query {
    /// All of a partition, ascending, up to 1,000 rows.
    pub fn partition(pk: impl Into<String>) -> Self {
        Self { pk: pk.into(), from: None, to: None, descending: false, limit: MAX_PAGE, after: None }
    }

    /// Only sort keys that begin with `prefix`, which is not empty.
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.from = Some(prefix.to_owned());
        // The last code point there is: a noncharacter, so no key holds it.
        self.to = Some(format!("{prefix}\u{10ffff}"));
        self
    }

    /// At most `limit` rows.
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Largest sort keys first.
    pub const fn descending(mut self) -> Self {
        self.descending = true;
        self
    }

    /// Continues after a page.
    pub fn after(mut self, cursor: Option<String>) -> Self {
        self.after = cursor;
        self
    }

    /// Where reading begins, for engines: a cursor that lies outside the range
    /// means the beginning or the end of it, in every engine alike.
    pub fn start(&self) -> Start<'_> {
        let (from, to) = (self.from.as_deref(), self.to.as_deref());
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            return Start::Exhausted;
        }
        let Some(after) = self.after.as_deref() else {
            return Start::Beginning;
        };
        let below = from.is_some_and(|from| after < from);
        let above = to.is_some_and(|to| after >= to);
        let (before_it, past_it) = if self.descending { (above, below || from == Some(after)) } else { (below, above) };
        if past_it {
            Start::Exhausted
        } else if before_it {
            Start::Beginning
        } else {
            Start::After(after)
        }
    }
}

/// Where the reading of a range begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// At its first row.
    Beginning,
    /// At the first row past this sort key, which lies in the range.
    After(&'a str),
    /// The range holds nothing, or the cursor is past its end.
    Exhausted,
}

/// Rows of a query, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The rows; expired ones included: the layer above filters them.
    pub rows: Vec<Row>,
    /// Pass as [`Query::after`] to go on; `None` when no row follows.
    pub next: Option<String>,
}

/// One key-value table. Reads are strongly consistent. Every method checks the
/// limits of [`crate::limits`] first, so that all engines refuse the same
/// things with [`TableError::TooLarge`] or [`TableError::Invalid`].
#[async_trait]
pub trait Table: Send + Sync {
    /// Reads 1 to 100 rows; the answer has one entry per key, in the order
    /// asked. Expired rows are returned: the layer above filters them.
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError>;

    /// Reads a range of one partition: as many rows as the limit allows.
    async fn query(&self, query: &Query) -> Result<Page, TableError>;

    /// Applies all writes or none. All conditions are judged before any write.
    async fn commit(&self, commit: Commit) -> Result<(), TableError>;

    /// Applies commits one after another, each whole or not at all, up to the first
    /// that fails: each may rest on those before it. An engine that waits for a disk
    /// waits once for all of them. One that breaks a limit may hold up those before it.
    async fn commit_in_order(&self, commits: Vec<Commit>) -> Result<(), TableError> {
        for commit in commits {
            self.commit(commit).await?;
        }
        Ok(())
    }

    /// Makes what was deleted or replaced unreadable where the engine keeps it.
    /// An engine of which that is not ours to do (DynamoDB) does nothing.
    async fn wipe(&self) -> Result<(), TableError> {
        Ok(())
    }
}

#[async_trait]
impl<T: Table + ?Sized> Table for std::sync::Arc<T> {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        (**self).get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        (**self).query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        (**self).commit(commit).await
    }

    async fn commit_in_order(&self, commits: Vec<Commit>) -> Result<(), TableError> {
        (**self).commit_in_order(commits).await
    }

    async fn wipe(&self) -> Result<(), TableError> {
        (**self).wipe().await
    }
}
