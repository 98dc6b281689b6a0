//! The queue of a slot that is full.

use domain::Instant;
use domain::booking::{self, Booking};
use domain::event::Vacated;
use domain::ids::BookingId;
use store::{Condition, Store, TableError, Transaction, keys};

use super::{BookingError, TRIES, open};
use crate::FlowError;

/// Offers a seat that became free to the first who waits for its slot. Nothing
/// where nobody waits, the seat is gone again, or the slot begins too soon.
/// Safe to do twice: a second offer finds the seat held.
pub async fn offer_seat(store: &Store, freed: &Vacated) -> Result<(), TableError> {
    let Vacated { session, local_start } = freed;
    let catalogue = store.catalogue().load().await?;
    for _ in 0..TRIES {
        let waiting = store.bookings().queue(session, *local_start).await?;
        let opened = match open(store, &catalogue, session).await {
            Ok(opened) => opened,
            Err(BookingError::Flow(FlowError::Table(error))) => return Err(error),
            // The session is no more: whoever waited is told by what ended it.
            Err(_) => return Ok(()),
        };
        let Some(seat) = opened.free_seat(store, *local_start).await? else { return Ok(()) };
        let Some(first) = waiting.first() else { return Ok(()) };
        let Some(before) = store.bookings().load(first).await? else { return Ok(()) };
        let decided = booking::offer(before.booking.clone(), seat, store.now());
        if decided.events.is_empty() {
            return Ok(());
        }
        let mut tx = Transaction::new();
        store.bookings().save(&mut tx, &before, &decided, None, &opened.fullness);
        tx.check(keys::permanence(&opened.permanence.value.id), Condition::Version(opened.permanence.version));
        match store.commit(tx).await {
            Err(TableError::Conflict { .. }) => {}
            done => return done,
        }
    }
    Err(TableError::Contended)
}

/// Ends an offer that nobody took by `until`; its seat goes to the next.
pub async fn end_offer(store: &Store, id: &BookingId, until: Instant) -> Result<(), TableError> {
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
        store.bookings().save(&mut tx, &before, &decided, None, &fullness);
        match store.commit(tx).await {
            Err(TableError::Conflict { .. }) => {}
            done => return done,
        }
    }
    Err(TableError::Contended)
}
