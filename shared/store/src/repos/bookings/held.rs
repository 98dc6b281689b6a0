//! What bookings hold of a session: seats, places in queues, and how full that
//! makes its slots.

use std::collections::BTreeMap;

use domain::booking::Booking;
use domain::ids::{BookingId, SessionId};
use serde::{Deserialize, Serialize};

use super::taken::{Fullness, Place, Taken, place};
use crate::context::decode;
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Row};
use crate::transaction::Transaction;

/// What stands in a seat or a place of a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// By whom.
    pub booking: BookingId,
}

/// Rows of a permanence from one day on, by what they are.
#[derive(Debug, Clone, Default)]
pub struct Holders {
    /// Bookings that hold seats, in order of session, slot and seat.
    pub seated: Vec<BookingId>,
    /// Bookings in queues, first come first.
    pub waiting: Vec<BookingId>,
    /// Those who came without having booked.
    pub walked_in: Vec<BookingId>,
}

/// Takes, gives back and counts what a booking holds of its session.
pub(super) fn hold(tx: &mut Transaction, before: Option<&Booking>, after: &Booking, fullness: &Fullness) {
    let held = Held { booking: after.id.clone() };
    let (old, new) = (before.and_then(place), place(after));
    if old != new {
        if let Some(place) = &new {
            tx.create(place.key().clone(), &held);
        }
        if let Some(place) = &old {
            tx.delete(place.key().clone(), Condition::Any);
        }
    }
    let mut touched: BTreeMap<&SessionId, Taken> = BTreeMap::new();
    let known = |session: &SessionId| fullness.0.get(session).map(|(taken, _)| taken.clone()).unwrap_or_default();
    let counted = |place: &Option<Place>| place.as_ref().filter(|_| old != new).and_then(Place::session).cloned();
    let (left, entered) = (counted(&old), counted(&new));
    if let (Some(session), Some(place)) = (&left, &old) {
        touched.entry(session).or_insert_with(|| known(session)).free(place);
    }
    if let (Some(session), Some(place)) = (&entered, &new) {
        touched.entry(session).or_insert_with(|| known(session)).add(place);
    }
    // The same seat with other words: whoever shows them is to see that they changed.
    let kept = if let Some(Place::Seat(session, ..)) = &new { Some(session).filter(|_| old == new) } else { None };
    if let Some(session) = kept.filter(|session| fullness.0.contains_key(*session)) {
        touched.entry(session).or_insert_with(|| known(session));
    }
    for (session, taken) in touched {
        let Some(key) = keys::taken(session) else { continue };
        let version = fullness.0.get(session).and_then(|(_, version)| *version);
        tx.put_over(key, &taken, version);
    }
}

/// Who holds what, out of a permanence's rows.
pub(super) fn holders(rows: &[Row]) -> Result<Holders, TableError> {
    let mut holders = Holders::default();
    for row in rows {
        let kind = row.key.sk.split('#').nth(2);
        let list = match kind {
            Some("SEAT") => &mut holders.seated,
            Some("QUEUE") => &mut holders.waiting,
            Some("WALKIN") => &mut holders.walked_in,
            _ => continue,
        };
        list.push(decode::<Held>(row)?.value.booking);
    }
    Ok(holders)
}
