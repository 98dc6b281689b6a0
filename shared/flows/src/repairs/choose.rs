//! Choosing a repair: it is published as a plan of its own, so that bookings
//! follow, their people are told, and all of it can be taken back.

use std::collections::BTreeMap;

use domain::Text;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::SessionId;
use domain::permanence::Permanence;
use domain::sessions::{SessionStatus, find_in};
use store::{Store, TableError, Transaction, Versioned};

use super::{Broken, Cause, Offer, Row, offers};
use crate::bookings::unattended;
use crate::plans::{self, Known, PROBLEM, Plan, RESULT, published, tried};

/// Why a repair is not made.
#[derive(Debug, thiserror::Error)]
pub enum ChooseError {
    /// It is not offered.
    #[error("no such repair")]
    NoOffer,
    /// The rota has changed since it was worked out; others are worked out.
    #[error("the rota has changed")]
    Stale(Text),
    /// The table did not answer.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Has a repair become the rota, if that still does what was said of it. The same
/// again changes nothing. What trying its steps reads, the series of its
/// session, three commits.
pub async fn choose(
    store: &Store,
    catalogue: &Catalogue,
    before: &Versioned<Row>,
    offer: &str,
    by: Actor,
) -> Result<Plan, ChooseError> {
    if let Some(chosen) = &before.value.chosen {
        let found = plans::load(store, chosen).await?.map(|found| found.value);
        return found.ok_or(ChooseError::NoOffer);
    }
    let worked = &before.value.worked;
    let offer = worked.offers.iter().find(|one| one.id() == offer).ok_or(ChooseError::NoOffer)?;
    let plan = offers::row(store, worked, by.clone())?;
    let known = Known { problem: worked.problem.clone(), result: offer.plan.clone() };
    if let Some(changed) = changed(store, catalogue, (&worked.broken, offer), (&plan, &known)).await? {
        let mut tx = Transaction::new();
        store.repairs().ask_to_look(&mut tx);
        store.commit(tx).await?;
        return Err(ChooseError::Stale(changed));
    }
    store.plans().keep(&plan.id, PROBLEM, 1, &known.problem).await?;
    store.plans().keep(&plan.id, RESULT, 1, &known.result).await?;
    let plan = published(store, plan, offers::steps(&known.result), by);
    let after = Row { chosen: Some(plan.id.clone()), at: store.now(), ..before.value.clone() };
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, None);
    store.repairs().change(&mut tx, Some(before), Some(&after));
    store.commit(tx).await?;
    Ok(plan)
}

/// Wants nothing done about it: it leaves the list until it is whole. The same
/// again changes nothing. One commit.
pub async fn let_be(store: &Store, before: &Versioned<Row>) -> Result<(), TableError> {
    if before.value.let_be || before.value.chosen.is_some() {
        return Ok(());
    }
    let after = Row { let_be: true, ..before.value.clone() };
    let mut tx = Transaction::new();
    store.repairs().change(&mut tx, Some(before), Some(&after));
    store.commit(tx).await
}

/// What is not any more as it was said; `None` where all is.
async fn changed(
    store: &Store,
    catalogue: &Catalogue,
    (broken, offer): (&Broken, &Offer),
    of: (&Plan, &Known),
) -> Result<Option<Text>, TableError> {
    if !is_broken(store, catalogue, broken).await? {
        return Ok(Some(Text::new(
            "La séance n’a plus besoin d’être réparée.",
            "De sessie hoeft niet meer hersteld te worden.",
            "The session needs no repair any more.",
        )));
    }
    let effects = tried(store, catalogue, of, &offers::steps(&of.1.result)).await?;
    if let Some(refused) = effects.refused.first() {
        return Ok(Some(refused.reason.clone()));
    }
    let appointments = |of: &plans::Effects| (of.bookings_moved, of.bookings_lost);
    Ok((appointments(&effects) != appointments(&offer.effects)).then(|| {
        Text::new(
            "Les rendez-vous concernés ne sont plus les mêmes.",
            "De betrokken afspraken zijn niet meer dezelfde.",
            "The appointments that it changes are not the same any more.",
        )
    }))
}

/// Whether each session still can't take place; a surge is not counted again.
async fn is_broken(store: &Store, catalogue: &Catalogue, broken: &Broken) -> Result<bool, TableError> {
    let mut series = BTreeMap::new();
    for session in &broken.sessions {
        if !series.contains_key(&session.permanence) {
            let Some(found) = store.permanences().load(&session.permanence).await? else { return Ok(false) };
            series.insert(session.permanence.clone(), found.value);
        }
    }
    let ids = broken.sessions.iter().map(|session| SessionId::of(&session.permanence, session.day));
    if broken.cause == Cause::Closing {
        let is_off = |id: &SessionId| {
            let of = id.parts().and_then(|(of, _)| series.get(&of));
            let found = of.and_then(|of| find_in(of, id, catalogue));
            found.is_some_and(|found| found.status == SessionStatus::Cancelled)
        };
        return Ok(ids.into_iter().all(|id| is_off(&id)));
    }
    let series: Vec<Permanence> = series.into_values().collect();
    let found = unattended(store, catalogue, &series).await?;
    let is_off = |id: SessionId| found.iter().any(|one| one.session.id == id && one.session.closed.is_some());
    Ok(ids.into_iter().all(is_off))
}
