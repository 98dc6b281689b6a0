//! Entries that may be one company, those that a person said are two, and what
//! is needed to take a joining back.

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::MemberId;
use domain::member::Member;
use domain::member::matching::Likeness;
use serde::{Deserialize, Serialize};

use super::{MemberRecord, MembersRepo, booked, company_ends, index};
use crate::context::{Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::people::{self, Trace};
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// For how long a joining can be taken back.
const UNDONE_WITHIN: TimeDelta = TimeDelta::days(30);
/// Joinings, one after another, that an id is followed through.
const FOLLOWED: usize = 10;
/// Bookings that change hands in one commit: each is three writes.
const BOOKINGS_AT_ONCE: usize = 30;

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

/// Two entries that were joined, as they were. Ends after 30 days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// Names it.
    pub id: String,
    /// When.
    pub at: Instant,
    /// The entry that stayed, as it was.
    pub this: MemberRecord,
    /// The one that went.
    pub with: MemberRecord,
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

    /// Keeps what a joining was made of; links of the entry that goes lead to the
    /// other until the later of the two, as they stand, would end.
    pub fn keep_merge(&self, tx: &mut Transaction, merge: &Merge) {
        let ends = merge.at.plus(UNDONE_WITHIN).seconds();
        tx.put_if(keys::merge(&merge.id), merge, Condition::Absent, Some(ends));
        tx.put_if(keys::member_joining(&merge.id), &(), Condition::Any, Some(ends));
        let (this, with) = (&merge.this.case.member, &merge.with.case.member);
        let leads_until = company_ends(this).max(company_ends(with));
        tx.put_if(keys::member_merged(&with.id), &this.id, Condition::Any, Some(leads_until));
        for record in [&merge.this, &merge.with] {
            let named = index::named(&record.case);
            people::put(tx, self.0.secrets(), &Trace::Merge(merge.id.clone()), None, Some((&named, ends)));
        }
    }

    /// The member that an id of a link or a need stands for: of an entry that was
    /// joined into another, that one. One read, one more for each joining.
    pub async fn stands_for(&self, mut id: MemberId) -> Result<MemberId, TableError> {
        for _ in 0..FOLLOWED {
            let mut rows = self.0.rows(&[keys::member_merged(&id), keys::member(&id)]).await?;
            let (entry, merged) = (rows.pop().flatten(), rows.pop().flatten());
            let (None, Some(merged)) = (entry, merged) else { break };
            id = decode(&merged)?.value;
        }
        Ok(id)
    }

    /// An entry that was joined into another stands for itself again.
    pub fn leads_no_more(&self, tx: &mut Transaction, id: &MemberId) {
        tx.delete(keys::member_merged(id), Condition::Any);
    }

    /// What an entry booked is another's from now on, or its own again; then it is
    /// no more that of `not`. The entry's own rows stay, and end with it: by them it
    /// is known what goes back. A query, and a commit for each thirty.
    pub async fn give_bookings(&self, of: &MemberId, to: &Member, not: Option<&MemberId>) -> Result<(), TableError> {
        let rows = self.0.all(Query::partition(keys::member_partition(of)).prefix(keys::BOOKED)).await?;
        for some in booked(&rows).chunks(BOOKINGS_AT_ONCE) {
            let mut tx = Transaction::new();
            for booking in some {
                self.put_booking(&mut tx, to, booking, Condition::Any);
                if let Some(not) = not {
                    tx.delete(keys::member_booking(not, booking), Condition::Any);
                }
            }
            self.0.commit(tx).await?;
        }
        Ok(())
    }

    /// Joinings that can be taken back, the latest first, so many at most: a query
    /// and a get.
    pub async fn joinings(&self, limit: usize) -> Result<Vec<Merge>, TableError> {
        let latest = self.0.page(&Query::partition(keys::MEMBER_JOININGS).descending().limit(limit)).await?;
        let found: Vec<Key> = latest.rows.iter().map(|row| keys::merge(&row.key.sk)).collect();
        Ok(self.0.values_of(&found).await?.into_iter().flatten().collect())
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

    /// A joining was taken back, or can't be any more.
    pub fn forget_merge(&self, tx: &mut Transaction, merge: &Versioned<Merge>) {
        tx.delete(keys::merge(&merge.value.id), Condition::Version(merge.version));
        tx.delete(keys::member_joining(&merge.value.id), Condition::Any);
        for record in [&merge.value.this, &merge.value.with] {
            let named = index::named(&record.case);
            people::put(tx, self.0.secrets(), &Trace::Merge(merge.value.id.clone()), Some(&named), None);
        }
    }
}
