//! Members of an earlier version get the index rows of today.

use domain::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use super::changed::ChangedRow;
use super::{MemberRecord, MembersRepo, behind, index};
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// How far the index rows of members of an earlier version are written anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersReindexed {
    /// The list of all goes on after this.
    #[serde(default)]
    pub after: Option<String>,
    /// Whether it is at its end.
    #[serde(default)]
    pub done: bool,
}

impl MembersRepo<'_> {
    /// How far index rows are written anew: one read.
    pub async fn reindexed(&self) -> Result<Option<Versioned<MembersReindexed>>, TableError> {
        self.0.read(keys::members_reindexed()).await
    }

    /// They are written so far.
    pub async fn put_reindexed(&self, before: Option<u64>, now: &MembersReindexed) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.put_if(keys::members_reindexed(), now, before.map_or(Condition::Absent, Condition::Version), None);
        self.0.commit(tx).await
    }

    /// Writes every index row of a member, as long as it is as it was read: a commit
    /// for each 99.
    pub async fn reindex(&self, catalogue: &Catalogue, member: &Versioned<MemberRecord>) -> Result<(), TableError> {
        let rows = index::rows(&member.value, self.0.secrets(), catalogue).into_iter();
        let rows = rows.map(|(key, row)| ChangedRow::of(key, Some(row))).collect();
        behind::write(self.0, (&member.value.case.member.id, Some(member.version)), rows).await
    }
}
