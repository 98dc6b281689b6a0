//! What somebody wants, before it is booked.

use chrono::NaiveDateTime;

use super::{BookedSlot, BookingRefusal};
use crate::Instant;
use crate::ids::{AgencyId, LocationId, NeedId, ServiceId};
use crate::sessions::{Session, SessionStatus};
use crate::working_rules::WorkingRules;

/// What a booking is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Which service, where said.
    pub service: Option<ServiceId>,
    /// The need that it follows from.
    pub need: Option<NeedId>,
}

/// What somebody wants, checked against the session that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Which slot.
    pub slot: BookedSlot,
    /// Who comes.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// What it is about, where said.
    pub service: Option<ServiceId>,
    /// The need that it follows from.
    pub need: Option<NeedId>,
    /// Until so many hours before it can be moved by link.
    pub cancel_until_hours: u32,
}

impl Wish {
    /// A wish for the slot of `session` that begins at `local_start`, made at
    /// `now` under `rules`. Whether a seat is free is for the commit to decide.
    pub fn of(
        session: &Session,
        local_start: NaiveDateTime,
        Subject { service, need }: Subject,
        rules: &WorkingRules,
        now: Instant,
    ) -> Result<Self, BookingRefusal> {
        if session.status != SessionStatus::Scheduled {
            return Err(BookingRefusal::NotHeld);
        }
        let found = session.slots.iter().enumerate().find(|(_, slot)| slot.local_start == local_start);
        let (place, slot) = found.ok_or(BookingRefusal::NoSlot)?;
        if slot.start <= now {
            return Err(BookingRefusal::Past);
        }
        Ok(Self {
            slot: BookedSlot {
                session: session.id.clone(),
                local_start,
                place: u32::try_from(place).unwrap_or_default(),
                start: slot.start,
                end: slot.end,
                timezone: session.timezone,
            },
            agency: session.agency.clone(),
            location: session.location.clone(),
            service,
            need,
            cancel_until_hours: rules.cancel_until_hours,
        })
    }
}
