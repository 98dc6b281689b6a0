//! What a change of a series does to its bookings, before it is made.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::booking::{Booking, Fate, fate, is_felt};
use domain::catalogue::Catalogue;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::Permanence;
use store::{Store, TableError};

use super::follow::upcoming;
use super::successor::{goes_on, seat_in, successor};

/// What a change does to the bookings of a series.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affected {
    /// Bookings whose time or place changes with their session.
    pub moved: Vec<Touched>,
    /// Bookings that lose their slot.
    pub lost: Vec<Touched>,
}

/// A booking that a change touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The series that has it then; of one that is lost, the one that had it.
    pub series: PermanenceId,
    /// Whether those who are there know of it: not of who waits for a seat.
    pub is_known: bool,
}

impl Affected {
    /// Whether nobody would notice.
    pub fn is_nobody(&self) -> bool {
        self.moved.is_empty() && self.lost.is_empty()
    }
}

/// What becomes of the bookings that a series has from today on, were `line`
/// the series that stand in its place: itself unless it is to be removed, then
/// what goes on after it where it is divided. One query and one read for 50
/// bookings; one read more for each earlier division, and only where something
/// is not found in `line`.
pub async fn affected(
    store: &Store,
    catalogue: &Catalogue,
    id: &PermanenceId,
    line: &[&Permanence],
) -> Result<Affected, TableError> {
    let bookings: Vec<Booking> = upcoming(store, id).await?.into_iter().map(|found| found.booking).collect();
    let mut later = Vec::new();
    let of_line = |booking: &Booking| successor(booking, catalogue, line.iter().copied()).is_some();
    let unfound = bookings.iter().filter(|booking| !of_line(booking));
    if let Some(unfound) = unfound.max_by_key(|booking| booking.slot.start) {
        let next = line.last().and_then(|last| last.continued_by.clone());
        goes_on(store, catalogue, unfound, &mut later, next).await?;
    }
    let line: Vec<&Permanence> = line.iter().copied().chain(later.iter().map(|series| &series.value)).collect();
    Ok(decide(id, bookings, catalogue, &line))
}

/// The same order as that in which bookings follow: who stays has their seat,
/// then each takes one where it goes.
fn decide(id: &PermanenceId, bookings: Vec<Booking>, catalogue: &Catalogue, line: &[&Permanence]) -> Affected {
    let mut affected = Affected::default();
    let of =
        |booking: &Booking, series: &PermanenceId| Touched { series: series.clone(), is_known: !booking.unconfirmed };
    let mut held: BTreeMap<(SessionId, NaiveDateTime), Vec<u32>> = BTreeMap::new();
    let mut going = Vec::new();
    for booking in bookings {
        let found = successor(&booking, catalogue, line.iter().copied());
        match (fate(&booking, found.as_ref().map(|(session, _)| session)), found) {
            (Fate::Moves(slot), Some((session, series))) => going.push((booking, slot, session, series)),
            (Fate::Lost | Fate::Moves(_), _) => affected.lost.push(of(&booking, id)),
            (Fate::Stays, _) => {}
        }
    }
    going.sort_by_key(|(booking, slot, ..)| slot.start != booking.slot.start);
    for (booking, slot, session, series) in going {
        let there = held.entry((slot.session.clone(), slot.local_start)).or_default();
        let seat = seat_in(&booking, &slot, series, there);
        there.extend(seat);
        if booking.seat.is_some() && seat.is_none() {
            affected.lost.push(of(&booking, id));
        } else if is_felt(&booking, &slot, &session.location) {
            affected.moved.push(of(&booking, &series.id));
        }
    }
    affected
}
