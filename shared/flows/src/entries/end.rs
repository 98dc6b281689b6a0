//! An entry is ended.

use domain::catalogue::Catalogue;
use domain::entry::{Done, Ending, EndingError, Sort};
use domain::event::Actor;
use serde_json::Value;
use store::repos::entries::{EndingJob, EndingStage, Saving, WentOver};
use store::{Store, TableError, Transaction, Versioned};

/// Why an entry does not end.
#[derive(Debug, thiserror::Error)]
pub enum EndError {
    /// There is no such entry.
    #[error("not found")]
    NotFound,
    /// It changed since the caller read it.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// Another end of it is under way.
    #[error("another end is under way")]
    UnderWay,
    /// It makes no sense.
    #[error("the end makes no sense")]
    Refused(EndingError),
    /// The table did not answer.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Ends an entry over the version that the caller read. A place whose sessions
/// go on elsewhere closes when they have, so that nobody loses an appointment.
/// Five reads at most, one commit; the rota follows.
pub async fn end(
    store: &Store,
    (sort, id, version): (Sort, &str, u64),
    ending: Ending,
    by: &Actor,
) -> Result<(), EndError> {
    let row = store.entries().load(sort, id).await?.ok_or(EndError::NotFound)?;
    if row.version != version {
        return Err(EndError::ChangedMeanwhile);
    }
    let known = store.entries().ending(sort, id).await?;
    if known.as_ref().is_some_and(|known| known.value.stage != EndingStage::Done) {
        return Err(EndError::UnderWay);
    }
    let catalogue = store.catalogue().load().await?;
    let after = ending.apply(&catalogue, sort, id).map_err(EndError::Refused)?;
    let waits = sort == Sort::Location && ending.follower.is_some();
    let job = EndingJob {
        sort,
        id: id.to_owned(),
        ending,
        by: by.clone(),
        asked_at: store.now(),
        stage: EndingStage::Series,
        todo: None,
        changed: 0,
        left: Vec::new(),
        clashing: Vec::new(),
        over: WentOver::default(),
    };
    let mut tx = Transaction::new();
    if !waits {
        save_entry(store, &mut tx, &job, (&row, &after)).await?;
    }
    store.entries().put_ending(&mut tx, &job, known.map(|known| known.version));
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(EndError::ChangedMeanwhile),
        done => Ok(done?),
    }
}

/// Takes an end back: the entry has no last day any more, nobody follows, and what
/// was still to be done of it is not done. Who and what went over to another place
/// comes back in steps. What the rota did stays. Four reads at most, one commit.
pub async fn take_back(store: &Store, (sort, id): (Sort, &str), by: &Actor) -> Result<(), EndError> {
    let row = store.entries().load(sort, id).await?.ok_or(EndError::NotFound)?;
    let Value::Object(mut entry) = row.value.clone() else { return Err(EndError::NotFound) };
    entry.retain(|field, _| !["valid_to", "open_to", "successor", "merged"].contains(&field.as_str()));
    let after = Value::Object(entry);
    let mut tx = Transaction::new();
    if after != row.value {
        let saving = Saving { sort, id, before: Some(&row), after: Some(&after), by, done: Done::Changed };
        store.entries().add(&mut tx, &saving).await?;
    }
    if let Some(job) = store.entries().ending(sort, id).await?.filter(|job| job.value.stage != EndingStage::Back) {
        let mut stopped = EndingJob { stage: EndingStage::Done, todo: None, ..job.value.clone() };
        stopped.over.after = None;
        if stopped.over != WentOver::default() {
            stopped.stage = EndingStage::Back;
        }
        if stopped != job.value {
            store.entries().put_ending(&mut tx, &stopped, Some(job.version));
        }
    }
    if tx.is_empty() {
        return Ok(());
    }
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(EndError::ChangedMeanwhile),
        done => Ok(done?),
    }
}

/// Adds the entry's own end to a commit.
pub(super) async fn save_entry(
    store: &Store,
    tx: &mut Transaction,
    job: &EndingJob,
    (row, after): (&Versioned<Value>, &Catalogue),
) -> Result<(), TableError> {
    let Some(after) = entry_of(after, job.sort, &job.id)? else { return Ok(()) };
    let saving = Saving {
        sort: job.sort,
        id: &job.id,
        before: Some(row),
        after: Some(&after),
        by: &job.by,
        done: job.ending.done(),
    };
    store.entries().add(tx, &saving).await
}

/// An entry of a directory as it is stored.
fn entry_of(catalogue: &Catalogue, sort: Sort, id: &str) -> Result<Option<Value>, TableError> {
    let find = |value: Result<Value, serde_json::Error>| value.map_err(|error| TableError::Invalid(error.to_string()));
    let value = match sort {
        Sort::Agency => {
            catalogue.agencies.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| serde_json::to_value(one))
        }
        Sort::Service => {
            catalogue.services.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| serde_json::to_value(one))
        }
        Sort::Location => {
            catalogue.locations.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| serde_json::to_value(one))
        }
    };
    value.map(find).transpose()
}
