//! A place is followed by another: from the day after its last on its hosts, the
//! programs and forms that post for it and its members are the other's. One of
//! them to a commit, which also says how far it is; taken back the same way, as
//! far as nobody said otherwise since.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use domain::member::{MemberCase, MemberEvent, MemberEventKind};
use domain::staff::StaffRole;
use store::repos::entries::{EndingJob, EndingStage, WentOver};
use store::repos::members::{Counted, MemberFilter};
use store::{Store, TableError, Transaction};

use crate::members::add_change;

/// Members that one step looks at, at most.
const LOOKED_AT: usize = 25;

/// The place that ends, the one that follows, and the day from which on it does.
struct Way {
    place: LocationId,
    other: LocationId,
    from: NaiveDate,
}

impl Way {
    /// `None` where nothing follows.
    fn of(job: &EndingJob) -> Option<Self> {
        let place = LocationId::parse(&job.id).ok()?;
        let other = LocationId::parse(job.ending.follower.as_deref()?).ok()?;
        Some(Self { place, other, from: job.ending.last.succ_opt()? })
    }
}

/// Adds the next of them to the commit; behind the last one the end is done. A
/// place whose end was changed by hand since keeps the others. Three reads, and
/// two for each member that is looked at.
pub(super) async fn next(
    store: &Store,
    catalogue: &Catalogue,
    tx: &mut Transaction,
    job: &mut EndingJob,
) -> Result<(), TableError> {
    let stands = |way: &Way| {
        let place = catalogue.locations.get(&way.place);
        place.is_some_and(|one| one.successor.as_ref() == Some(&way.other) && one.open_to == Some(job.ending.last))
    };
    let Some(way) = Way::of(job).filter(stands) else {
        job.stage = EndingStage::Done;
        return Ok(());
    };
    if source(store, tx, &way, &mut job.over).await? || host(store, tx, &way, &mut job.over).await? {
        return Ok(());
    }
    let goes = |case: MemberCase| case.goes_over((&way.place, &way.other), way.from);
    if member(store, catalogue, tx, (&way.place, &way.other, job), goes).await? {
        job.over.members += 1;
    }
    Ok(())
}

async fn source(store: &Store, tx: &mut Transaction, way: &Way, over: &mut WentOver) -> Result<bool, TableError> {
    let all = store.sources().list().await?;
    let Some(found) = all.into_iter().find(|one| one.location == way.place) else { return Ok(false) };
    let Some(before) = store.sources().load(&found.id).await? else { return Ok(false) };
    let mut after = before.value.clone();
    after.location = way.other.clone();
    store.sources().save(tx, &before, &after);
    over.sources.push(found.id);
    Ok(true)
}

async fn host(store: &Store, tx: &mut Transaction, way: &Way, over: &mut WentOver) -> Result<bool, TableError> {
    let all = store.staff().list().await?;
    let of_it = |role: &StaffRole| matches!(role, StaffRole::Host { location } if *location == way.place);
    let Some(found) = all.into_iter().find(|one| of_it(&one.role)) else { return Ok(false) };
    let Some(before) = store.staff().load(&found.id).await? else { return Ok(false) };
    let mut after = before.value.clone();
    after.role = StaffRole::Host { location: way.other.clone() };
    store.staff().save(tx, &before, &after);
    over.hosts.push(found.id);
    Ok(true)
}

/// Adds the next one to be taken back to the commit; behind the last member of
/// the other place that is done. A read, or two for each member that is looked
/// at.
pub(super) async fn back(
    store: &Store,
    catalogue: &Catalogue,
    tx: &mut Transaction,
    job: &mut EndingJob,
) -> Result<(), TableError> {
    let Some(way) = Way::of(job) else {
        job.stage = EndingStage::Done;
        return Ok(());
    };
    if let Some(id) = job.over.sources.pop() {
        if let Some(before) = store.sources().load(&id).await?.filter(|one| one.value.location == way.other) {
            let mut after = before.value.clone();
            after.location = way.place;
            store.sources().save(tx, &before, &after);
        }
    } else if let Some(id) = job.over.hosts.pop() {
        let there = StaffRole::Host { location: way.other };
        if let Some(before) = store.staff().load(&id).await?.filter(|one| one.value.role == there) {
            let mut after = before.value.clone();
            after.role = StaffRole::Host { location: way.place };
            store.staff().save(tx, &before, &after);
        }
    } else {
        let comes = |case: MemberCase| case.comes_back((&way.place, &way.other), way.from);
        if member(store, catalogue, tx, (&way.other, &way.place, job), comes).await? {
            job.over.members = job.over.members.saturating_sub(1);
        }
    }
    Ok(())
}

/// Adds the next member of `at` that `change` changes to the commit, and notes
/// where the list was left; whether there is one among those looked at. Behind
/// the last one the end is done.
async fn member(
    store: &Store,
    catalogue: &Catalogue,
    tx: &mut Transaction,
    (at, to, job): (&LocationId, &LocationId, &mut EndingJob),
    change: impl Fn(MemberCase) -> Option<MemberCase>,
) -> Result<bool, TableError> {
    let filter = MemberFilter { location: Some(at.clone()), ..MemberFilter::default() };
    for _ in 0..LOOKED_AT {
        let (some, next) = store.members().list(&filter, job.over.after.take(), 1).await?;
        if next.is_none() {
            job.stage = EndingStage::Done;
        }
        job.over.after = next;
        if let Some(entry) = some.first()
            && let Some(before) = store.members().load(&entry.id).await?
            && let Some(case) = change(before.value.case.clone())
        {
            let kind = MemberEventKind::Moved { to: Some(to.clone()) };
            let event = MemberEvent { at: store.now(), actor: job.by.clone(), kind };
            add_change(store, (tx, &mut Counted::default()), catalogue, &before, (case, vec![event])).await?;
            return Ok(true);
        }
        if job.stage == EndingStage::Done {
            break;
        }
    }
    Ok(false)
}
