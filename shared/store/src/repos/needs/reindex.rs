//! Rows of an earlier version are brought up to date: the lists and the work list
//! of today.

use domain::need::NeedCase;
use serde::{Deserialize, Serialize};

use super::entries::{NeedEntry, index_referral, need_lists, need_row};
use super::{LoadedCase, NeedsRepo, work};
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// How far the rows of an earlier version were brought up to date: those of needs,
/// or of members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reindexed {
    /// The list of all goes on after this.
    #[serde(default)]
    pub after: Option<String>,
    /// Whether it is at its end.
    #[serde(default)]
    pub done: bool,
}

impl NeedsRepo<'_> {
    /// How far rows were brought up to date: one read.
    pub async fn reindexed(&self) -> Result<Option<Versioned<Reindexed>>, TableError> {
        self.0.read(keys::needs_reindexed()).await
    }

    /// Rows are up to date so far.
    pub async fn put_reindexed(&self, before: Option<u64>, now: &Reindexed) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.put_over(keys::needs_reindexed(), now, before);
        self.0.commit(tx).await
    }

    /// Adds every row of a need's lists and work to a transaction, as long as
    /// the need is as it was read.
    pub fn reindex(&self, tx: &mut Transaction, loaded: &LoadedCase) {
        let NeedCase { need, referrals, .. } = &loaded.case;
        tx.check(keys::need(&need.id), Condition::Version(loaded.version));
        let entry = NeedEntry::from(need);
        for list in need_lists(need) {
            tx.put(need_row(&list, need), &entry);
        }
        for referral in referrals {
            index_referral(tx, need, referral, None);
        }
        work::put(tx, None, &loaded.case);
    }
}
