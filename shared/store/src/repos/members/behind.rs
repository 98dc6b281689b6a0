//! Rows of a member that one commit has no room for. The commit that changes the
//! member notes which rows wait; they follow in commits of their own, each as the
//! member is by then, so that it is all the same who does it, and how often.

use std::collections::BTreeSet;

use domain::ids::MemberId;
use serde::{Deserialize, Serialize};

use super::changed::ChangedRow;
use super::{MembersRepo, index};
use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::limits::MAX_ACTIONS;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Writes that a commit is left for what its caller adds to it: taking a joining
/// back adds most, thirteen.
const LEFT: usize = 16;
/// Tries where the member changes meanwhile.
const TRIES: usize = 10;

/// Which rows wait, by partition and sort key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Behind {
    rows: BTreeSet<(String, String)>,
}

/// Adds rows to the commit that changes a member, those that can't wait first;
/// notes those that it has no room for. One read then, none else.
pub(super) async fn put(
    store: &Store,
    tx: &mut Transaction,
    id: &MemberId,
    changes: Vec<ChangedRow>,
) -> Result<(), TableError> {
    let (mut waiting, now): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.waits);
    for change in now {
        change.add_to(tx);
    }
    let room = (MAX_ACTIONS - LEFT).saturating_sub(tx.len());
    if waiting.len() > room {
        // One for the row that says which wait.
        let left = waiting.split_off(room.saturating_sub(1));
        let known = store.read::<Behind>(keys::member_behind(id)).await?;
        let version = known.as_ref().map(|known| known.version);
        let mut behind = known.map(|known| known.value).unwrap_or_default();
        behind.rows.extend(left.iter().map(ChangedRow::key));
        tx.put_over(keys::member_behind(id), &behind, version);
    }
    for change in waiting {
        change.add_to(tx);
    }
    Ok(())
}

impl MembersRepo<'_> {
    /// Whether a commit that was made by [`Self::save`] leaves rows to
    /// [`Self::catch_up`].
    pub fn leaves_rows(&self, tx: &Transaction, id: &MemberId) -> bool {
        tx.touches(&keys::member_behind(id))
    }

    /// Members of whom rows wait, so many at most: one query.
    pub async fn behind(&self, limit: usize) -> Result<Vec<MemberId>, TableError> {
        let page = self.0.page(&Query::partition(keys::MEMBERS_BEHIND).limit(limit)).await?;
        Ok(page.rows.iter().filter_map(|row| MemberId::parse(&row.key.sk).ok()).collect())
    }

    /// Brings the rows that wait to what the member is now. One read where none
    /// does; else two more, a commit for each 99 rows and one.
    pub async fn catch_up(&self, id: &MemberId) -> Result<(), TableError> {
        for _ in 0..TRIES {
            let Some(behind) = self.0.read::<Behind>(keys::member_behind(id)).await? else { return Ok(()) };
            match self.bring(id, behind).await {
                Err(TableError::Conflict { .. }) => {}
                done => return done,
            }
        }
        Err(TableError::Contended)
    }

    async fn bring(&self, id: &MemberId, behind: Versioned<Behind>) -> Result<(), TableError> {
        let catalogue = self.0.catalogue().load().await?;
        let found = self.load(id).await?;
        let version = found.as_ref().map(|found| found.version);
        let mut rows = found.map(|found| index::rows(&found.value, self.0.secrets(), &catalogue)).unwrap_or_default();
        let changes = behind.value.rows.into_iter().map(|key| {
            let row = rows.remove(&key);
            ChangedRow::of(key, row)
        });
        write(self.0, (id, version), changes.collect()).await?;
        let mut tx = Transaction::new();
        tx.delete(keys::member_behind(id), Condition::Version(behind.version));
        self.0.commit(tx).await
    }
}

/// Writes rows of a member, a commit for each 99, as long as it is as it was read:
/// of this version, or absent.
pub(super) async fn write(
    store: &Store,
    (id, version): (&MemberId, Option<u64>),
    changes: Vec<ChangedRow>,
) -> Result<(), TableError> {
    let mut changes = changes.into_iter();
    loop {
        let some: Vec<ChangedRow> = changes.by_ref().take(MAX_ACTIONS - 1).collect();
        if some.is_empty() {
            return Ok(());
        }
        let mut tx = Transaction::new();
        tx.check(keys::member(id), Condition::over(version));
        for change in some {
            change.add_to(&mut tx);
        }
        store.commit(tx).await?;
    }
}
