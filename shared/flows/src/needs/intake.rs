//! Taking a need in: by form, by a program or by a webhook, once. What is open
//! already is joined instead of asked a second time.

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{NeedId, NeedTypeId};
use domain::moves::{Arrival, Moment, join, joins, receive};
use domain::need::{Decided, NeedCase};
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::needs::{LoadedCase, OpenNeeds};
use store::{Store, TableError, Transaction};

use crate::error::FlowError;

/// Tries before the caller is asked to come back.
const TRIES: usize = 10;

/// What came of an arrival.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// The need as it stands.
    pub case: NeedCase,
    /// Whether this request made it; `false` when an earlier one with the
    /// same key did, or where it joined one that was open.
    pub created: bool,
}

/// What an arrival became: a new need, additions to open ones, or both.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The new need; the first that it joined where all of it was open already.
    pub case: NeedCase,
    /// Whether the need is new.
    pub is_new: bool,
    /// Needs that it joined, the oldest first.
    pub joined: Vec<Joined>,
}

/// A need that an arrival joined.
#[derive(Debug, Clone)]
pub struct Joined {
    /// The need as it stands now.
    pub case: NeedCase,
    /// The kinds of need that were stated again; none where it was the same text.
    pub need_types: Vec<NeedTypeId>,
}

/// What an arrival becomes, decided and not saved.
struct Decision {
    arrived: Arrived,
    additions: Vec<(LoadedCase, Decided)>,
    new: Option<Decided>,
    open: OpenNeeds,
}

impl Decision {
    /// One read, and a query for each need that the person has open.
    async fn of(store: &Store, mut arrival: Arrival, actor: &Actor) -> Result<Self, FlowError> {
        let now = store.now();
        let open = store.needs().open_of(&arrival.person).await?;
        let (mut joined, mut additions) = (Vec::new(), Vec::new());
        for before in &open.cases {
            if let Some(need_types) = joins(&before.case, &arrival, &open.catalogue, now) {
                let moment = Moment::new(&open.catalogue, now, actor);
                let decided = join(before.case.clone(), &arrival, &moment);
                arrival.stated.retain(|id| !need_types.contains(id));
                joined.push(Joined { case: decided.case.clone(), need_types });
                additions.push((before.clone(), decided));
            }
        }
        let first = joined.first().filter(|_| arrival.stated.is_empty()).map(|first| first.case.clone());
        let Some(case) = first else {
            let new = receive(arrival, &open.catalogue, now, actor.clone());
            let arrived = Arrived { case: new.case.clone(), is_new: true, joined };
            return Ok(Self { arrived, additions, new: Some(new), open });
        };
        Ok(Self { arrived: Arrived { case, is_new: false, joined }, additions, new: None, open })
    }

    fn save(&self, store: &Store, tx: &mut Transaction) {
        for (before, decided) in &self.additions {
            store.needs().save(tx, before, decided);
        }
        if let Some(decided) = &self.new {
            store.needs().create(tx, decided);
            store.needs().put_open(tx, &self.open, &decided.case.need);
        }
    }
}

/// Takes a need in. `claim` names the request: the same claim with the same
/// body answers with the need made then, with another body it is refused.
/// One read and one commit; a repetition costs one commit and two reads.
pub async fn take_in(store: &Store, arrival: Arrival, actor: Actor, claim: &Claim) -> Result<TakenIn, FlowError> {
    let mut made = None;
    let id = |arrived: &Arrived, _: &Catalogue| {
        let Arrived { case, is_new, joined: _ } = arrived.clone();
        let body = case.need.id.to_string();
        made = Some(TakenIn { case, created: is_new });
        claim.answered(201, body)
    };
    let (answer, now) = take_in_answering(store, arrival, actor, claim, id).await?;
    if let Some(made) = made.filter(|_| now) {
        return Ok(made);
    }
    let need = NeedId::parse(&answer.body).map_err(|_| FlowError::NotFound)?;
    let loaded = store.needs().load(&need).await?.ok_or(FlowError::NotFound)?;
    Ok(TakenIn { case: loaded.case, created: false })
}

/// Takes a need in and keeps the answer that `answer` makes of it, so that a
/// repetition is answered word for word as the first request was. Answers it
/// and whether this request did it. One read and one commit, and a query for
/// each need that the same person has open; a repetition costs one read more.
pub async fn take_in_answering(
    store: &Store,
    arrival: Arrival,
    actor: Actor,
    claim: &Claim,
    answer: impl FnMut(&Arrived, &Catalogue) -> KeptAnswer + Send,
) -> Result<(KeptAnswer, bool), FlowError> {
    take_in_noting(store, arrival, actor, claim, (answer, |_, _| {})).await
}

/// [`take_in_answering`], with what `note` adds to the same commit.
pub async fn take_in_noting(
    store: &Store,
    arrival: Arrival,
    actor: Actor,
    claim: &Claim,
    (mut answer, note): (
        impl FnMut(&Arrived, &Catalogue) -> KeptAnswer + Send,
        impl Fn(&mut Transaction, &Arrived) + Send + Sync,
    ),
) -> Result<(KeptAnswer, bool), FlowError> {
    for _ in 0..TRIES {
        let decision = Decision::of(store, arrival.clone(), &actor).await?;
        let answer = answer(&decision.arrived, &decision.open.catalogue);
        let mut tx = Transaction::new();
        store.idempotency().keep(&mut tx, claim, &answer);
        decision.save(store, &mut tx);
        note(&mut tx, &decision.arrived);
        match store.commit(tx).await {
            Ok(()) => return Ok((answer, true)),
            Err(TableError::Conflict { index: 0 }) => return Ok((answered_before(store, claim).await?, false)),
            // Somebody moved what it joins, or states something at this moment.
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

async fn answered_before(store: &Store, claim: &Claim) -> Result<KeptAnswer, FlowError> {
    let kept = store.idempotency().find(claim).await?.ok_or(FlowError::Table(TableError::Contended))?;
    if kept.fingerprint == claim.fingerprint { Ok(kept) } else { Err(FlowError::KeyReused) }
}
