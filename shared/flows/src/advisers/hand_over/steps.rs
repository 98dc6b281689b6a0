//! The steps of a hand-over: one series, or a page of referrals, each.

use domain::Instant;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, PermanenceId};
use domain::working_days::{DIGEST_HOUR, at_hour};
use store::keys::PermanenceList;
use store::repos::hand_overs::{HandOver, HandOverStage};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use super::rota::Rota;
use super::{HandOverWork, referrals};
use crate::effects::{Outcome, Planned};

/// What a commit of a hand-over asks for: the next step, and where both are to
/// be told the two mails. One read.
pub(in crate::advisers) async fn plan(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let id = commit.aggregate.strip_prefix(keys::HAND_OVER).and_then(|id| AdviserId::parse(id).ok());
    let Some(adviser) = id else { return Ok(Vec::new()) };
    let found = store.hand_overs().load(&adviser).await?;
    // A later commit has a mark of its own.
    let Some(job) = found.filter(|found| found.version == commit.version).map(|found| found.value) else {
        return Ok(Vec::new());
    };
    let (asked_at, stage, now) = (job.asked_at, job.stage, store.now());
    let mut planned = Vec::new();
    if stage == HandOverStage::Telling {
        for (to_colleague, recipient) in [(false, "mail-leaver"), (true, "mail-colleague")] {
            let work = HandOverWork::HandOverMail { adviser: adviser.clone(), asked_at, to_colleague };
            planned.push(Planned::new(&work, recipient, now)?);
        }
    }
    let due_at = match stage {
        HandOverStage::Done => return Ok(planned),
        HandOverStage::Referrals => at_hour(job.from, DIGEST_HOUR).max(now),
        _ => now,
    };
    planned.push(Planned::new(&HandOverWork::HandOver { adviser, asked_at, stage }, "step", due_at)?);
    Ok(planned)
}

/// Does the next step; one whose stage is over, or that another hand-over has
/// replaced, does nothing.
pub(in crate::advisers) async fn step(
    store: &Store,
    (adviser, asked_at, stage): (&AdviserId, Instant, HandOverStage),
) -> Result<Outcome, TableError> {
    let found = store.hand_overs().load(adviser).await?;
    let Some(job) = found.filter(|job| (job.value.asked_at, job.value.stage) == (asked_at, stage)) else {
        return Ok(Outcome::Nothing);
    };
    let leaver = store.advisers().load(adviser).await?;
    let colleague = store.advisers().load(&job.value.to).await?;
    let Some((leaver, colleague)) = leaver.zip(colleague.map(|found| found.value)) else {
        // One of both was removed: what is left stands on the work list.
        return save(store, Transaction::new(), &job, ended(store, job.value.clone())).await;
    };
    let catalogue = store.catalogue().load().await?;
    match stage {
        HandOverStage::Sessions => sessions(store, &catalogue, job, (&leaver.value, &colleague)).await,
        HandOverStage::Telling => {
            let after = HandOver { stage: HandOverStage::Referrals, ..job.value.clone() };
            save(store, Transaction::new(), &job, after).await
        }
        HandOverStage::Referrals => {
            let (job, is_over) = referrals::hand_page(store, &catalogue, job, (&leaver.value, &colleague)).await?;
            let stage = if is_over { HandOverStage::Leaving } else { HandOverStage::Referrals };
            let after = HandOver { stage, ..job.value.clone() };
            save(store, Transaction::new(), &job, after).await
        }
        HandOverStage::Leaving => leave(store, &catalogue, job, &leaver).await,
        HandOverStage::Done => Ok(Outcome::Nothing),
    }
}

/// The next series; the first time it looks for all of them.
async fn sessions(
    store: &Store,
    catalogue: &Catalogue,
    job: Versioned<HandOver>,
    (leaver, colleague): (&Adviser, &Adviser),
) -> Result<Outcome, TableError> {
    let rota = Rota::load(store, catalogue, leaver, (&colleague.id, job.value.from)).await?;
    let mut after = job.value.clone();
    let mut tx = Transaction::new();
    let mut todo = match after.todo.take() {
        Some(todo) => todo,
        None => rota.concerned().map(|series| series.id.clone()).collect(),
    };
    let next = if todo.is_empty() { None } else { Some(todo.remove(0)) };
    if let Some(id) = next {
        hand(store, &rota, &mut tx, (&id, &mut after)).await?;
    }
    if todo.is_empty() {
        after.stage = HandOverStage::Telling;
    } else {
        after.todo = Some(todo);
    }
    save(store, tx, &job, after).await
}

/// Adds a series to the commit, as far as it still names who leaves. One read.
async fn hand(
    store: &Store,
    rota: &Rota<'_>,
    tx: &mut Transaction,
    (id, after): (&PermanenceId, &mut HandOver),
) -> Result<(), TableError> {
    let Some(before) = store.permanences().load(id).await?.filter(|one| rota.is_concerned(&one.value)) else {
        return Ok(());
    };
    let handed = rota.hand(&before.value);
    after.sessions += u32::try_from(handed.sessions.len()).unwrap_or(u32::MAX);
    after.left += u32::try_from(handed.left.len()).unwrap_or(u32::MAX);
    let permanences = store.permanences();
    for (at, series) in handed.line.iter().enumerate() {
        let version = if at == 0 { before.version + 1 } else { 1 };
        match at {
            0 => permanences.save(tx, &before, series),
            _ => permanences.create(tx, series),
        }
        if series.advisers.contains(&after.to) {
            after.handed.push(series.id.clone());
            permanences.tell(tx, version, &after.by, (Some(&before.value), Some(series)));
        }
    }
    Ok(())
}

/// The adviser goes where no permanence that is not over names them; else they
/// stay entered as somebody who left, until the coordinator took them out of it.
async fn leave(
    store: &Store,
    catalogue: &Catalogue,
    job: Versioned<HandOver>,
    leaver: &Versioned<Adviser>,
) -> Result<Outcome, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let mut is_named = false;
    for filed in catalogue.same_work(&leaver.value.agency, today) {
        let listed = store.permanences().list(&PermanenceList::Agency(filed.clone()), today).await?;
        is_named |= listed.iter().any(|one| one.advisers.contains(&leaver.value.id));
    }
    let mut tx = Transaction::new();
    // Who is to stay after all was given another day, or none.
    if !is_named && leaver.value.leaves_on == Some(job.value.from) {
        store.advisers().delete(&mut tx, leaver);
    }
    let after = ended(store, job.value.clone());
    save(store, tx, &job, after).await
}

fn ended(store: &Store, job: HandOver) -> HandOver {
    HandOver { stage: HandOverStage::Done, todo: None, place: None, ended_at: Some(store.now()), ..job }
}

async fn save(
    store: &Store,
    mut tx: Transaction,
    before: &Versioned<HandOver>,
    after: HandOver,
) -> Result<Outcome, TableError> {
    store.hand_overs().go_on(&mut tx, &after, Some(before.version));
    store.commit(tx).await?;
    Ok(Outcome::Nothing)
}
