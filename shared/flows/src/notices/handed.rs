//! Appointments whose session has another adviser: they are put into the new
//! one's calendar and taken out of the former one's.

use std::collections::{BTreeMap, BTreeSet};

use domain::Instant;
use domain::booking::effect::BookingStep;
use domain::booking::{Booking, BookingStatus};
use domain::event::EventKind;
use domain::ids::{AdviserId, BookingId};
use domain::notice::Wish;
use domain::permanence::Permanence;
use store::repos::notices::Line;
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::happened::Happened;
use super::lines::add;
use super::readers::{Addressee, advisers, without_doer};
use super::{NoticeWork, What};
use crate::bookings::{Held, held_by};
use crate::effects::Planned;

/// What a commit that changed who is there asks for each appointment of the
/// series. What [`hands`] reads; a commit for 90 lines of those who are told once a day.
pub(super) async fn handed(store: &Store, commit: &Pending, happened: &Happened) -> Result<Vec<Planned>, TableError> {
    let (mut lines, mut planned) = (Vec::new(), Vec::new());
    for (one, booking, step) in hands(store, happened).await? {
        if one.wish == Wish::Daily {
            lines.push(line(store, commit, &one, (booking, step)));
        } else {
            planned.push(mail(store, &one, (booking, step))?);
        }
    }
    add(store, &lines).await?;
    Ok(planned)
}

/// Who is told of which appointment that somebody else is there for. Nothing where
/// nobody came or went; else a query and a read for 50 bookings of the series, twice
/// where it was divided, two queries for each that changed since, and a read for fifty
/// advisers.
pub(super) async fn hands(
    store: &Store,
    happened: &Happened,
) -> Result<Vec<(Addressee, BookingId, BookingStep)>, TableError> {
    let mut told: BTreeMap<AdviserId, Vec<(BookingId, BookingStep)>> = BTreeMap::new();
    let mut carried: BTreeSet<BookingId> = BTreeSet::new();
    for (was, is) in &happened.series {
        let Some((was, is)) = was.as_ref().zip(is.as_ref()) else { continue };
        let changed = changed(was, is);
        if changed.is_empty() {
            continue;
        }
        for Held { booking, moves } in held_by(store, &happened.now, (&was.id, is)).await? {
            if booking.status != BookingStatus::Booked {
                continue;
            }
            if moves || was_carried(store, &booking, happened.at).await? {
                carried.insert(booking.id.clone());
            }
            for (adviser, step) in &changed {
                told.entry(adviser.clone()).or_default().push((booking.id.clone(), *step));
            }
        }
    }
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let all = advisers(store, told.keys().collect()).await?;
    let mut found = Vec::new();
    for one in without_doer(store, happened.by.as_ref(), all).await? {
        let domain::notice::Reader::Adviser(id) = &one.reader else { continue };
        for (booking, step) in told.remove(id).unwrap_or_default() {
            // What goes to another time or place is told by its own mail to who is there.
            let has_its_own = step == BookingStep::HandedTo && carried.contains(&booking);
            if one.wish == Wish::Daily || !has_its_own {
                found.push((one.clone(), booking, step));
            }
        }
    }
    Ok(found)
}

/// Whether a booking went elsewhere since its series changed: it may have
/// followed before this was planned.
async fn was_carried(store: &Store, booking: &Booking, since: Option<Instant>) -> Result<bool, TableError> {
    let Some(since) = since.filter(|since| booking.changed_at >= *since) else { return Ok(false) };
    let events = store.bookings().history(&booking.id).await?.events;
    Ok(events.iter().any(|event| event.at >= since && matches!(event.kind, EventKind::BookingCarried { .. })))
}

/// Who came, and who went.
fn changed(was: &Permanence, is: &Permanence) -> Vec<(AdviserId, BookingStep)> {
    let beside = |all: &[AdviserId], others: &[AdviserId], step| -> Vec<_> {
        all.iter().filter(|id| !others.contains(id)).map(|id| (id.clone(), step)).collect()
    };
    let mut changed = beside(&is.advisers, &was.advisers, BookingStep::HandedTo);
    changed.extend(beside(&was.advisers, &is.advisers, BookingStep::HandedOn));
    changed
}

fn line(store: &Store, commit: &Pending, to: &Addressee, (booking, step): (BookingId, BookingStep)) -> Line {
    let commit = Pending { request: None, ..commit.clone() };
    Line { reader: to.reader.clone(), commit, at: store.now(), step: Some(step), booking: Some(booking) }
}

fn mail(store: &Store, to: &Addressee, (booking, step): (BookingId, BookingStep)) -> Result<Planned, TableError> {
    let recipient = format!("handed-{}-{booking}", to.reader.key());
    let work = NoticeWork { reader: to.reader.clone(), what: What::Booking { booking, step } };
    Ok(Planned::new(&work, recipient, store.now())?.standing_in(keys::notice_mails(&to.reader)))
}

/// What an appointment that began with a step is to an adviser who is there now,
/// or is not; `None` where there is nothing to tell.
pub(super) fn stands(first: BookingStep, there: bool, booking: &Booking) -> Option<BookingStep> {
    match (first, there) {
        (BookingStep::HandedTo, true) if booking.status == BookingStatus::Booked => Some(BookingStep::HandedTo),
        (BookingStep::HandedTo | BookingStep::Made, false) | (BookingStep::HandedTo | BookingStep::HandedOn, true) => {
            None
        }
        (_, false) => Some(BookingStep::HandedOn),
        (first, true) => Some(first),
    }
}
