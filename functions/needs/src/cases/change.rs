//! Changing a need that somebody has read: over the version they read, once.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::NeedId;
use domain::moves::MoveError;
use domain::need::{Decided, NeedCase};
use flows::needs::save_moved;
use store::{Store, TableError, Transaction};
use web::Problem;
use web::extract::Precondition;

/// Moves the need on by `decide`; answers it with its new version. 404 when
/// there is none, 412 when it changed since it was read. Two reads, one commit.
pub(crate) async fn change(
    store: &Store,
    need: &NeedId,
    expected: &Precondition,
    decide: impl FnOnce(NeedCase, &Catalogue, Instant) -> Result<Decided, MoveError>,
) -> Result<(NeedCase, u64), Problem> {
    let catalogue = store.catalogue().load().await?;
    let before = store.needs().load(need).await?.ok_or_else(Problem::not_found)?;
    expected.check(before.version)?;
    let decided = decide(before.case.clone(), &catalogue, store.now())?;
    if decided.events.is_empty() {
        return Ok((before.case, before.version));
    }
    let mut tx = Transaction::new();
    save_moved(store, &mut tx, &before, &decided).await?;
    match store.commit(tx).await {
        Ok(()) => Ok((decided.case, before.version + 1)),
        Err(TableError::Conflict { .. }) => Err(Problem::changed_meanwhile()),
        Err(error) => Err(error.into()),
    }
}
