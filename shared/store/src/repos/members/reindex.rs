//! Members of an earlier version get the index rows of today.

use domain::catalogue::Catalogue;

use super::changed::ChangedRow;
use super::{MemberRecord, MembersRepo, behind, index};
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::repos::needs::Reindexed;
use crate::transaction::Transaction;

impl MembersRepo<'_> {
    /// How far index rows are written anew: one read.
    pub async fn reindexed(&self) -> Result<Option<Versioned<Reindexed>>, TableError> {
        self.0.read(keys::members_reindexed()).await
    }

    /// They are written so far.
    pub async fn put_reindexed(&self, before: Option<u64>, now: &Reindexed) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.put_over(keys::members_reindexed(), now, before);
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
