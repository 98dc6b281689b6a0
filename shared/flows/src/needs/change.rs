//! Moving a need on: load, decide, save, again where somebody else was faster.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::event::EventKind;
use domain::ids::NeedId;
use domain::moves::MoveError;
use domain::need::{Decided, NeedCase};
use store::repos::needs::LoadedCase;
use store::{Store, TableError, Transaction};

use crate::error::FlowError;

/// Tries before the caller is asked to come back.
const TRIES: usize = 10;

/// Adds a need that moved to a commit. One that was taken up again is open for its
/// person again, so that what is stated anew joins it: one read then, and a query
/// for each need that the person has open.
pub async fn save_moved(
    store: &Store,
    tx: &mut Transaction,
    before: &LoadedCase,
    decided: &Decided,
) -> Result<(), TableError> {
    store.needs().save(tx, before, decided);
    let reopened = decided.events.iter().any(|event| event.kind == EventKind::NeedReopened);
    if let Some(person) = decided.case.person.as_ref().filter(|_| reopened) {
        let open = store.needs().open_of(person).await?;
        store.needs().put_open(tx, &open, &decided.case.need);
    }
    Ok(())
}

/// Moves a need on by `decide`, which may be asked more than once. A decision that
/// changes nothing is not saved: that is how a repeated click ends. Two reads and
/// one commit.
pub async fn move_need(
    store: &Store,
    need: &NeedId,
    decide: impl Fn(NeedCase, &Catalogue, Instant) -> Result<Decided, MoveError>,
) -> Result<NeedCase, FlowError> {
    let catalogue = store.catalogue().load().await?;
    for _ in 0..TRIES {
        let before = store.needs().load(need).await?.ok_or(FlowError::NotFound)?;
        let decided = decide(before.case.clone(), &catalogue, store.now())?;
        if decided.events.is_empty() && decided.case == before.case {
            return Ok(before.case);
        }
        let mut tx = Transaction::new();
        save_moved(store, &mut tx, &before, &decided).await?;
        match store.commit(tx).await {
            Ok(()) => return Ok(decided.case),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}
