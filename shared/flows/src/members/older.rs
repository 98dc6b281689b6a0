//! What an earlier version stored: its members get the index rows of today, so that
//! they stand in every list. A thousand at a time, beside everything else; then what
//! its places come to is counted as today. Once done, a read and a query tell so.

use store::repos::members::MemberFilter;
use store::repos::needs::Reindexed;
use store::{Store, TableError};

/// Pages of one step, and members of one page.
const PAGES: usize = 10;
const AT_ONCE: usize = 100;

/// The next thousand members: for each hundred a query and for each member one and a
/// commit, two where it has over 99 rows. Where none is left one read, and one query
/// unless places are still to be counted.
pub(super) async fn step(store: &Store) -> Result<(), TableError> {
    for _ in 0..PAGES {
        let before = store.members().reindexed().await?;
        let at = before.as_ref().map(|row| row.value.clone()).unwrap_or_default();
        if at.done {
            return store.members().count_needs().await;
        }
        let catalogue = store.catalogue().load().await?;
        let (entries, after) = store.members().list(&MemberFilter::default(), at.after, AT_ONCE).await?;
        for entry in &entries {
            let Some(found) = store.members().load(&entry.id).await? else { continue };
            TableError::unless_conflict(store.members().reindex(&catalogue, &found).await)?;
        }
        let now = Reindexed { done: after.is_none(), after };
        TableError::unless_conflict(store.members().put_reindexed(before.map(|row| row.version), &now).await)?;
    }
    Ok(())
}
