//! What becomes of a booking when its session changes.

use super::{BookedSlot, Booking, BookingStatus};
use crate::sessions::{Session, SessionStatus};

/// What becomes of a booking when its session changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing: it is over, or its slot is as it was.
    Stays,
    /// Its slot moves with the session.
    Moves(BookedSlot),
    /// Its slot is no more.
    Lost,
}

/// What becomes of `booking` when its session is `session` from now on; `None`
/// where the session is no more. The booking keeps its place in the session:
/// who had the second slot has the second one, whenever it now begins. A slot
/// whose time alone stays, stays, even where slots before it are gone.
pub fn fate(booking: &Booking, session: Option<&Session>) -> Fate {
    if booking.status.is_over() {
        return Fate::Stays;
    }
    let Some(session) = session.filter(|session| session.status == SessionStatus::Scheduled) else {
        return Fate::Lost;
    };
    let same_time = session.slots.iter().position(|slot| slot.start == booking.slot.start);
    let by_place = usize::try_from(booking.slot.place).ok().filter(|place| *place < session.slots.len());
    let Some(place) = same_time.or(by_place) else { return Fate::Lost };
    let Some(slot) = session.slots.get(place) else { return Fate::Lost };
    let moved = BookedSlot {
        session: session.id.clone(),
        local_start: slot.local_start,
        place: u32::try_from(place).unwrap_or_default(),
        start: slot.start,
        end: slot.end,
        timezone: session.timezone,
    };
    if moved == booking.slot && session.location == booking.location {
        Fate::Stays
    } else if booking.status == BookingStatus::Waiting && moved.start != booking.slot.start {
        // A place in a queue is for a time, not for a session.
        Fate::Lost
    } else {
        Fate::Moves(moved)
    }
}
