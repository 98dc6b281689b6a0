//! What a change of a series does to its sessions.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};
use chrono_tz::Tz;

use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::ids::{AgencyId, LocationId, SessionId};
use crate::permanence::Permanence;
use crate::sessions::{Drafts, Session, SessionStatus, expand_long};
use crate::{Instant, Text};

/// So many days ahead are looked at: fifteen months.
const DAYS: u64 = 460;

/// A series as it stood or stands, in the directory of that moment.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The series.
    pub series: &'a Permanence,
    /// The directory.
    pub catalogue: &'a Catalogue,
}

/// When and where a session takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// Beginning.
    pub start: Instant,
    /// End.
    pub end: Instant,
    /// The place's zone.
    pub timezone: Tz,
    /// Who comes.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// In which room.
    pub room: Option<String>,
}

/// A session that is cancelled, elsewhere or at another time, or new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The session under the name that it has now, or had last.
    pub session: SessionId,
    /// As it was; absent where it is new.
    pub was: Option<Stood>,
    /// As it is; absent where it does not take place.
    pub is: Option<Stood>,
    /// Why, where said.
    pub reason: Option<Text>,
}

/// One session of one side.
struct Found {
    session: SessionId,
    stood: Option<Stood>,
    reason: Option<Text>,
}

/// The sessions to come that differ between two sides, in order of time; those
/// that begin by `now` count no more, and what nobody but staff sees not
/// either. A session that the series has on another day of the same week now
/// has moved there. Costs a step for each day of fifteen months and side.
pub fn changes(was: Option<Side<'_>>, is: Option<Side<'_>>, now: Instant) -> Vec<Change> {
    let (mut before, mut after) = (sessions(was, now), sessions(is, now));
    let mut found = Vec::new();
    let days: Vec<NaiveDate> = before.keys().filter(|day| after.contains_key(day)).copied().collect();
    for day in days {
        if let (Some(was), Some(is)) = (before.remove(&day), after.remove(&day)) {
            found.push(Change { session: is.session, was: was.stood, is: is.stood, reason: is.reason });
        }
    }
    for (day, was) in before {
        let week = day.iso_week();
        let same_week = after.keys().find(|other| was.stood.is_some() && other.iso_week() == week).copied();
        let is = same_week.and_then(|day| after.remove(&day));
        found.push(match is {
            Some(is) => Change { session: is.session, was: was.stood, is: is.stood, reason: is.reason },
            None => Change { session: was.session, was: was.stood, is: None, reason: None },
        });
    }
    found.extend(after.into_values().map(|is| Change {
        session: is.session,
        was: None,
        is: is.stood,
        reason: is.reason,
    }));
    found.retain(|change| change.was != change.is);
    found.sort_by_key(Change::at);
    found
}

impl Change {
    /// When it begins, or would have.
    pub fn at(&self) -> Option<Instant> {
        self.is.as_ref().or(self.was.as_ref()).map(|stood| stood.start)
    }
}

/// The sessions of a side by the day on which the series has them.
fn sessions(side: Option<Side<'_>>, now: Instant) -> BTreeMap<NaiveDate, Found> {
    let mut found = BTreeMap::new();
    let Some(Side { series, catalogue }) = side else { return found };
    let from = now.day_in(BRUSSELS);
    let to = from.checked_add_days(Days::new(DAYS)).unwrap_or(from);
    for session in expand_long(series, (from, to), Drafts::Hidden, catalogue) {
        if let Some((_, day)) = session.id.parts() {
            found.insert(day, found_of(session, series, now));
        }
    }
    found
}

fn found_of(session: Session, series: &Permanence, now: Instant) -> Found {
    let Session { id, agency, location, start, end, timezone, status, reason, .. } = session;
    let stands = status == SessionStatus::Scheduled && now < start;
    let stood = stands.then(|| Stood { start, end, timezone, agency, location, room: series.room.clone() });
    Found { session: id, stood, reason }
}
