//! Erasing one person's data: a job in steps, each of which says how far it
//! came, so that it goes on there after a crash. First what is kept of the
//! person, then what imports and others wrote, then mails kept on this machine,
//! and at last the freed pages of the file. What was counted stays counted.

use domain::event::Actor;
use serde::{Deserialize, Serialize};
use store::repos::people::{Erasure, Stage};
use store::{Store, TableError, Transaction, Versioned};

use super::dossier::{Dossier, dossier};
use super::{rows, texts};
use crate::effects::Outcome;
use crate::error::FlowError;

/// Erasures, the newest first, among which one of the same person is looked for.
const LOOKED_AT: usize = 100;
/// Tries, where it is asked for twice at once.
const TRIES: usize = 3;

/// A step of an erasure, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "erasure")]
pub(super) struct ErasureWork {
    /// The erasure.
    pub(super) erasure: String,
    /// What it is at.
    pub(super) stage: Stage,
}

/// Asks for the erasure of all that is kept of a person. Asked again, it is the same
/// one where nothing new is kept. Two queries, one read for each thing found, one
/// commit; the rest is done by itself.
pub async fn erase(store: &Store, person: &str, by: &Actor) -> Result<Erasure, FlowError> {
    for _ in 0..TRIES {
        let dossier = dossier(store, person).await?;
        let (latest, _) = store.people().erasures(None, LOOKED_AT).await?;
        let before = latest.into_iter().find(|one| one.person == person);
        let Some(dossier) = dossier else { return before.ok_or(FlowError::NotFound) };
        let last = before.as_ref().map_or_else(|| "-".to_owned(), |before| before.id.clone());
        if let Some(before) = before.filter(|before| erases(before, &dossier)) {
            return Ok(before);
        }
        let erasure = Erasure {
            id: store.ids().next(),
            person: person.to_owned(),
            asked_at: store.now(),
            by: by.clone(),
            stage: Stage::Rows,
            place: None,
            erased: dossier.counts(),
            ended_at: None,
        };
        let mut tx = Transaction::new();
        store.people().ask_erasure(&mut tx, &erasure, &dossier.marks());
        // Of two that are asked for at once, each after the same one, one is refused.
        let claim = store.idempotency().claim("members", "erasures", &format!("{person}#{last}"), &[]).for_days(1);
        store.idempotency().keep(&mut tx, &claim, &claim.answered(202, erasure.id.clone()));
        match store.commit(tx).await {
            Ok(()) => return Ok(erasure),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// Whether an erasure has all that is kept still before it.
fn erases(erasure: &Erasure, dossier: &Dossier) -> bool {
    let asked = |what: &str| erasure.erased.get(what).copied().unwrap_or(0);
    erasure.stage == Stage::Rows && dossier.counts().iter().all(|(what, count)| *count <= asked(what))
}

/// Does the next step; one whose stage is over does nothing.
pub(super) async fn step(store: &Store, work: &ErasureWork) -> Result<Outcome, TableError> {
    let Some(before) = store.people().erasure(&work.erasure).await? else { return Ok(Outcome::Nothing) };
    if before.value.stage != work.stage {
        return Ok(Outcome::Nothing);
    }
    let mut after = before.value.clone();
    let over = match work.stage {
        Stage::Rows => rows::step(store, &after).await?,
        Stage::Imports => texts::imports(store, &mut after).await?,
        Stage::Texts => texts::written(store, &mut after).await?,
        Stage::Mails => return Ok(Outcome::ForgetMails(store.people().marks(&work.erasure).await?)),
        Stage::File => return Ok(Outcome::Wipe),
        Stage::Done => return Ok(Outcome::Nothing),
    };
    if over {
        go_on(&mut after, store);
    }
    let mut tx = Transaction::new();
    store.people().save_erasure(&mut tx, &after, before.version);
    store.commit(tx).await?;
    Ok(Outcome::Nothing)
}

/// The next stage.
fn go_on(erasure: &mut Erasure, store: &Store) {
    erasure.place = None;
    erasure.stage = match erasure.stage {
        Stage::Rows => Stage::Imports,
        Stage::Imports => Stage::Texts,
        Stage::Texts => Stage::Mails,
        Stage::Mails => Stage::File,
        Stage::File | Stage::Done => Stage::Done,
    };
    if erasure.stage == Stage::Done {
        erasure.ended_at = Some(store.now());
    }
}

/// Adds what follows on a step outside of the table, which was done: the next
/// stage. One read.
pub(super) async fn outside_done(store: &Store, tx: &mut Transaction, work: &ErasureWork) -> Result<(), TableError> {
    if !matches!(work.stage, Stage::Mails | Stage::File) {
        return Ok(());
    }
    let Some(Versioned { value: mut erasure, version }) = store.people().erasure(&work.erasure).await? else {
        return Ok(());
    };
    if erasure.stage == work.stage {
        go_on(&mut erasure, store);
        store.people().save_erasure(tx, &erasure, version);
    }
    Ok(())
}
