//! The steps of an end: one series of the rota each, then the entry of a place, then
//! who and what goes over from one place to another.

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::local_time::to_instant;
use domain::permanence::Permanence;
use store::keys::PermanenceList;
use store::repos::entries::{EndingJob, EndingStage};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use super::clashing::clashing;
use super::end::save_entry;
use super::over;
use super::series::{End, Fate};
use super::work::EntryWork;
use crate::effects::{Outcome, Planned};

/// Tries of a step before it waits.
const TRIES: usize = 5;

/// What a commit asks for: the next step of an end, or of days off that every
/// place follows. One read.
pub(super) async fn plan(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let now = store.now();
    if commit.aggregate == keys::DAYS_OFF {
        let catalogue = store.catalogue().load().await?;
        let open = catalogue.locations_on(now.day_in(BRUSSELS));
        let follow = |id: &LocationId| Planned::new(&EntryWork::Follow { location: id.clone() }, id.as_str(), now);
        return open.map(|location| follow(&location.id)).collect();
    }
    let Some((sort, id)) = entry_named(&commit.aggregate) else { return Ok(Vec::new()) };
    let found = store.entries().ending(sort, id).await?;
    // A later commit has a mark of its own.
    let Some(job) = found.filter(|found| found.version == commit.version) else { return Ok(Vec::new()) };
    if job.value.stage == EndingStage::Done {
        return Ok(Vec::new());
    }
    let from = job.value.ending.last.succ_opt().unwrap_or(job.value.ending.last);
    let over = to_instant(from.and_time(chrono::NaiveTime::MIN), BRUSSELS).max(now);
    let due = match (sort, job.value.stage) {
        // Until then the series are about it, and members are hosted there.
        (Sort::Service, _) | (_, EndingStage::Hosted) => over,
        (Sort::Agency | Sort::Location, _) => now,
    };
    let work = EntryWork::Ending { sort, entry: id.to_owned(), version: job.version };
    let mut planned = vec![Planned::new(&work, "step", due)?];
    let is_first = job.value.stage == EndingStage::Series && job.value.todo.is_none();
    if sort == Sort::Agency
        && is_first
        && job.value.ending.follower.is_some()
        && let Ok(agency) = AgencyId::parse(id)
    {
        planned.push(Planned::new(&EntryWork::Referrals { agency }, "referrals", over)?);
    }
    Ok(planned)
}

/// The entry that a partition is beside.
fn entry_named(partition: &str) -> Option<(Sort, &str)> {
    let (sort, id) = partition.strip_prefix(keys::ENTRY)?.split_once('#')?;
    Some((Sort::from_code(sort)?, id))
}

/// Has the bookings of a place follow the days off as they are now.
pub(super) async fn follow(store: &Store, location: &LocationId) -> Result<Outcome, TableError> {
    let today = store.now().day_in(BRUSSELS);
    for series in store.permanences().list(&PermanenceList::Location(location.clone()), today).await? {
        crate::bookings::follow(store, &series.id).await?;
    }
    Ok(Outcome::Nothing)
}

/// Takes the next step of an end, once more where a row that it changes was
/// changed meanwhile; one that is over does nothing.
pub(super) async fn step(store: &Store, of: (Sort, &str, u64)) -> Result<Outcome, TableError> {
    for _ in 0..TRIES {
        match try_step(store, of).await {
            Err(TableError::Conflict { .. }) => {}
            done => return done,
        }
    }
    Err(TableError::Contended)
}

async fn try_step(store: &Store, (sort, id, version): (Sort, &str, u64)) -> Result<Outcome, TableError> {
    let found = store.entries().ending(sort, id).await?;
    let Some(job) = found.filter(|job| job.version == version) else { return Ok(Outcome::Nothing) };
    let catalogue = store.catalogue().load().await?;
    let mut tx = Transaction::new();
    let mut after = job.value.clone();
    match job.value.stage {
        EndingStage::Series => one_series(store, &catalogue, &mut tx, &mut after).await?,
        EndingStage::Entry => {
            after.stage = EndingStage::Hosted;
            if let (Some(row), Ok(ended)) =
                (store.entries().load(sort, id).await?, job.value.ending.apply(&catalogue, sort, id))
            {
                save_entry(store, &mut tx, &after, (&row, &ended)).await?;
            }
        }
        EndingStage::Hosted => over::next(store, &catalogue, &mut tx, &mut after).await?,
        EndingStage::Back => over::back(store, &catalogue, &mut tx, &mut after).await?,
        EndingStage::Done => return Ok(Outcome::Nothing),
    }
    store.entries().put_ending(&mut tx, &after, Some(job.version));
    store.commit(tx).await?;
    Ok(Outcome::Nothing)
}

/// The next series; the first time it looks for all of them.
async fn one_series(
    store: &Store,
    catalogue: &Catalogue,
    tx: &mut Transaction,
    job: &mut EndingJob,
) -> Result<(), TableError> {
    // Where the entry has ended already, that is how the directory stands.
    let ended = job.ending.apply(catalogue, job.sort, &job.id).unwrap_or_else(|_| catalogue.clone());
    let waits = job.sort == Sort::Location && job.ending.follower.is_some();
    if !waits && ended != *catalogue {
        // It was taken back, or changed by hand.
        (job.stage, job.todo) = (EndingStage::Done, None);
        return Ok(());
    }
    let (ending, id) = (job.ending.clone(), job.id.clone());
    let end = End { after: &ended, sort: job.sort, id: &id, ending: &ending };
    let mut todo = match job.todo.take() {
        Some(todo) => todo,
        None => {
            let all = concerned(store, &end).await?.into_iter();
            all.filter(|(_, fate)| *fate != Fate::GoesOver).map(|(series, _)| series.id).collect()
        }
    };
    if !todo.is_empty() {
        let series = todo.remove(0);
        if let Some(before) = store.permanences().load(&series).await? {
            match end.fate(&before.value, next_id(store)?) {
                Fate::Unconcerned | Fate::GoesOver => {}
                Fate::Stays => job.left.push(series),
                Fate::Changes(line) => {
                    if waits && !clashing(store, &ended, ending.last, std::slice::from_ref(&line)).await?.is_empty() {
                        job.clashing.push(line.last().unwrap_or(&before.value).id.clone());
                    }
                    save_series(store, tx, &job.by, (&before, line));
                    job.changed += 1;
                }
            }
        }
    }
    if todo.is_empty() {
        job.stage = if waits { EndingStage::Entry } else { EndingStage::Done };
    } else {
        job.todo = Some(todo);
    }
    Ok(())
}

/// Changes a series as when it is done by hand: its bookings follow, and those
/// who have to do with it are told.
fn save_series(
    store: &Store,
    tx: &mut Transaction,
    by: &domain::event::Actor,
    (before, line): (&Versioned<Permanence>, Vec<Permanence>),
) {
    let permanences = store.permanences();
    let version = before.version + 1;
    let Some(first) = line.first() else {
        permanences.delete(tx, before);
        permanences.tell(tx, version, by, (Some(&before.value), None));
        return;
    };
    permanences.save(tx, before, first);
    match line.get(1) {
        Some(next) => {
            permanences.create(tx, next);
            permanences.tell(tx, 1, by, (Some(&before.value), Some(next)));
        }
        None => permanences.tell(tx, version, by, (Some(&before.value), Some(first))),
    }
}

/// The series that an end has to do with, each with what becomes of it. One
/// query.
pub(super) async fn concerned(store: &Store, end: &End<'_>) -> Result<Vec<(Permanence, Fate)>, TableError> {
    let list = match end.sort {
        Sort::Agency => AgencyId::parse(end.id).map(PermanenceList::Agency),
        Sort::Location => LocationId::parse(end.id).map(PermanenceList::Location),
        Sort::Service => Ok(PermanenceList::All),
    };
    let Ok(list) = list else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for series in store.permanences().list(&list, end.from()).await? {
        match end.fate(&series, next_id(store)?) {
            Fate::Unconcerned => {}
            fate => found.push((series, fate)),
        }
    }
    Ok(found)
}

fn next_id(store: &Store) -> Result<PermanenceId, TableError> {
    PermanenceId::parse(&store.ids().next()).map_err(|error| TableError::Invalid(error.to_string()))
}
