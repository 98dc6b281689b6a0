//! Entries that may be one company, those that a person said are two, and what
//! is needed to take a joining back.

use chrono::TimeDelta;
use domain::Instant;
use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::matching::Likeness;
use serde::{Deserialize, Serialize};

use super::{MemberRecord, MembersRepo, index};
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::repos::people::{self, Trace};
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// For how long a joining can be taken back.
const UNDONE_WITHIN: TimeDelta = TimeDelta::days(30);

/// Two entries that may be one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The older entry.
    pub this: MemberId,
    /// The other.
    pub with: MemberId,
    /// Why.
    pub because: Likeness,
}

/// Two entries that were joined: as they were, and what was made of them. Ends
/// after 30 days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// Names it.
    pub id: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: Actor,
    /// The entry that stayed, as it was.
    pub this: MemberRecord,
    /// The one that went.
    pub with: MemberRecord,
    /// The version of the entry that stayed, after it; while it is taken back, after
    /// the last step of that.
    pub version: u64,
}

impl MembersRepo<'_> {
    /// A page of pairs and where it goes on: one query.
    pub async fn pairs(&self, after: Option<String>, limit: usize) -> Result<(Vec<Pair>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::MEMBER_PAIRS).after(after).limit(limit)).await
    }

    /// Notes a pair, unless a person said that they are two.
    pub fn pair(&self, tx: &mut Transaction, pair: &Pair) {
        tx.check(keys::member_pair(keys::MEMBER_TWO, &pair.this, &pair.with), Condition::Absent);
        tx.put(keys::member_pair(keys::MEMBER_PAIRS, &pair.this, &pair.with), pair);
    }

    /// A pair is none any more.
    pub fn unpair(&self, tx: &mut Transaction, a: &MemberId, b: &MemberId) {
        tx.delete(keys::member_pair(keys::MEMBER_PAIRS, a, b), Condition::Any);
    }

    /// A person says that they are two: remembered.
    pub fn are_two(&self, tx: &mut Transaction, a: &MemberId, b: &MemberId) {
        self.unpair(tx, a, b);
        tx.put(keys::member_pair(keys::MEMBER_TWO, a, b), &());
    }

    /// Keeps what a joining was made of.
    pub fn keep_merge(&self, tx: &mut Transaction, merge: &Merge) {
        let ends = merge.at.plus(UNDONE_WITHIN).seconds();
        tx.put_if(keys::merge(&merge.id), merge, Condition::Absent, Some(ends));
        for record in [&merge.this, &merge.with] {
            let named = index::named(&record.case);
            people::put(tx, self.0.secrets(), &Trace::Merge(merge.id.clone()), None, Some((&named, ends)));
        }
    }

    /// A joining that can be taken back: one read.
    pub async fn merge(&self, id: &str) -> Result<Option<Versioned<Merge>>, TableError> {
        self.0.read(keys::merge(id)).await
    }

    /// The entries that were joined, as they were, that named a person.
    pub fn joined_of<'a>(&self, merge: &'a Merge, person: &str) -> impl Iterator<Item = &'a MemberRecord> {
        let trace = Trace::Merge(merge.id.clone());
        let named = move |record: &&MemberRecord| index::named(&record.case).is(person, self.0.secrets(), &trace);
        [&merge.this, &merge.with].into_iter().filter(named)
    }

    /// A step of taking a joining back: the entry that stays comes to this version.
    pub fn goes_back(&self, tx: &mut Transaction, merge: &mut Versioned<Merge>, version: u64) {
        merge.value.version = version;
        let ends = Some(merge.value.at.plus(UNDONE_WITHIN).seconds());
        tx.put_if(keys::merge(&merge.value.id), &merge.value, Condition::Version(merge.version), ends);
        merge.version += 1;
    }

    /// A joining was taken back.
    pub fn forget_merge(&self, tx: &mut Transaction, merge: &Versioned<Merge>) {
        tx.delete(keys::merge(&merge.value.id), Condition::Version(merge.version));
        for record in [&merge.value.this, &merge.value.with] {
            let named = index::named(&record.case);
            people::put(tx, self.0.secrets(), &Trace::Merge(merge.value.id.clone()), Some(&named), None);
        }
    }
}
