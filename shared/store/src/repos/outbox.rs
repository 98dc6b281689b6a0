//! Marks of commits whose effects are not planned yet, and of responses that
//! are not counted yet. The mark stands in the same commit as what it marks,
//! so nothing is lost between the two.

use domain::event::Event;
use domain::ids::SurveyId;
use serde::{Deserialize, Serialize};

use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Reads and clears marks.
pub struct OutboxRepo<'a>(pub(crate) &'a Store);

/// A commit whose effects are not planned yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The partition that the events stand in.
    pub aggregate: String,
    /// The version that they made.
    pub version: u64,
    /// The request that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

impl Pending {
    /// A mark of the request that is worked for now.
    pub fn new(aggregate: &str, version: u64) -> Self {
        Self { aggregate: aggregate.to_owned(), version, request: crate::request::current() }
    }
}

/// A response that is not counted yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncounted {
    /// The survey.
    pub survey: SurveyId,
    /// The response's random part.
    pub nonce: String,
}

/// What waits in one shard.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Commits to plan.
    pub plans: Vec<Pending>,
    /// Responses to count.
    pub counts: Vec<Uncounted>,
}

impl OutboxRepo<'_> {
    /// What waits in one shard, up to `limit` marks: one query.
    pub async fn waiting(&self, shard: u8, limit: usize) -> Result<Waiting, TableError> {
        let page = self.0.page(&Query::partition(keys::pending_partition(shard)).limit(limit)).await?;
        let mut waiting = Waiting::default();
        for row in &page.rows {
            if row.key.sk.starts_with("COUNT#") {
                waiting.counts.push(decode(row)?.value);
            } else {
                waiting.plans.push(decode(row)?.value);
            }
        }
        Ok(waiting)
    }

    /// The events of one commit.
    pub async fn events(&self, pending: &Pending) -> Result<Vec<Event>, TableError> {
        let events = self.0.read::<Vec<Event>>(keys::events(&pending.aggregate, pending.version)).await?;
        Ok(events.map(|events| events.value).unwrap_or_default())
    }

    /// Clears the mark of a planned commit.
    pub fn planned(&self, tx: &mut Transaction, pending: &Pending) {
        tx.delete(keys::pending(&pending.aggregate, pending.version), Condition::Any);
    }

    /// Clears the mark of a counted response, which must still stand: a second
    /// count of the same response fails as a whole.
    pub fn counted(&self, tx: &mut Transaction, uncounted: &Uncounted) {
        let key = keys::pending_response(&uncounted.survey, &uncounted.nonce);
        tx.delete(key, Condition::Version(1));
    }
}
