//! How full the slots of sessions are, and what a booking holds of them.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::booking::{Booking, BookingStatus, last_offer};
use domain::ids::SessionId;
use domain::sessions::Slot;
use domain::{Instant, local_time};
use serde::{Deserialize, Serialize};

use crate::keys;
use crate::table::Key;

/// How many seats of each slot of a session are taken, and how many wait for
/// one, by local start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    #[serde(flatten)]
    seats: BTreeMap<String, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    waiting: BTreeMap<String, u32>,
}

impl Taken {
    /// Seats taken of all slots, and how many wait for one.
    pub fn totals(&self) -> (u32, u32) {
        (self.seats.values().sum(), self.waiting.values().sum())
    }

    /// Of one slot.
    pub fn of(&self, local_start: NaiveDateTime) -> u32 {
        self.seats.get(&local_time::format(local_start)).copied().unwrap_or_default()
    }

    /// Seats of a slot that nobody new can have at `now`: those taken, and one
    /// for each who waits, as long as it can be offered to them.
    pub fn spoken_for(&self, slot: &Slot, now: Instant) -> u32 {
        let waiting = self.waiting.get(&local_time::format(slot.local_start)).copied().unwrap_or_default();
        self.of(slot.local_start) + if now < last_offer(slot.start) { waiting } else { 0 }
    }

    /// Of all slots that begin after `now`, on the place's clock, and are not
    /// among `slots`.
    pub fn besides(&self, slots: &[NaiveDateTime], now: NaiveDateTime) -> u32 {
        let counted = |(start, count): (&String, &u32)| {
            let start = local_time::parse(start)?;
            (now < start && !slots.contains(&start)).then_some(*count)
        };
        self.seats.iter().filter_map(counted).sum()
    }

    pub(super) fn add(&mut self, place: &Place) {
        if let Some((counts, local_start)) = self.counts(place) {
            *counts.entry(local_start).or_default() += 1;
        }
    }

    pub(super) fn free(&mut self, place: &Place) {
        let Some((counts, local_start)) = self.counts(place) else { return };
        if let Some(count) = counts.get_mut(&local_start) {
            *count = count.saturating_sub(1);
        }
        counts.retain(|_, count| *count > 0);
    }

    fn counts(&mut self, place: &Place) -> Option<(&mut BTreeMap<String, u32>, String)> {
        match place {
            Place::Seat(_, local_start, _) => Some((&mut self.seats, local_time::format(*local_start))),
            Place::Queue(_, local_start, _) => Some((&mut self.waiting, local_time::format(*local_start))),
            Place::WalkIn(_) => None,
        }
    }
}

/// How full the sessions are that a decision touches, as read: saving it fails
/// where that changed meanwhile.
#[derive(Debug, Clone, Default)]
pub struct Fullness(pub(super) BTreeMap<SessionId, (Taken, Option<u64>)>);

impl Fullness {
    /// How full both lots of sessions are.
    pub fn and(mut self, other: Self) -> Self {
        for (session, of) in other.0 {
            self.0.entry(session).or_insert(of);
        }
        self
    }

    /// Seats taken of a slot.
    pub fn taken(&self, session: &SessionId, local_start: NaiveDateTime) -> u32 {
        self.0.get(session).map_or(0, |(taken, _)| taken.of(local_start))
    }

    /// Seats of a slot that nobody new can have: see [`Taken::spoken_for`].
    pub fn spoken_for(&self, session: &SessionId, slot: &Slot, now: Instant) -> u32 {
        self.0.get(session).map_or(0, |(taken, _)| taken.spoken_for(slot, now))
    }

    /// Seats taken of slots to come that the session no longer has: see
    /// [`Taken::besides`].
    pub fn besides(&self, session: &SessionId, slots: &[NaiveDateTime], now: NaiveDateTime) -> u32 {
        self.0.get(session).map_or(0, |(taken, _)| taken.besides(slots, now))
    }
}

/// What a booking holds of its session.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// A seat of a slot.
    Seat(SessionId, NaiveDateTime, Key),
    /// A place in the queue of a slot.
    Queue(SessionId, NaiveDateTime, Key),
    /// A mark of having walked in.
    WalkIn(Key),
}

impl Place {
    pub(super) const fn key(&self) -> &Key {
        match self {
            Self::Seat(_, _, key) | Self::Queue(_, _, key) | Self::WalkIn(key) => key,
        }
    }

    /// The session in which it counts.
    pub(super) const fn session(&self) -> Option<&SessionId> {
        match self {
            Self::Seat(session, ..) | Self::Queue(session, ..) => Some(session),
            Self::WalkIn(_) => None,
        }
    }
}

pub(super) fn place(booking: &Booking) -> Option<Place> {
    let slot = &booking.slot;
    match (booking.status, booking.seat) {
        (BookingStatus::Waiting, _) => keys::queue(&slot.session, slot.local_start, &booking.id)
            .map(|key| Place::Queue(slot.session.clone(), slot.local_start, key)),
        (BookingStatus::Cancelled, _) => None,
        _ if booking.walk_in => keys::walk_in(&slot.session, &booking.id).map(Place::WalkIn),
        (status, Some(seat)) if status.holds_seat() => keys::seat(&slot.session, slot.local_start, seat)
            .map(|key| Place::Seat(slot.session.clone(), slot.local_start, key)),
        _ => None,
    }
}

/// Where a booking stands that holds nothing any more.
pub(super) fn off(booking: &Booking) -> Key {
    let month = booking.slot.local_start.format("%Y-%m").to_string();
    Key::new(keys::bookings_off(&month), booking.id.as_str())
}
