//! The figures of quarters, kept: what changed is noted in the commit that
//! plans it, and counted soon after, a dozen to a commit.
//!
//! Everything is counted anew where the definition of what counts has changed,
//! and on demand ([`begin_anew`]): needs and presences are gone through and noted
//! as changed, and what they come to stands beside the figures of before, which
//! are shown until it is complete.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::figures::{Counted, DEFINITION, Quarter, QuarterFigures, of_booking, of_need};
use domain::ids::{BookingId, NeedId};
use store::keys::PermanenceList;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::figures::{AT_ONCE, FiguresState, Waiting, Walk};
use store::repos::lists::ListCursor;
use store::repos::needs::NeedFilter;
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use crate::effects::{Context, Description, Outcome, Task};

/// Commits and steps of one round of upkeep, at most.
const COMMITS: usize = 40;
/// Needs that are noted in one commit.
const NOTED: usize = 90;
/// Presences of one step.
const PRESENCES: usize = 10;

/// Figures, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Figures;

#[async_trait]
impl Context for Figures {
    fn kinds(&self) -> &'static [&'static str] {
        &[]
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::NEED, keys::BOOKING]
    }

    fn note(&self, store: &Store, tx: &mut Transaction, commit: &Pending) {
        store.figures().note(tx, &commit.aggregate);
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Err(unknown(work))
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        Err(unknown(&task.delivery.work))
    }

    /// Two reads where nothing changed.
    async fn upkeep(&self, store: &Store) -> Result<(), TableError> {
        for _ in 0..COMMITS {
            if count(store).await? == 0 && !step(store).await? {
                break;
            }
        }
        Ok(())
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        Err(unknown(&delivery.work))
    }
}

/// Figures have no deliveries.
fn unknown(work: &Work) -> TableError {
    TableError::Corrupt(format!("figures have no work of the kind {:?}", work.kind()))
}

/// Counts some of what changed; answers how many. A query, two for each thing,
/// two gets, a commit.
async fn count(store: &Store) -> Result<usize, TableError> {
    let Some(state) = store.figures().state().await? else { return Ok(0) };
    let waiting = store.figures().waiting(AT_ONCE).await?;
    let mut things: Vec<(Waiting, Counted)> = Vec::with_capacity(waiting.len());
    let mut passed = 0;
    for one in waiting {
        match counted(store, &one.partition).await {
            Ok(counted) => things.push((one, counted)),
            // It holds up no other.
            Err(TableError::Corrupt(why)) => {
                tracing::error!(partition = one.partition, why, "it is not counted, as it can't be read");
                let mut tx = Transaction::new();
                store.figures().pass_over(&mut tx, &one);
                TableError::unless_conflict(store.commit(tx).await)?;
                passed += 1;
            }
            Err(error) => return Err(error),
        }
    }
    if things.is_empty() {
        return Ok(passed);
    }
    match store.figures().count(state.value.nth, &things).await {
        // One of them changed meanwhile, or they move more places than one commit
        // holds: one by one, what changed waits for the next round.
        Err(TableError::Conflict { .. } | TableError::TooLarge(_)) if things.len() > 1 => {
            let mut done = 0;
            for thing in &things {
                match store.figures().count(state.value.nth, std::slice::from_ref(thing)).await {
                    Ok(()) => done += 1,
                    Err(TableError::Conflict { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(done)
        }
        Err(TableError::Conflict { .. }) => Ok(0),
        done => done.map(|()| things.len()),
    }
}

/// What a need or a booking counts for as it stands; nothing where it is gone.
async fn counted(store: &Store, partition: &str) -> Result<Counted, TableError> {
    if let Some(id) = partition.strip_prefix(keys::NEED).and_then(|id| NeedId::parse(id).ok()) {
        let Some(found) = store.needs().load(&id).await? else { return Ok(Counted::default()) };
        let events = store.figures().events(partition).await?;
        let member = store.members().of_need(&id).await?;
        let catalogue = store.catalogue().load().await?;
        return Ok(of_need(&found.case, &events, member.as_ref(), &catalogue));
    }
    let Some(id) = partition.strip_prefix(keys::BOOKING).and_then(|id| BookingId::parse(id).ok()) else {
        return Ok(Counted::default());
    };
    let Some(found) = store.bookings().load(&id).await? else { return Ok(Counted::default()) };
    let member = match (store.figures().member_of(&id).await?, &found.booking.need) {
        (None, Some(need)) => store.members().of_need(need).await?,
        (member, _) => member,
    };
    Ok(of_booking(&found.booking, member.as_ref()))
}

/// Has everything counted anew, whatever was counted before. One read, one
/// commit; the dispatcher does it.
pub async fn begin_anew(store: &Store) -> Result<(), TableError> {
    let before = store.figures().state().await?;
    put(store, before.as_ref(), beginning(before.as_ref())).await
}

fn beginning(before: Option<&Versioned<FiguresState>>) -> FiguresState {
    let nth = before.map_or(1, |before| before.value.nth + 1);
    let shown = before.map_or(nth, |before| before.value.shown);
    FiguresState { nth, shown, definition: DEFINITION, walk: Walk::Needs(None) }
}

async fn put(store: &Store, before: Option<&Versioned<FiguresState>>, after: FiguresState) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.figures().put_state(&mut tx, &after, before.map(|before| before.version));
    TableError::unless_conflict(store.commit(tx).await)
}

/// The next step of counting anew; whether there was one. One read where nothing
/// is to be done.
async fn step(store: &Store) -> Result<bool, TableError> {
    let before = store.figures().state().await?;
    let Some(read) = before.as_ref().filter(|before| before.value.definition == DEFINITION) else {
        put(store, before.as_ref(), beginning(before.as_ref())).await?;
        return Ok(true);
    };
    let mut after = read.value.clone();
    after.walk = match &read.value.walk {
        Walk::Needs(behind) => {
            let from = behind.as_deref().and_then(ListCursor::decode);
            let listed = store.needs().list(&NeedFilter::default(), from, NOTED).await?;
            let partitions = listed.items.iter().map(|entry| keys::need_partition(&entry.id));
            note_all(store, partitions.collect()).await?;
            listed.next.map_or(Walk::Presences(None), |next| Walk::Needs(Some(next.encode())))
        }
        Walk::Presences(behind) => {
            let (presences, next) = store.permanences().page(&PermanenceList::All, behind.clone(), PRESENCES).await?;
            for presence in &presences {
                let held = store.bookings().of_permanence(&presence.id, first_day()).await?;
                let bookings = held.seated.iter().chain(&held.walked_in).map(keys::booking_partition);
                note_all(store, bookings.collect()).await?;
            }
            next.map_or(Walk::Counting, |next| Walk::Presences(Some(next)))
        }
        Walk::Counting if store.figures().waiting(1).await?.is_empty() => {
            after.shown = after.nth;
            Walk::Done
        }
        Walk::Counting | Walk::Done => return Ok(false),
    };
    put(store, Some(read), after).await?;
    Ok(true)
}

/// No presence is older.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

async fn note_all(store: &Store, partitions: Vec<String>) -> Result<(), TableError> {
    for some in partitions.chunks(NOTED) {
        let mut tx = Transaction::new();
        for partition in some {
            store.figures().note(&mut tx, partition);
        }
        store.commit(tx).await?;
    }
    Ok(())
}

/// Counts everything anew, at once and to its end; answers the quarters of which
/// there are figures, each with whether they are those that were kept.
pub async fn count_anew(store: &Store) -> Result<Vec<(Quarter, bool)>, TableError> {
    // What changed since it was counted last, or was never counted to its end, is
    // no fault of what is kept.
    while count(store).await? > 0 || step(store).await? {}
    let kept = all(store).await?;
    begin_anew(store).await?;
    while count(store).await? > 0 || step(store).await? {}
    let anew = all(store).await?;
    let quarters: BTreeSet<Quarter> = kept.keys().chain(anew.keys()).copied().collect();
    Ok(quarters.into_iter().map(|quarter| (quarter, kept.get(&quarter) == anew.get(&quarter))).collect())
}

/// The figures of every quarter that has some: a query for each since the first,
/// and for those of a year to come.
async fn all(store: &Store) -> Result<BTreeMap<Quarter, QuarterFigures>, TableError> {
    let mut found = BTreeMap::new();
    let mut quarter = Quarter::of(first_figures());
    let last = Quarter::at(store.now()).after().after().after().after();
    while quarter <= last {
        let figures = store.figures().of_quarter(quarter).await?;
        if !figures.is_empty() {
            found.insert(quarter, figures);
        }
        quarter = quarter.after();
    }
    Ok(found)
}

/// Nothing was counted before.
fn first_figures() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default()
}
