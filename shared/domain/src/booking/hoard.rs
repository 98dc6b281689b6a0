//! What one address may have, so that nobody takes the times of others.

use super::{Booking, BookingRefusal, BookingStatus, Wish};
use crate::Instant;

/// Bookings to come that one address may have with one agency;
/// [`BookingRefusal::Enough`] says it in words. Source: ours; an agency comes to
/// a place once a week at most, with four slots or so.
pub const AHEAD: usize = 3;

/// What of an address's own bookings stands in the way of another that it wants
/// at `now`, or wants to move to; `waits` where it is a place in a queue. It has
/// one seat of each session and waits for one, has no seat while it has one
/// elsewhere, and of one agency [`AHEAD`] at most. `own` are all of the address,
/// but for one that moves.
pub fn in_the_way(own: &[Booking], wish: &Wish, waits: bool, now: Instant) -> Option<BookingRefusal> {
    let slot = &wish.slot;
    let open: Vec<&Booking> = own.iter().filter(|one| !one.status.is_over() && now < one.slot.end).collect();
    let here = |one: &&Booking| one.slot.session == slot.session;
    let held = |one: &&Booking| matches!(one.status, BookingStatus::Booked | BookingStatus::Offered);
    let alike = |one: &&Booking| if waits { one.status != BookingStatus::Booked } else { held(one) };
    let then = |one: &&Booking| one.slot.start < slot.end && slot.start < one.slot.end;
    if open.iter().any(|one| here(one) && one.slot.local_start == slot.local_start) {
        Some(BookingRefusal::Already)
    } else if open.iter().any(|one| here(one) && alike(one)) {
        Some(BookingRefusal::SameSession)
    } else if !waits && open.iter().any(|one| held(one) && then(one)) {
        Some(BookingRefusal::Overlaps)
    } else if open.iter().filter(|one| one.agency == wish.agency).count() >= AHEAD {
        Some(BookingRefusal::Enough)
    } else {
        None
    }
}
