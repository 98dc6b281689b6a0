//! Trying again what may succeed a moment later.
//!
//! A commit whose answer was lost may have been applied: repeated without a
//! token it would fail on its own conditions. So every commit that passes here
//! carries a token, and every attempt repeats the same one.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::clock::IdSource;

use crate::error::TableError;
use crate::table::{Commit, Key, Page, Query, Row, Table};

/// How often and how patiently a call is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Calls in all, the first included; 0 counts as 1.
    pub attempts: u32,
    /// Upper bound of the first wait; it doubles with every further one.
    pub first_delay_ms: u64,
    /// Upper bound of any wait.
    pub max_delay_ms: u64,
}

impl Default for RetryPolicy {
    /// Eight calls, waiting at most 10 ms at first and 500 ms at last: about a
    /// second in all, which a person at a form still waits for.
    fn default() -> Self {
        Self { attempts: 8, first_delay_ms: 10, max_delay_ms: 500 }
    }
}

impl RetryPolicy {
    /// A wait between nothing and the bound, so that those who collided do not
    /// meet again. `attempt` counts from 0.
    fn delay(&self, attempt: u32) -> Duration {
        let doubled = self.first_delay_ms.saturating_mul(1_u64 << attempt.min(20));
        let bound = doubled.min(self.max_delay_ms);
        Duration::from_millis(RandomState::new().hash_one(attempt) % (bound + 1))
    }
}

/// Calls `call` until it succeeds, fails for good, or the attempts are used up.
pub async fn retry<T, F>(policy: RetryPolicy, mut call: impl FnMut() -> F) -> Result<T, TableError>
where
    F: Future<Output = Result<T, TableError>>,
{
    let mut attempt = 0;
    loop {
        match call().await {
            Err(error) if error.retryable() && attempt + 1 < policy.attempts => {
                tracing::debug!(%error, attempt, "table call repeated");
                tokio::time::sleep(policy.delay(attempt)).await;
                attempt += 1;
            }
            answer => return answer,
        }
    }
}

/// Repeats what an inner table could not do at once, and names every commit so
/// that repeating it is safe.
pub struct RetryingTable<T> {
    inner: T,
    ids: Arc<dyn IdSource>,
    policy: RetryPolicy,
}

impl<T: Table> RetryingTable<T> {
    /// Retries by the default policy; `ids` makes the tokens.
    pub fn new(inner: T, ids: Arc<dyn IdSource>) -> Self {
        Self::with_policy(inner, ids, RetryPolicy::default())
    }

    /// Retries by a policy of one's own.
    pub fn with_policy(inner: T, ids: Arc<dyn IdSource>, policy: RetryPolicy) -> Self {
        Self { inner, ids, policy }
    }

    /// The table underneath.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

#[async_trait]
impl<T: Table> Table for RetryingTable<T> {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        retry(self.policy, || self.inner.get(keys)).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        retry(self.policy, || self.inner.query(query)).await
    }

    async fn commit(&self, mut commit: Commit) -> Result<(), TableError> {
        commit.token.get_or_insert_with(|| self.ids.next());
        retry(self.policy, || self.inner.commit(commit.clone())).await
    }

    async fn wipe(&self) -> Result<(), TableError> {
        self.inner.wipe().await
    }
}
