//! Taking a need in: by form, by a program or by a webhook, once.

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::NeedId;
use domain::moves::{Arrival, receive};
use domain::need::NeedCase;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Store, TableError, Transaction};

use crate::error::FlowError;

/// What came of an arrival.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// The need as it stands.
    pub case: NeedCase,
    /// Whether this request made it; `false` when an earlier one with the
    /// same key did.
    pub created: bool,
}

/// Takes a need in. `claim` names the request: the same claim with the same
/// body answers with the need made then, with another body it is refused.
/// One read (the directory's revision) and one commit; a repetition costs one
/// commit and two reads.
pub async fn take_in(store: &Store, arrival: Arrival, actor: Actor, claim: &Claim) -> Result<TakenIn, FlowError> {
    let catalogue = store.catalogue().load().await?;
    let decided = receive(arrival, &catalogue, store.now(), actor);
    let answer = KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: 201,
        body: decided.case.need.id.to_string(),
        location: None,
        etag: None,
    };
    let mut tx = Transaction::new();
    store.idempotency().keep(&mut tx, claim, &answer);
    store.needs().create(&mut tx, &decided);
    match store.commit(tx).await {
        Ok(()) => Ok(TakenIn { case: decided.case, created: true }),
        Err(TableError::Conflict { index: 0 }) => repeated(store, claim).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a need in and keeps the answer that `answer` makes of it, so that a
/// repetition is answered word for word as the first request was. Answers it
/// and whether this request made the need. One read and one commit; a
/// repetition costs one read more.
pub async fn take_in_answering(
    store: &Store,
    arrival: Arrival,
    actor: Actor,
    claim: &Claim,
    answer: impl FnOnce(&NeedCase, &Catalogue) -> KeptAnswer + Send,
) -> Result<(KeptAnswer, bool), FlowError> {
    let catalogue = store.catalogue().load().await?;
    let decided = receive(arrival, &catalogue, store.now(), actor);
    let answer = answer(&decided.case, &catalogue);
    let mut tx = Transaction::new();
    store.idempotency().keep(&mut tx, claim, &answer);
    store.needs().create(&mut tx, &decided);
    match store.commit(tx).await {
        Ok(()) => Ok((answer, true)),
        Err(TableError::Conflict { index: 0 }) => Ok((answered_before(store, claim).await?, false)),
        Err(error) => Err(error.into()),
    }
}

async fn answered_before(store: &Store, claim: &Claim) -> Result<KeptAnswer, FlowError> {
    let kept = store.idempotency().find(claim).await?.ok_or(FlowError::Table(TableError::Contended))?;
    if kept.fingerprint == claim.fingerprint { Ok(kept) } else { Err(FlowError::KeyReused) }
}

/// The need that an earlier request with the same claim made.
async fn repeated(store: &Store, claim: &Claim) -> Result<TakenIn, FlowError> {
    let kept = store.idempotency().find(claim).await?.ok_or(FlowError::Table(TableError::Contended))?;
    if kept.fingerprint != claim.fingerprint {
        return Err(FlowError::KeyReused);
    }
    let need = NeedId::parse(&kept.body).map_err(|_| FlowError::NotFound)?;
    let loaded = store.needs().load(&need).await?.ok_or(FlowError::NotFound)?;
    Ok(TakenIn { case: loaded.case, created: false })
}
