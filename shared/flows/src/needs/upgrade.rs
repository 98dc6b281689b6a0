//! What an earlier version stored: its needs get their rows in the lists and the
//! work list of today, and what was taken on without a time a time. A hundred
//! needs at a time, beside everything else; once done, one read tells so.

use domain::clock::BRUSSELS;
use domain::moves;
use domain::need::NeedCase;
use store::repos::lists::ListCursor;
use store::repos::needs::{NeedFilter, Reindexed};
use store::{Store, TableError, Transaction};

use super::change::move_need;
use crate::error::FlowError;

/// Needs of one step.
const AT_ONCE: usize = 100;

/// The next hundred needs. One read where nothing is left; else a query, one for
/// each need, and a commit each.
pub(super) async fn step(store: &Store) -> Result<(), TableError> {
    let before = store.needs().reindexed().await?;
    let at = before.as_ref().map(|row| row.value.clone()).unwrap_or_default();
    if at.done {
        return Ok(());
    }
    let from = at.after.as_deref().and_then(ListCursor::decode);
    let listed = store.needs().list(&NeedFilter::default(), from, AT_ONCE).await?;
    for entry in &listed.items {
        let Some(loaded) = store.needs().load(&entry.id).await? else { continue };
        let mut tx = Transaction::new();
        store.needs().reindex(&mut tx, &loaded);
        TableError::unless_conflict(store.commit(tx).await)?;
        if has_no_time(&loaded.case) {
            match move_need(store, &entry.id, |case, catalogue, now| Ok(moves::take_up(case, catalogue, now))).await {
                Err(FlowError::Table(error)) => return Err(error),
                _ => {
                    tracing::info!(need = %entry.id, on = %store.now().day_in(BRUSSELS), "it is followed up from now on");
                }
            }
        }
    }
    let after = listed.next.as_ref().map(ListCursor::encode);
    let now = Reindexed { done: after.is_none(), after };
    TableError::unless_conflict(store.needs().put_reindexed(before.map(|row| row.version), &now).await)
}

fn has_no_time(case: &NeedCase) -> bool {
    case.need.is_open() && case.referrals.iter().any(moves::lies_still)
}
