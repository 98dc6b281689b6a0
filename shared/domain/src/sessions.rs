//! The sessions of a permanence in a window, each with its slots.
//!
//! A series is expanded on the wall clock: its rule runs over days, and each
//! local time is then placed in the zone. So ten o'clock stays ten o'clock
//! across both changes of the clocks, and a rule never meets a time that does
//! not exist. Every expansion is bounded.

mod attended;
mod series;
#[cfg(test)]
mod tests;
mod window;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, LocationId, PermanenceId, ServiceId, SessionId};
use crate::location::Location;
use crate::permanence::{Permanence, SessionException};
use crate::working_days::closure_on;
use crate::{Instant, Text, local_time};

pub use attended::{Named, agency_off, attend, receives};
pub use series::{days_among, has_session_on, series_days};
pub use window::{InvalidWindow, MAX_WINDOW_DAYS, Window};

/// Whether a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// It does.
    Scheduled,
    /// It does not.
    Cancelled,
}

/// A part of a session that can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
    /// The same on the wall clock; names the slot within its session.
    #[serde(with = "local_time::written")]
    pub local_start: NaiveDateTime,
    /// Seats not taken.
    pub free: u32,
}

/// One occurrence of a permanence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The permanence and the day on which the series has the session.
    pub id: SessionId,
    /// The series.
    pub permanence: PermanenceId,
    /// Whose presence.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// When it begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
    /// The beginning on the wall clock.
    #[serde(with = "local_time::written")]
    pub local_start: NaiveDateTime,
    /// The place's zone.
    #[serde(with = "local_time::zone_name")]
    pub timezone: Tz,
    /// Whether it takes place.
    pub status: SessionStatus,
    /// Why not, or why it was moved.
    pub reason: Option<Text>,
    /// Why nobody is received although it takes place. Said where it was asked
    /// who is there: see [`attend`].
    pub closed: Option<Text>,
    /// In order of time; empty when cancelled or closed.
    pub slots: Vec<Slot>,
}

impl Session {
    /// The slot that begins at a local time.
    pub fn slot(&self, local_start: NaiveDateTime) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.local_start == local_start)
    }
}

/// Whether drafts are expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// As the public sees it.
    Hidden,
    /// As staff sees it.
    Shown,
}

/// How many seats of a slot are taken, by session and local start.
pub type Taken<'a> = dyn Fn(&SessionId, NaiveDateTime) -> u32 + 'a;

/// What the expansion looks up beside the permanence.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Days off of regional staff.
    pub staff_days: &'a StaffDays,
    /// The permanence's location, where known: on a day when it is closed the session is cancelled, with the place's own reason.
    pub location: Option<&'a Location>,
    /// Seats taken.
    pub taken: &'a Taken<'a>,
}

/// The sessions that begin within a window, in order of time. A moved session
/// shows where it moved to. Costs a step for each day of the window, or of a
/// counted series up to the window's end.
pub fn expand(permanence: &Permanence, window: Window, drafts: Drafts, around: Surroundings<'_>) -> Vec<Session> {
    if drafts == Drafts::Hidden && !permanence.is_published() {
        return Vec::new();
    }
    let mut days: BTreeSet<NaiveDate> = series_days(permanence, window.from(), window.to()).into_iter().collect();
    let moved_in: BTreeSet<NaiveDate> = permanence
        .exceptions
        .iter()
        .filter(|exception| exception.start.is_some_and(|start| window.holds(start.date())))
        .map(|exception| exception.date)
        .filter(|date| !days.contains(date))
        .collect();
    days.extend(days_among(permanence, &moved_in));
    let mut sessions: Vec<Session> = days
        .into_iter()
        .map(|day| session(permanence, day, around))
        .filter(|session| window.holds(session.local_start.date()))
        .collect();
    sessions.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    sessions
}

/// One session by its id; `None` when the series has none on that day.
pub fn find(permanence: &Permanence, id: &SessionId, around: Surroundings<'_>) -> Option<Session> {
    let (of, day) = id.parts()?;
    (of == permanence.id && has_session_on(permanence, day)).then(|| session(permanence, day, around))
}

/// One session by its id as the directory has it: whoever does the work of the
/// series' agency by that day comes. Every seat is free in it.
pub fn find_in(permanence: &Permanence, id: &SessionId, catalogue: &Catalogue) -> Option<Session> {
    let location = catalogue.locations.get(&permanence.location);
    let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
    find(permanence, id, around).map(|session| with_acting_agency(session, catalogue))
}

/// The sessions of a permanence in a window as the directory has them: see
/// [`find_in`].
pub fn expand_in(permanence: &Permanence, window: Window, drafts: Drafts, catalogue: &Catalogue) -> Vec<Session> {
    let location = catalogue.locations.get(&permanence.location);
    let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
    let sessions = expand(permanence, window, drafts, around);
    sessions.into_iter().map(|session| with_acting_agency(session, catalogue)).collect()
}

/// The same over more days than a window has.
pub fn expand_long(
    permanence: &Permanence,
    (mut from, to): (NaiveDate, NaiveDate),
    drafts: Drafts,
    catalogue: &Catalogue,
) -> Vec<Session> {
    let mut found = Vec::new();
    while from < to {
        let next = (from + TimeDelta::days(MAX_WINDOW_DAYS)).min(to);
        found.extend(expand_in(permanence, Window { from, to: next }, drafts, catalogue));
        from = next;
    }
    found
}

/// Whether a session of `permanence` is about a service: it is named, or all
/// that whoever comes offers on that day are meant.
pub fn is_about(catalogue: &Catalogue, session: &Session, permanence: &Permanence, service: &ServiceId) -> bool {
    if !permanence.services.is_empty() {
        return permanence.services.contains(service);
    }
    let day = session.local_start.date();
    let provider = catalogue.services.get(service).and_then(|service| catalogue.provider(service, day));
    provider.is_some_and(|provider| provider.id == session.agency)
}

fn with_acting_agency(session: Session, catalogue: &Catalogue) -> Session {
    let acting = catalogue.acting(&session.agency, session.local_start.date());
    Session { agency: acting.map_or_else(|| session.agency.clone(), |agency| agency.id.clone()), ..session }
}

fn session(permanence: &Permanence, day: NaiveDate, around: Surroundings<'_>) -> Session {
    let exception = permanence.exception_on(day).filter(|exception| exception.date == day);
    let planned = exception
        .and_then(|exception| exception.start.filter(|_| !exception.cancelled))
        .unwrap_or_else(|| day.and_time(permanence.start.time()));
    let minutes = exception.and_then(|exception| exception.duration_minutes).unwrap_or(permanence.duration_minutes);
    let zone = permanence.timezone;
    let start = local_time::to_instant(planned, zone);
    let id = SessionId::of(&permanence.id, day);
    let cancelled = cancellation(exception, planned.date(), around);
    let slots = if cancelled.is_some() { Vec::new() } else { slots(permanence, &id, start, minutes, around.taken) };
    Session {
        permanence: permanence.id.clone(),
        agency: permanence.agency.clone(),
        location: permanence.location.clone(),
        start,
        end: start.plus(TimeDelta::minutes(i64::from(minutes))),
        local_start: local_time::to_local(start, zone),
        timezone: zone,
        status: if cancelled.is_some() { SessionStatus::Cancelled } else { SessionStatus::Scheduled },
        reason: cancelled.or_else(|| exception.and_then(|exception| exception.reason.clone())),
        closed: None,
        slots,
        id,
    }
}

/// Why a session does not take place; the person's own reason comes first.
fn cancellation(exception: Option<&SessionException>, day: NaiveDate, around: Surroundings<'_>) -> Option<Text> {
    if let Some(exception) = exception.filter(|exception| exception.cancelled) {
        let plain = || Text::new("Séance annulée", "Sessie geannuleerd", "Session cancelled");
        return Some(exception.reason.clone().unwrap_or_else(plain));
    }
    let closed = around.location.is_some_and(|location| !location.open_on(day));
    if closed {
        return Some(Text::new(
            "Le lieu n'est pas ouvert ce jour-là",
            "De plaats is die dag niet open",
            "The place is not open on that day",
        ));
    }
    if let Some(closing) = around.location.and_then(|location| location.closing_on(day)) {
        let plain = || {
            Text::new(
                "Le lieu est fermé ce jour-là",
                "De plaats is die dag gesloten",
                "The place is closed on that day",
            )
        };
        return Some(closing.reason.clone().unwrap_or_else(plain));
    }
    closure_on(day, around.staff_days)
}

/// The slots that fit. When the clocks go back, a wall-clock time that comes
/// twice names its first slot only.
fn slots(permanence: &Permanence, id: &SessionId, start: Instant, minutes: u32, taken: &Taken<'_>) -> Vec<Slot> {
    let step = permanence.step_minutes();
    let mut slots: Vec<Slot> = Vec::new();
    let mut after = 0;
    while permanence.slot_minutes > 0 && after + permanence.slot_minutes <= minutes {
        let at = start.plus(TimeDelta::minutes(i64::from(after)));
        let local_start = local_time::to_local(at, permanence.timezone);
        if slots.iter().all(|slot| slot.local_start != local_start) {
            let free = permanence.seats.saturating_sub(taken(id, local_start));
            let end = at.plus(TimeDelta::minutes(i64::from(permanence.slot_minutes)));
            slots.push(Slot { start: at, end, local_start, free });
        }
        after += step;
    }
    slots
}
