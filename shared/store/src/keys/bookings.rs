//! What the slots of a permanence hold, and bookings.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{BookingId, PermanenceId, SessionId};

use crate::table::Key;

/// Prefix of the rows of one day of a permanence: its seats, its queues, how full
/// its slots are.
fn day_of(session: &SessionId) -> Option<(String, String)> {
    let (permanence, day) = session.parts()?;
    Some((permanence_partition(&permanence), format!("DAY#{}#", day.format("%Y%m%d"))))
}

/// Partition of a permanence and of all that its slots hold.
pub fn permanence_partition(permanence: &PermanenceId) -> String {
    format!("PERMANENCE#{permanence}")
}

/// Where the rows of a permanence's days from `day` on begin.
pub fn days_from(day: NaiveDate) -> String {
    format!("DAY#{}#", day.format("%Y%m%d"))
}

/// What stands behind all rows of days.
pub const DAYS_END: &str = "DAY#~";

/// How many seats of a session's slots are taken; `None` for an id that no
/// session ever had.
pub fn taken(session: &SessionId) -> Option<Key> {
    day_of(session).map(|(pk, day)| Key::new(pk, format!("{day}TAKEN")))
}

/// One seat of one slot: whoever makes this row has it.
pub fn seat(session: &SessionId, local_start: NaiveDateTime, seat: u32) -> Option<Key> {
    day_of(session).map(|(pk, day)| Key::new(pk, format!("{day}SEAT#{}#{seat:03}", local_start.format("%Y%m%dT%H%M"))))
}

/// The seats of a session, or of one of its slots.
pub fn seats(session: &SessionId, local_start: Option<NaiveDateTime>) -> Option<(String, String)> {
    let slot = local_start.map(|at| format!("{}#", at.format("%Y%m%dT%H%M"))).unwrap_or_default();
    day_of(session).map(|(pk, day)| (pk, format!("{day}SEAT#{slot}")))
}

/// One place in the queue of a slot; in order of the bookings' ids, which is
/// that of time.
pub fn queue(session: &SessionId, local_start: NaiveDateTime, booking: &BookingId) -> Option<Key> {
    queues(session, Some(local_start)).map(|(pk, prefix)| Key::new(pk, format!("{prefix}{booking}")))
}

/// The queue of a slot, or those of a whole session.
pub fn queues(session: &SessionId, local_start: Option<NaiveDateTime>) -> Option<(String, String)> {
    let slot = local_start.map(|at| format!("{}#", at.format("%Y%m%dT%H%M"))).unwrap_or_default();
    day_of(session).map(|(pk, day)| (pk, format!("{day}QUEUE#{slot}")))
}

/// Somebody who came to a session without having booked.
pub fn walk_in(session: &SessionId, booking: &BookingId) -> Option<Key> {
    day_of(session).map(|(pk, day)| Key::new(pk, format!("{day}WALKIN#{booking}")))
}

/// All rows of a session's day.
pub fn day(session: &SessionId) -> Option<(String, String)> {
    day_of(session)
}

/// Partition of a booking: itself, its history and deliveries.
pub fn booking_partition(booking: &BookingId) -> String {
    format!("BOOKING#{booking}")
}

/// Partition of the bookings of one month's slots, `YYYY-MM`, that hold none any
/// more, as long as their people are kept.
pub fn bookings_off(month: &str) -> String {
    format!("BOOKING#OFF#{month}")
}

/// A booking.
pub fn booking(booking: &BookingId) -> Key {
    Key::new(booking_partition(booking), "CASE#BOOKING")
}

/// The person behind it.
pub fn booking_person(booking: &BookingId) -> Key {
    Key::new(booking_partition(booking), "CASE#PERSON")
}
