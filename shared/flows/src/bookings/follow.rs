//! Bookings follow their session when it moves, and are ended when it is no
//! more. The series' change is one small commit; its bookings follow one by
//! one, each in a commit of its own, so that a series of any length can change
//! and a crash in between only leaves work to be done. Until they have, the
//! seats that they may come to are not given to others: see `Opened::to_come`.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::booking::{self, Booking, BookingStatus, Decided, Fate, fate, is_felt};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Vacated;
use domain::ids::{BookingId, PermanenceId, SessionId};
use domain::permanence::Permanence;
use store::repos::bookings::LoadedBooking;
use store::{Condition, Store, TableError, Transaction, Versioned, keys};

use super::open::TRIES;
use super::queue::offer_seat;
use super::successor::{line_of, seat_in, successor};

/// A session that was moved by more days than this is looked up from its own
/// day only.
const MOVED_AT_MOST: u64 = 92;

/// Has the bookings of a series follow it as it now stands. Safe to do again.
/// A query and a read for 50 bookings, one read for each division of the series;
/// for each booking one read more, and two and a commit where it changes; for
/// each queue what offering its seats takes.
pub async fn follow(store: &Store, id: &PermanenceId) -> Result<(), TableError> {
    let catalogue = store.catalogue().load().await?;
    let mut before = upcoming(store, id).await?;
    // Who keeps their time keeps their seat, so they go first.
    let Some(last) = before.iter().max_by_key(|one| one.booking.slot.start) else { return Ok(()) };
    let line = line_of(store, &catalogue, &last.booking).await?;
    before.sort_by_key(|one| changes_time(&one.booking, &catalogue, &line));
    let mut queues = BTreeSet::new();
    for one in before {
        let as_it_was = one.booking.clone();
        let now = follow_one(store, &catalogue, one).await?.unwrap_or(as_it_was);
        if now.status == BookingStatus::Waiting {
            queues.insert((now.slot.session, now.slot.local_start));
        }
    }
    // The series may have more seats from now on, and one may have become free
    // while its queue was on the way.
    offer_to(store, queues).await
}

/// Looks at the queues of a series again: somebody may be there who was not. A
/// query and a read for 50 bookings; for each queue what offering its seats
/// takes.
pub(super) async fn offer_again(store: &Store, id: &PermanenceId) -> Result<(), TableError> {
    let found = upcoming(store, id).await?.into_iter().map(|found| found.booking);
    let waiting = found.filter(|booking| booking.status == BookingStatus::Waiting);
    offer_to(store, waiting.map(|booking| (booking.slot.session, booking.slot.local_start)).collect()).await
}

async fn offer_to(store: &Store, queues: BTreeSet<(SessionId, NaiveDateTime)>) -> Result<(), TableError> {
    for (session, local_start) in queues {
        offer_seat(store, &Vacated { session, local_start }).await?;
    }
    Ok(())
}

/// A booking of a session of a series.
pub(crate) struct Held {
    /// The booking, as it stands.
    pub(crate) booking: Booking,
    /// Whether it is still to follow its session to another time or place.
    pub(crate) moves: bool,
}

/// The bookings to come of the sessions that a series has, also of those that
/// still stand under the id of the series that it was divided from. A query and a
/// read for 50 bookings, twice where it was divided.
pub(crate) async fn held_by(
    store: &Store,
    catalogue: &Catalogue,
    (from, is): (&PermanenceId, &Permanence),
) -> Result<Vec<Held>, TableError> {
    let mut found = upcoming(store, &is.id).await?;
    if *from != is.id {
        found.extend(upcoming(store, from).await?);
    }
    let held = found.into_iter().filter_map(|found| {
        let (session, _) = successor(&found.booking, catalogue, [is])?;
        let moves = match fate(&found.booking, Some(&session)) {
            Fate::Moves(slot) => is_felt(&found.booking, &slot, &session.location),
            Fate::Stays => false,
            Fate::Lost => return None,
        };
        Some(Held { booking: found.booking, moves })
    });
    Ok(held.collect())
}

/// Whether a booking goes to another time.
fn changes_time(booking: &Booking, catalogue: &Catalogue, line: &[Versioned<Permanence>]) -> bool {
    let found = successor(booking, catalogue, line.iter().map(|series| &series.value));
    match fate(booking, found.as_ref().map(|(session, _)| session)) {
        Fate::Moves(slot) => slot.start != booking.slot.start,
        Fate::Stays | Fate::Lost => false,
    }
}

/// Bookings of a series whose slot has not begun: one query, and one read for
/// 50 of them.
pub(super) async fn upcoming(store: &Store, id: &PermanenceId) -> Result<Vec<LoadedBooking>, TableError> {
    let now = store.now();
    // A session may have been moved ahead of its day.
    let day = now.day_in(BRUSSELS);
    let earliest = day.checked_sub_days(chrono::Days::new(MOVED_AT_MOST)).unwrap_or(day);
    let holders = store.bookings().of_permanence(id, earliest).await?;
    let ids: Vec<BookingId> = holders.seated.into_iter().chain(holders.waiting).collect();
    let found = store.bookings().load_many(&ids).await?;
    Ok(found.into_iter().flatten().filter(|found| now < found.booking.slot.start).collect())
}

/// Answers the booking where it changed.
async fn follow_one(
    store: &Store,
    catalogue: &Catalogue,
    mut before: LoadedBooking,
) -> Result<Option<Booking>, TableError> {
    for _ in 0..TRIES {
        let line = line_of(store, catalogue, &before.booking).await?;
        let mut tx = Transaction::new();
        let Some(decided) = decide(store, catalogue, &before, &line, &mut tx).await? else { return Ok(None) };
        for series in &line {
            tx.check(keys::permanence(&series.value.id), Condition::Version(series.version));
        }
        match store.commit(tx).await {
            Err(TableError::Conflict { .. }) => {}
            done => return done.map(|()| Some(decided.booking)),
        }
        match store.bookings().load(&before.booking.id).await? {
            Some(again) => before = again,
            None => return Ok(None),
        }
    }
    Err(TableError::Contended)
}

/// What becomes of a booking, written to `tx`; `None` where nothing does. One
/// read; a query more where it moves.
async fn decide(
    store: &Store,
    catalogue: &Catalogue,
    before: &LoadedBooking,
    line: &[Versioned<Permanence>],
    tx: &mut Transaction,
) -> Result<Option<Decided>, TableError> {
    let (booking, now) = (&before.booking, store.now());
    let found = successor(booking, catalogue, line.iter().map(|series| &series.value));
    let (decided, fullness) = match (fate(booking, found.as_ref().map(|(session, _)| session)), found) {
        (Fate::Stays, _) => return Ok(None),
        (Fate::Moves(slot), Some((session, series))) => {
            let fullness = store.bookings().fullness(&[&booking.slot.session, &session.id]).await?;
            let held = store.bookings().seats(&slot.session, slot.local_start).await?;
            let seat = seat_in(booking, &slot, series, &held);
            let decided = if booking.seat.is_some() && seat.is_none() {
                booking::lose(booking.clone(), now)
            } else {
                booking::carry(booking.clone(), slot, &session, seat, now)
            };
            (decided, fullness)
        }
        (Fate::Lost | Fate::Moves(_), _) => {
            (booking::lose(booking.clone(), now), store.bookings().fullness(&[&booking.slot.session]).await?)
        }
    };
    store.bookings().save(tx, before, &decided, &fullness);
    Ok(Some(decided))
}
