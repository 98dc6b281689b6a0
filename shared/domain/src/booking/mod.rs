//! Bookings: one seat in one slot of a session, held by one party.
//!
//! A booking names its slot by the session and the local start, and keeps the
//! slot's place in its session, so that it can follow a session that moves.
//! What changes it are the functions of [`moves`]; each answers the booking as
//! it then is and what happened.

pub mod effect;
mod fate;
mod hoard;
mod moves;
mod refusal;
#[cfg(test)]
mod tests;
mod wish;

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::contact::Contact;
use crate::event::Event;
use crate::ids::{AgencyId, BookingId, LocationId, NeedId, PermanenceId, ServiceId, SessionId};
use crate::{Instant, local_time};

pub use fate::{Fate, fate};
pub use hoard::{AHEAD, in_the_way};
pub use moves::{
    attend, book, cancel, carry, end_wait, is_felt, join_queue, lapse, lose, move_to, offer, offer_told, offer_untold,
    renew_link, take_offer, walk_in,
};
pub use refusal::BookingRefusal;
pub use wish::{Subject, Wish};

/// So long before its slot a person is reminded. Source: the pilots named in
/// `PEERS.md`, where reminders took no-shows from 25 % to 6 %.
pub const REMIND_BEFORE: TimeDelta = TimeDelta::hours(48);

/// Where nobody receives people at its slot by then, the reminder waits until so
/// long before it, on the day before, and then says so.
pub const REMIND_LAST: TimeDelta = TimeDelta::hours(26);

/// How long a seat that became free is kept for the first in the queue, from
/// when they were told.
pub const OFFER_HOLDS: TimeDelta = TimeDelta::hours(24);

/// No seat is offered that begins sooner than this.
pub const OFFER_BEFORE: TimeDelta = TimeDelta::hours(2);

/// Until when a seat of a slot that begins at `start` can be offered to who
/// waits. Until then one is kept back for each of them, after that for nobody.
pub fn last_offer(start: Instant) -> Instant {
    start.plus(-OFFER_BEFORE)
}

/// Where a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// In the queue for a slot that is full.
    Waiting,
    /// A seat became free and is kept until an answer comes.
    Offered,
    /// Holds a seat.
    Booked,
    /// Given back, by either side.
    Cancelled,
    /// The person came.
    Attended,
    /// The person did not come.
    Missed,
}

impl BookingStatus {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Booked => "booked",
            Self::Cancelled => "cancelled",
            Self::Attended => "attended",
            Self::Missed => "missed",
        }
    }

    /// Whether it holds a seat: a slot is full by these.
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Offered | Self::Booked | Self::Attended | Self::Missed)
    }

    /// Whether it is over, whatever came of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Attended | Self::Missed)
    }
}

/// A slot of a session, as a booking names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedSlot {
    /// The session.
    pub session: SessionId,
    /// The slot's local start.
    #[serde(with = "local_time::written")]
    pub local_start: NaiveDateTime,
    /// The slot's place in its session, from 0.
    pub place: u32,
    /// When it begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
    /// The place's zone.
    #[serde(with = "local_time::zone_name")]
    pub timezone: Tz,
}

impl BookedSlot {
    /// The permanence; `None` for an id that no session ever had.
    pub fn permanence(&self) -> Option<PermanenceId> {
        self.session.parts().map(|(permanence, _)| permanence)
    }
}

/// A booking; whose it is stands in [`BookingPerson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Id.
    pub id: BookingId,
    /// Which slot.
    #[serde(flatten)]
    pub slot: BookedSlot,
    /// Who comes.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// Which seat of the slot; absent while it waits or once it is given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<u32>,
    /// What it is about, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// The need that it follows from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Where it stands.
    pub status: BookingStatus,
    /// Until when an offered seat is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered_until: Option<Instant>,
    /// When its slot began before it last went to another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Instant>,
    /// Whether somebody came without having booked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub walk_in: bool,
    /// Whether it never was more than a place in a queue or an offer: then no
    /// calendar knows of it, and the agency neither.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// So many hours before its slot, and no later, its link can move it: the
    /// working rule when it was booked, which its mail told. It can cancel it until
    /// the slot begins.
    #[serde(default = "a_day")]
    pub cancel_until_hours: u32,
    /// Raised by each change that calendars must follow: RFC 5545's SEQUENCE.
    pub sequence: u32,
    /// A higher one voids every link sent before.
    #[serde(default)]
    pub link_generation: u32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub changed_at: Instant,
}

impl Booking {
    /// Until when a seat is kept for it, were its person told at `now`.
    pub fn kept_until(&self, now: Instant) -> Instant {
        now.plus(OFFER_HOLDS).min(last_offer(self.slot.start))
    }

    /// Until when its link can move it.
    pub fn movable_until(&self) -> Instant {
        self.slot.start.plus(-TimeDelta::hours(i64::from(self.cancel_until_hours)))
    }
}

/// The rule of bookings that were kept before each had its own.
const fn a_day() -> u32 {
    24
}

/// Whose booking it is. Personal data: a row of its own, which ends twelve
/// months after the slot. Source: `data_protection.retention` of
/// `member_model.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPerson {
    /// Who; absent for somebody who walked in and left no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The name of somebody who walked in, where they left no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The company, as the person wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// What the adviser should know, as the person wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A booking as it is to be, and what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The booking.
    pub booking: Booking,
    /// What happened; empty where nothing did.
    pub events: Vec<Event>,
}
