//! Which readers a commit is told to: at once by a delivery each, once a day by
//! a line each.

use std::collections::{BTreeMap, BTreeSet};

use domain::booking::effect::{BookingEffect, BookingStep, plan};
use domain::clock::BRUSSELS;
use domain::event::{Event, EventKind};
use domain::ids::{AdviserId, BookingId, PermanenceId};
use domain::notice::{Reader, Wish};
use domain::staff::Staff;
use store::repos::notices::Line;
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::handed::handed;
use super::happened::{Happened, happened};
use super::lines::add;
use super::readers::{Addressee, advisers, agency_of, folded, of_place, readers, without_doer};
use super::{NoticeWork, What};
use crate::effects::{Planned, Round};

/// What a commit did to sessions, told to those who have to do with them. Two
/// reads, the staff once for a round, a read for fifty advisers; a commit where
/// somebody is told once a day.
pub(super) async fn of_sessions(round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let store = round.store;
    let Some(happened) = happened(store, std::slice::from_ref(commit)).await?.pop() else { return Ok(Vec::new()) };
    let is_changed = !happened.changes(|_| true, store.now()).is_empty();
    if !is_changed && !advisers_changed(&happened.series) && !happened.is_divided() {
        return Ok(Vec::new());
    }
    let mut planned = Vec::new();
    if happened.within.is_none() {
        let concerned = concerned(store, round.staff().await?, &happened).await?;
        let sessions = || What::Sessions(Pending { request: None, ..commit.clone() });
        planned = told(store, commit, &concerned, &sessions, None).await?;
    }
    planned.extend(handed(store, commit, &happened).await?);
    Ok(planned)
}

/// What commits of a plan did to sessions, told together: a line for each to those
/// who are told once a day, one mail of all of them to the others. The staff, a
/// read for a hundred commits, for each a read or two and one for fifty advisers; a
/// commit for 90 lines.
pub(crate) async fn of_plan(store: &Store, commits: &[Pending]) -> Result<Vec<Planned>, TableError> {
    let staff = store.staff().list().await?;
    let mut lines = Vec::new();
    let mut at_once: BTreeMap<String, (Reader, Vec<Pending>)> = BTreeMap::new();
    for happened in happened(store, commits).await? {
        let commit = Pending { aggregate: happened.aggregate.clone(), version: happened.version, request: None };
        for one in concerned(store, &staff, &happened).await? {
            if one.wish == Wish::Daily {
                lines.push(line(store, &commit, &one, None));
            } else {
                let own = at_once.entry(one.reader.key()).or_insert_with(|| (one.reader, Vec::new()));
                own.1.push(commit.clone());
            }
        }
    }
    add(store, &lines).await?;
    let what = |commits: Vec<Pending>| match commits.as_slice() {
        [only] => What::Sessions(only.clone()),
        _ => What::Together(commits),
    };
    at_once.into_values().map(|(reader, commits)| mail(store, &reader, what(commits))).collect()
}

/// Whom a commit concerns that changed sessions, but for who did it. What
/// [`readers`] and [`without_doer`] read.
pub(super) async fn concerned(
    store: &Store,
    staff: &[Staff],
    happened: &Happened,
) -> Result<Vec<Addressee>, TableError> {
    let (now, catalogue) = (store.now(), &happened.now);
    let today = now.day_in(BRUSSELS);
    let all = readers(store, catalogue, staff, happened.each()).await?;
    let mut concerned = without_doer(store, happened.by.as_ref(), all).await?;
    concerned.retain(|one| {
        let concerns = |series: &_| one.concerned_by(catalogue, series, today);
        // What stands in a calendar goes on there under another name.
        let anew = || one.wish == Wish::AtOnce && one.has_calendar() && happened.goes_on(concerns, now).is_some();
        !happened.changes(concerns, now).is_empty() || anew()
    });
    Ok(concerned)
}

/// Whether others are to be there.
fn advisers_changed(
    series: &[(Option<domain::permanence::Permanence>, Option<domain::permanence::Permanence>)],
) -> bool {
    series.iter().any(|(was, is)| was.as_ref().map(|one| &one.advisers) != is.as_ref().map(|one| &one.advisers))
}

/// What happened to a booking, told to the advisers of its session, to those of
/// its place and, where it wishes so, to its agency once a day: the mail that the
/// agency else has is a booking's own. Five reads at most, the staff once for a
/// round; a commit where somebody is told once a day.
pub(super) async fn of_booking(round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let store = round.store;
    let events = store.outbox().events(commit).await?;
    let Some((step, of_session)) = step_of(&events) else { return Ok(Vec::new()) };
    let Some(Ok(id)) = commit.aggregate.strip_prefix(keys::BOOKING).map(BookingId::parse) else {
        return Ok(Vec::new());
    };
    let Some(booking) = store.bookings().load(&id).await?.map(|found| found.booking) else { return Ok(Vec::new()) };
    if booking.slot.end <= store.now() {
        return Ok(Vec::new());
    }
    let mut series = Vec::new();
    for id in series_of(&events, booking.slot.permanence()) {
        series.extend(store.permanences().load(&id).await?.map(|found| found.value));
    }
    // Who is not there any more is told when the session changes hands.
    if step == BookingStep::Lost
        && let Some(from) = series.first().and_then(|series| series.continues.clone())
    {
        series.extend(store.permanences().load(&from).await?.map(|found| found.value));
    }
    let named: BTreeSet<&AdviserId> = series.iter().flat_map(|one| &one.advisers).collect();
    let mut all = advisers(store, named).await?;
    if of_session {
        // Of the session they know: what stands in a calendar follows.
        all.retain(|one| one.wish == Wish::AtOnce);
        return told(store, commit, &all, &|| What::Booking { booking: id.clone(), step }, None).await;
    }
    let catalogue = store.catalogue().load().await?;
    if let Some(agency) = catalogue.agencies.get(&booking.agency) {
        match agency.notices {
            None | Some(Wish::AtOnce) => all.retain(|one| folded(&one.email) != folded(&agency.email)),
            Some(Wish::Daily) => {
                let today = store.now().day_in(BRUSSELS);
                all.extend(series.first().and_then(|series| agency_of(&catalogue, series, today)));
            }
            Some(Wish::None) => {}
        }
    }
    let places: BTreeSet<_> = series.iter().map(|one| &one.location).chain([&booking.location]).collect();
    for place in places {
        all.extend(of_place(&catalogue, round.staff().await?, place));
    }
    let all = without_doer(store, events.first().map(|event| &event.actor), all).await?;
    told(store, commit, &all, &|| What::Booking { booking: id.clone(), step }, Some(step)).await
}

/// What of a booking those are told who are there, and whether its session took
/// it along.
fn step_of(events: &[Event]) -> Option<(BookingStep, bool)> {
    plan(events).into_iter().find_map(|effect| match effect {
        BookingEffect::BookingAgencyMail(step) => Some((step, false)),
        BookingEffect::BookingMail(step @ (BookingStep::Carried | BookingStep::Lost)) => Some((step, true)),
        _ => None,
    })
}

/// The series of a booking, and the one that it was moved from.
fn series_of(events: &[Event], now: Option<PermanenceId>) -> Vec<PermanenceId> {
    let from = events.iter().find_map(|event| match &event.kind {
        EventKind::BookingMoved { from, .. } => Some(from.session.parts()?.0),
        _ => None,
    });
    let from = from.filter(|from| Some(from) != now.as_ref());
    now.into_iter().chain(from).collect()
}

/// Lines for those who are told once a day, deliveries for the others.
async fn told(
    store: &Store,
    commit: &Pending,
    all: &[Addressee],
    what: &(dyn Fn() -> What + Sync),
    step: Option<BookingStep>,
) -> Result<Vec<Planned>, TableError> {
    let daily = all.iter().filter(|one| one.wish == Wish::Daily);
    let lines: Vec<Line> = daily.map(|one| line(store, commit, one, step)).collect();
    add(store, &lines).await?;
    let at_once = all.iter().filter(|one| one.wish == Wish::AtOnce);
    at_once.map(|one| mail(store, &one.reader, what())).collect()
}

fn line(store: &Store, commit: &Pending, to: &Addressee, step: Option<BookingStep>) -> Line {
    let commit = Pending { request: None, ..commit.clone() };
    Line { reader: to.reader.clone(), commit, at: store.now(), step, booking: None }
}

fn mail(store: &Store, reader: &Reader, what: What) -> Result<Planned, TableError> {
    let work = NoticeWork { reader: reader.clone(), what };
    let planned = Planned::new(&work, format!("notice-{}", reader.key()), store.now())?;
    Ok(planned.standing_in(keys::notice_mails(reader)))
}
