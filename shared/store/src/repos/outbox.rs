//! Marks of commits whose effects are not planned yet, and of responses that
//! are not counted yet. The mark stands in the same commit as what it marks,
//! so nothing is lost between the two.

use domain::endpoint::name_of;
use domain::event::Event;
use domain::ids::SurveyId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

pub use crate::transaction::Pending;

/// Reads and clears marks.
pub struct OutboxRepo<'a>(pub(crate) &'a Store);

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
    /// Marks that tell neither by their document nor by their key what waits.
    pub unreadable: Vec<Key>,
    /// Where the shard goes on.
    pub next: Option<String>,
}

impl Waiting {
    /// The key of a mark says what its document says, but for the request:
    /// a document that can't be read loses nothing else.
    fn add(&mut self, row: &Row) {
        let sk = row.key.sk.as_str();
        if let Some(rest) = sk.strip_prefix("COUNT#") {
            let of_key = || {
                let (survey, nonce) = rest.split_once('#')?;
                Some(Uncounted { survey: SurveyId::parse(survey).ok()?, nonce: nonce.to_owned() })
            };
            if let Some(count) = decode(row).ok().map(|read| read.value).or_else(of_key) {
                return self.counts.push(count);
            }
        }
        if let Some(rest) = sk.strip_prefix("PLAN#") {
            let of_key = || {
                let (aggregate, version) = rest.rsplit_once('#')?;
                Some(Pending { aggregate: aggregate.to_owned(), version: version.parse().ok()?, request: None })
            };
            if let Some(plan) = decode(row).ok().map(|read| read.value).or_else(of_key) {
                return self.plans.push(plan);
            }
        }
        self.unreadable.push(row.key.clone());
    }
}

/// Whether a commit of these events is to be planned: they have effects of
/// their own, or endpoints may want to be told.
pub(crate) fn have_effects(events: &[Event], of_their_own: bool) -> bool {
    of_their_own || events.iter().any(|event| name_of(&event.kind).is_some())
}

impl OutboxRepo<'_> {
    /// What waits in one shard after a mark, up to `limit` marks: one query.
    pub async fn waiting(&self, shard: u8, after: Option<String>, limit: usize) -> Result<Waiting, TableError> {
        let query = Query::partition(keys::pending_partition(shard)).after(after).limit(limit);
        let page = self.0.page(&query).await?;
        let mut waiting = Waiting { next: page.next, ..Waiting::default() };
        for row in &page.rows {
            waiting.add(row);
        }
        Ok(waiting)
    }

    /// The events of one commit.
    pub async fn events(&self, pending: &Pending) -> Result<Vec<Event>, TableError> {
        self.events_of(pending).await
    }

    /// The same where a history has a shape of its own.
    pub async fn events_of<T: DeserializeOwned>(&self, pending: &Pending) -> Result<Vec<T>, TableError> {
        Ok(self.0.value(keys::events(&pending.aggregate, pending.version)).await?.unwrap_or_default())
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
