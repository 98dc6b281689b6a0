//! An import taken back, in steps as it was written.

use domain::catalogue::Catalogue;
use store::repos::imports::{Import, ImportStatus, PAGE_ROWS, RowChange};
use store::{Condition, Key, Store, TableError, Transaction, Versioned};

use super::super::change::commit;
use super::{PAGES, TRIES, save};
use crate::error::FlowError;

/// Members that were not taken back and are listed, at most.
pub const KEPT_AT_MOST: usize = 200;

/// Takes rows back: what a person changed since stays, and is listed. A query
/// for 50 members; for each two reads and one commit.
pub(super) async fn take_back(store: &Store, before: Versioned<Import>) -> Result<(), FlowError> {
    let Versioned { value: mut import, version } = before;
    let catalogue = store.catalogue().load().await?;
    for _ in 0..PAGES {
        let changes = store.imports().changes(&import.id, PAGE_ROWS).await?;
        if changes.is_empty() {
            import.kept = store.imports().kept(&import.id, KEPT_AT_MOST).await?;
            import.status = ImportStatus::Undone;
            import.done = import.rows;
            break;
        }
        for (key, change) in changes {
            restore(store, &catalogue, &import, (key, &change)).await?;
            import.done = (import.done + 1).min(import.rows);
        }
    }
    save(store, version, &import).await
}

/// Takes one member back, or keeps that it was changed since.
async fn restore(
    store: &Store,
    catalogue: &Catalogue,
    import: &Import,
    (key, change): (Key, &RowChange),
) -> Result<(), FlowError> {
    for _ in 0..TRIES {
        let now = store.members().load(&change.member).await?;
        let mut tx = Transaction::new();
        tx.delete(key.clone(), Condition::Any);
        match &now {
            Some(now) if now.version == change.version => {
                store.members().save(&mut tx, catalogue, (Some(now), change.before.as_ref()), &[]).await?;
            }
            Some(_) => store.imports().keep(&mut tx, import, change),
            None => {}
        }
        match commit(store, &change.member, tx).await {
            Ok(()) => return Ok(()),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}
