//! The share of an appointment in the figures of the quarter that it is in.

use super::{BookingCount, Counted, Counter, Quarter, Reached};
use crate::booking::{Booking, BookingStatus};
use crate::ids::MemberId;

/// What a booking counts for. One that holds no seat counts for nothing: who
/// cancelled in time gave it to somebody else.
pub fn of_booking(booking: &Booking, member: Option<&MemberId>) -> Counted {
    let mut counted = Counted::default();
    let quarter = Quarter::of(booking.slot.local_start.date());
    let mut add = |count| {
        counted.add(quarter, &booking.location, Counter::Bookings(count, booking.agency.clone()), 1);
    };
    if booking.walk_in {
        if booking.status == BookingStatus::Cancelled {
            return counted;
        }
        add(BookingCount::WalkIn);
    } else {
        match booking.status {
            BookingStatus::Waiting | BookingStatus::Offered | BookingStatus::Cancelled => return counted,
            BookingStatus::Booked => {}
            BookingStatus::Attended => add(BookingCount::Attended),
            BookingStatus::Missed => add(BookingCount::Missed),
        }
        add(BookingCount::Booked);
    }
    let reaches = booking.walk_in || matches!(booking.status, BookingStatus::Booked | BookingStatus::Attended);
    let reached = member.filter(|_| reaches);
    counted.reached =
        reached.map(|member| Reached { quarter, location: booking.location.clone(), member: member.clone() });
    counted
}
