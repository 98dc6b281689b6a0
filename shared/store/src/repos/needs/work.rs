//! The work list: a row for each thing that a person has to do, in the order in
//! which it is due, written and removed in the commits that make it so. A page
//! of it is one query.

use chrono::NaiveDate;
use domain::determine::Determined;
use domain::ids::{AgencyId, NeedId};
use domain::moves::nobody_left;
use domain::need::NeedCase;
use domain::worklist::{Owner, WorkItem, WorkKind, of_need};
use serde::{Deserialize, Serialize};

use super::entries::NeedTypeEntry;
use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// How long it is known that a morning began, in seconds.
const MONTH: i64 = 31 * 24 * 3_600;

/// Reads the work list.
pub struct WorkRepo<'a>(pub(crate) &'a Store);

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkEntry {
    /// The need that it is about.
    pub need: NeedId,
    /// What is needed.
    pub need_types: Vec<NeedTypeEntry>,
    /// What is to be done, since when, until when.
    #[serde(flatten)]
    pub item: WorkItem,
}

impl WorkEntry {
    /// Its id: what, about which need and agency.
    pub fn id(&self) -> String {
        let agency = self.item.agency.as_ref().map_or("", AgencyId::as_str);
        format!("{}.{}.{agency}", self.item.kind.code(), self.need)
    }

    /// Its place in somebody's work, `{due ms}#{id}`.
    pub fn place(&self) -> String {
        format!("{:015}#{}", self.item.due.millis(), self.id())
    }

    fn key(&self) -> Key {
        Key::new(keys::work(&self.item.owner), self.place())
    }
}

fn entries(case: &NeedCase) -> Vec<WorkEntry> {
    let left = nobody_left(case);
    let entry = |item: WorkItem| {
        // What is to be triaged of a need that is being worked on.
        let is_left = |one: &&Determined| {
            left.is_empty() || item.kind != WorkKind::Triage || left.iter().any(|(id, _)| **id == one.id)
        };
        let need_types = case.need.need_types.iter().filter(is_left).map(NeedTypeEntry::from).collect();
        WorkEntry { need: case.need.id.clone(), need_types, item }
    };
    of_need(case).into_iter().map(entry).collect()
}

/// Brings the rows of a need in line with its new state, in the commit that
/// saves it.
pub(super) fn put(tx: &mut Transaction, before: Option<&NeedCase>, after: &NeedCase) {
    let (before, after) = (before.map(entries).unwrap_or_default(), entries(after));
    let gone = before.iter().map(WorkEntry::key).filter(|key| !after.iter().any(|entry| entry.key() == *key));
    for key in gone {
        tx.delete(key, Condition::Any);
    }
    for entry in after.iter().filter(|entry| !before.contains(entry)) {
        tx.put(entry.key(), entry);
    }
}

impl WorkRepo<'_> {
    /// A page of somebody's work, what is due first first, behind a place in it,
    /// whether something stands there or not; and where it goes on. One query.
    pub async fn page(
        &self,
        owner: &Owner,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<WorkEntry>, Option<String>), TableError> {
        let query = Query::partition(keys::work(owner)).after(after).limit(limit + 1);
        let mut rows = self.0.page(&query).await?.rows;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.key.sk.clone());
        let entries = rows.iter().map(|row| decode(row).map(|entry| entry.value)).collect::<Result<_, _>>()?;
        Ok((entries, next))
    }

    /// Whether a morning began: one read.
    pub async fn morning_begun(&self, day: NaiveDate) -> Result<bool, TableError> {
        Ok(self.0.read::<()>(keys::morning(day)).await?.is_some())
    }

    /// Adds that a morning begins to a commit, and the mark that its mails are
    /// still to be planned.
    pub fn begin_morning(&self, tx: &mut Transaction, day: NaiveDate) {
        tx.put_if(keys::morning(day), &(), Condition::Absent, Some(self.0.now().seconds() + MONTH));
        tx.pending(&format!("{}{day}", keys::MORNING), 1);
    }

    /// Adds that a morning is over to a commit, whether or not it began.
    pub fn pass_morning(&self, tx: &mut Transaction, day: NaiveDate) {
        tx.put_if(keys::morning(day), &(), Condition::Any, Some(self.0.now().seconds() + MONTH));
    }
}
