//! The queue of a slot that is full.

use domain::Instant;
use domain::booking::{self, Booking};
use domain::catalogue::Catalogue;
use domain::event::Vacated;
use domain::ids::BookingId;
use store::{Store, TableError, Transaction};

use super::open::{Asker, BookingError, TRIES, open};
use crate::error::FlowError;

/// Offers each free seat of a slot to those who wait for it, first come first.
/// Nothing where nobody waits, no seat is free, no adviser is there, or the slot
/// begins too soon.
/// Safe to do twice: a second offer finds the seat held.
pub(super) async fn offer_seat(store: &Store, freed: &Vacated) -> Result<(), TableError> {
    let catalogue = store.catalogue().load().await?;
    let mut lost = 0;
    while lost < TRIES {
        match offer_one(store, &catalogue, freed).await? {
            Offered::One => {}
            Offered::None => return Ok(()),
            Offered::Lost => lost += 1,
        }
    }
    Err(TableError::Contended)
}

/// What came of an offer.
enum Offered {
    /// Somebody has a seat kept for them.
    One,
    /// There is nothing to offer, or nobody to offer it to.
    None,
    /// The slot or the booking changed meanwhile.
    Lost,
}

/// Offers one seat to the first who still waits: whoever gave their place up
/// since the queue was read is passed over.
async fn offer_one(store: &Store, catalogue: &Catalogue, freed: &Vacated) -> Result<Offered, TableError> {
    let Vacated { session, local_start } = freed;
    let waiting = store.bookings().queue(session, *local_start).await?;
    if waiting.is_empty() {
        return Ok(Offered::None);
    }
    let opened = match open(store, catalogue, session).await {
        Ok(opened) => opened,
        Err(BookingError::Flow(FlowError::Table(error))) => return Err(error),
        // The session is no more: whoever waited is told by what ended it.
        Err(_) => return Ok(Offered::None),
    };
    let Some(seat) = opened.free_seat(store, *local_start, Asker::Queue).await? else { return Ok(Offered::None) };
    let mut tx = Transaction::new();
    if opened.demand(catalogue, *local_start, &mut tx).is_err() {
        return Ok(Offered::None);
    }
    for id in &waiting {
        let Some(before) = store.bookings().load(id).await? else { continue };
        let decided = booking::offer(before.booking.clone(), seat, store.now());
        if decided.events.is_empty() {
            continue;
        }
        store.bookings().save(&mut tx, &before, &decided, &opened.fullness);
        return match store.commit(tx).await {
            Ok(()) => Ok(Offered::One),
            Err(TableError::Conflict { .. }) => Ok(Offered::Lost),
            Err(error) => Err(error),
        };
    }
    Ok(Offered::None)
}

/// Ends the place in the queue of a slot that has begun.
pub(super) async fn end_wait(store: &Store, id: &BookingId) -> Result<(), TableError> {
    settle(store, id, booking::end_wait).await
}

/// Ends an offer that nobody took by `until`; its seat goes to the next.
pub(super) async fn end_offer(store: &Store, id: &BookingId, until: Instant) -> Result<(), TableError> {
    settle(store, id, |booking, now| booking::lapse(booking, until, now)).await
}

/// Saves what `decide` makes of a booking within its session.
async fn settle(
    store: &Store,
    id: &BookingId,
    decide: impl Fn(Booking, Instant) -> booking::Decided + Send,
) -> Result<(), TableError> {
    for _ in 0..TRIES {
        let Some(before) = store.bookings().load(id).await? else { return Ok(()) };
        let decided = decide(before.booking.clone(), store.now());
        if decided.events.is_empty() {
            return Ok(());
        }
        let fullness = store.bookings().fullness(&[&before.booking.slot.session]).await?;
        let mut tx = Transaction::new();
        store.bookings().save(&mut tx, &before, &decided, &fullness);
        match store.commit(tx).await {
            Err(TableError::Conflict { .. }) => {}
            done => return done,
        }
    }
    Err(TableError::Contended)
}
