//! What can happen to a booking.

use super::wish::Wish;
use super::{BookedSlot, Booking, BookingRefusal, BookingStatus, Decided, last_offer};
use crate::event::{Actor, Event, EventKind, Vacated};
use crate::ids::{BookingId, LocationId};
use crate::sessions::Session;
use crate::{Instant, local_time};

fn new(id: BookingId, wish: Wish, status: BookingStatus, seat: Option<u32>, now: Instant) -> Booking {
    let Wish { slot, agency, location, service, need, cancel_until_hours } = wish;
    Booking {
        id,
        slot,
        agency,
        location,
        seat,
        service,
        need,
        status,
        offered_until: None,
        moved_from: None,
        walk_in: false,
        unconfirmed: status == BookingStatus::Waiting,
        cancel_until_hours,
        sequence: 0,
        link_generation: 0,
        created_at: now,
        changed_at: now,
    }
}

fn decided(booking: Booking, now: Instant, actor: Actor, kind: EventKind) -> Decided {
    Decided { booking: Booking { changed_at: now, ..booking }, events: vec![Event::new(now, actor, kind)] }
}

fn unchanged(booking: Booking) -> Decided {
    Decided { booking, events: Vec::new() }
}

fn vacated(slot: &BookedSlot) -> Vacated {
    Vacated { session: slot.session.clone(), local_start: slot.local_start }
}

/// A booking of `seat`.
pub fn book(id: BookingId, wish: Wish, seat: u32, now: Instant, actor: Actor) -> Decided {
    let start = wish.slot.start;
    let booking = new(id, wish, BookingStatus::Booked, Some(seat), now);
    decided(booking, now, actor, EventKind::BookingMade { start, from: None })
}

/// A place in the queue of a slot that is full.
pub fn join_queue(id: BookingId, wish: Wish, now: Instant, actor: Actor) -> Decided {
    let start = Some(wish.slot.start);
    decided(new(id, wish, BookingStatus::Waiting, None, now), now, actor, EventKind::BookingWaiting { start })
}

/// Somebody who came without having booked; takes no seat from those who did.
pub fn walk_in(id: BookingId, wish: Wish, now: Instant, actor: Actor) -> Decided {
    let booking = Booking { walk_in: true, ..new(id, wish, BookingStatus::Attended, None, now) };
    decided(booking, now, actor, EventKind::BookingWalkedIn)
}

/// Takes the note of a walk-in back, by staff and on its day: it was pressed by
/// mistake. Nobody is told, for nobody was told of it.
fn take_back(booking: Booking, now: Instant, actor: Actor) -> Result<Decided, BookingRefusal> {
    let day = |at: Instant| local_time::to_local(at, booking.slot.timezone).date();
    if matches!(actor, Actor::Member | Actor::System) || day(now) != booking.slot.local_start.date() {
        return Err(BookingRefusal::Over);
    }
    let taken_back = Booking { status: BookingStatus::Cancelled, ..booking };
    Ok(decided(taken_back, now, actor, EventKind::BookingWalkInTakenBack))
}

/// Whether the booking is still to come at `now`: then it can be given back, by
/// whoever holds its link, too.
fn to_come(booking: &Booking, now: Instant) -> Result<(), BookingRefusal> {
    match booking.status {
        BookingStatus::Cancelled | BookingStatus::Attended | BookingStatus::Missed => Err(BookingRefusal::Over),
        _ if booking.slot.start <= now => Err(BookingRefusal::Past),
        _ => Ok(()),
    }
}

/// Gives the seat back, or takes the note of a walk-in back; until it begins,
/// however late, for a seat that nobody comes to is better free. Cancelling twice
/// changes nothing.
pub fn cancel(booking: Booking, now: Instant, actor: Actor) -> Result<Decided, BookingRefusal> {
    if booking.status == BookingStatus::Cancelled {
        return Ok(unchanged(booking));
    }
    if booking.walk_in {
        return take_back(booking, now, actor);
    }
    to_come(&booking, now)?;
    let from = booking.seat.map(|_| vacated(&booking.slot));
    let sequence = booking.sequence + 1;
    let given_back = Booking { status: BookingStatus::Cancelled, seat: None, offered_until: None, sequence, ..booking };
    Ok(decided(given_back, now, actor, EventKind::BookingCancelled { from }))
}

/// Moves it to another slot of the same agency, or of its series whoever comes
/// by then, in which it takes `seat`: by who holds its link until the time that
/// was told, by staff until it begins. What it is about changes with it, where
/// that is said. In its own slot nothing happens that anybody is told of.
pub fn move_to(booking: Booking, wish: Wish, seat: u32, now: Instant, actor: Actor) -> Result<Decided, BookingRefusal> {
    to_come(&booking, now)?;
    if booking.status == BookingStatus::Booked && actor == Actor::Member && booking.movable_until() <= now {
        return Err(BookingRefusal::TooLate);
    }
    // The agency that was told of it would wait for nobody.
    if booking.agency != wish.agency && booking.slot.permanence() != wish.slot.permanence() {
        return Err(BookingRefusal::OtherAgency);
    }
    let (service, need) = (wish.service.or(booking.service), wish.need.or(booking.need));
    let booking = Booking { service, need, ..booking };
    if booking.status == BookingStatus::Booked && booking.slot == wish.slot {
        return Ok(unchanged(booking));
    }
    let start = wish.slot.start;
    let left = booking.seat.map(|_| vacated(&booking.slot));
    // What was waited for or offered was no appointment yet.
    let moved_from = Some(booking.slot.start).filter(|_| left.is_some() && !booking.unconfirmed);
    let sequence = booking.sequence + 1;
    let moved = Booking {
        slot: wish.slot,
        agency: wish.agency,
        location: wish.location,
        cancel_until_hours: wish.cancel_until_hours,
        seat: Some(seat),
        status: BookingStatus::Booked,
        offered_until: None,
        moved_from,
        sequence,
        unconfirmed: false,
        ..booking
    };
    let kind = match left {
        Some(from) if moved_from.is_some() => EventKind::BookingMoved { from, start },
        from => EventKind::BookingMade { start, from },
    };
    Ok(decided(moved, now, actor, kind))
}

/// Has it follow its session to where that moved. Where neither time nor place
/// change, as when a series is divided, nothing happened to its person: no
/// event, and the calendars have nothing to follow.
pub fn carry(booking: Booking, slot: BookedSlot, session: &Session, seat: Option<u32>, now: Instant) -> Decided {
    let (agency, location) = (session.agency.clone(), session.location.clone());
    let start = slot.start;
    let is_felt = is_felt(&booking, &slot, &location);
    let sequence = booking.sequence + u32::from(is_felt);
    let moved_from = if is_felt { Some(booking.slot.start) } else { booking.moved_from };
    let carried = Booking { slot, agency, location, seat, moved_from, sequence, ..booking };
    if is_felt { decided(carried, now, Actor::System, EventKind::BookingCarried { start }) } else { unchanged(carried) }
}

/// Whether a slot at a place is at another time than that of a booking, or elsewhere.
pub fn is_felt(booking: &Booking, slot: &BookedSlot, place: &LocationId) -> bool {
    let old = &booking.slot;
    (old.start, old.end, &booking.location) != (slot.start, slot.end, place)
}

/// Ends it because its slot is no more.
pub fn lose(booking: Booking, now: Instant) -> Decided {
    let sequence = booking.sequence + 1;
    let lost = Booking { status: BookingStatus::Cancelled, seat: None, offered_until: None, sequence, ..booking };
    decided(lost, now, Actor::System, EventKind::BookingLost)
}

/// Keeps `seat`, which became free, for whoever waits, as long as it can be
/// offered at all; nothing where it begins too soon for an answer or it no
/// longer waits.
pub fn offer(booking: Booking, seat: u32, now: Instant) -> Decided {
    let until = last_offer(booking.slot.start);
    if booking.status != BookingStatus::Waiting || until <= now {
        return unchanged(booking);
    }
    let offered = Booking { status: BookingStatus::Offered, seat: Some(seat), offered_until: Some(until), ..booking };
    decided(offered, now, Actor::System, EventKind::BookingOffered { until })
}

/// The person was told at `now` of the seat that is kept: from then on they
/// have a day.
pub fn offer_told(booking: Booking, now: Instant) -> Decided {
    let until = booking.kept_until(now);
    if booking.status != BookingStatus::Offered || booking.offered_until == Some(until) {
        return unchanged(booking);
    }
    let told = Booking { offered_until: Some(until), ..booking };
    decided(told, now, Actor::System, EventKind::BookingOfferSent { until })
}

/// Ends an offer of which the person can't be told.
pub fn offer_untold(booking: Booking, now: Instant) -> Decided {
    if booking.status == BookingStatus::Offered { lapsed(booking, now) } else { unchanged(booking) }
}

/// Ends a place in the queue of a slot that has begun.
pub fn end_wait(booking: Booking, now: Instant) -> Decided {
    if booking.status != BookingStatus::Waiting || now < booking.slot.start {
        return unchanged(booking);
    }
    let ended = Booking { status: BookingStatus::Cancelled, ..booking };
    decided(ended, now, Actor::System, EventKind::BookingQueueEnded)
}

/// Takes the seat that is kept. Taking it twice changes nothing.
pub fn take_offer(booking: Booking, now: Instant, actor: Actor) -> Result<Decided, BookingRefusal> {
    match booking.status {
        BookingStatus::Booked => Ok(unchanged(booking)),
        BookingStatus::Offered if booking.offered_until.is_some_and(|until| now < until) => {
            let start = booking.slot.start;
            let taken = Booking { status: BookingStatus::Booked, offered_until: None, unconfirmed: false, ..booking };
            Ok(decided(taken, now, actor, EventKind::BookingMade { start, from: None }))
        }
        _ => Err(BookingRefusal::NotOffered),
    }
}

/// Ends an offer that nobody took by `until`; nothing where it was taken, or
/// made anew.
pub fn lapse(booking: Booking, until: Instant, now: Instant) -> Decided {
    if booking.status != BookingStatus::Offered || booking.offered_until != Some(until) || now < until {
        return unchanged(booking);
    }
    lapsed(booking, now)
}

fn lapsed(booking: Booking, now: Instant) -> Decided {
    let from = vacated(&booking.slot);
    let lapsed = Booking { status: BookingStatus::Cancelled, seat: None, offered_until: None, ..booking };
    decided(lapsed, now, Actor::System, EventKind::BookingLapsed { from })
}

/// Notes whether the person came. Noting it again, also otherwise, is a
/// correction.
pub fn attend(booking: Booking, came: bool, now: Instant, actor: Actor) -> Result<Decided, BookingRefusal> {
    let status = if came { BookingStatus::Attended } else { BookingStatus::Missed };
    match booking.status {
        before if before == status => Ok(unchanged(booking)),
        BookingStatus::Booked | BookingStatus::Attended | BookingStatus::Missed if !booking.walk_in => {
            if now < booking.slot.start {
                return Err(BookingRefusal::NotYet);
            }
            let kind = if came { EventKind::BookingAttended } else { EventKind::BookingMissed };
            Ok(decided(Booking { status, ..booking }, now, actor, kind))
        }
        _ => Err(BookingRefusal::Over),
    }
}

/// Voids every link sent before and asks for a new one.
pub fn renew_link(booking: Booking, now: Instant, actor: Actor) -> Decided {
    let link_generation = booking.link_generation + 1;
    decided(Booking { link_generation, ..booking }, now, actor, EventKind::BookingLinkRenewed)
}
