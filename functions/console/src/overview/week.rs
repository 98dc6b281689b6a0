//! The week by place. Places in one building are one stop: who is in one of
//! them is there for all.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, Surroundings, Window, expand};
use web::Scope;

/// A place, or several in one building.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Stop {
    pub(crate) locations: Vec<LocationId>,
    pub(crate) name: String,
    /// Whether an agency should be there every week.
    pub(crate) core: bool,
    /// Sessions that take place, in order of time.
    pub(crate) sessions: Vec<Session>,
    /// Sessions that were to take place.
    pub(crate) cancelled: usize,
}

impl Stop {
    /// Whether it is visited every week but not in this one.
    pub(crate) fn is_gap(&self) -> bool {
        self.core && self.sessions.is_empty()
    }
}

/// Who is where, from Monday to Sunday.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Week {
    pub(crate) monday: NaiveDate,
    /// Places to be visited first, then others that are; each in the order of
    /// the directory.
    pub(crate) stops: Vec<Stop>,
}

impl Week {
    /// The Monday of a day's week.
    pub(crate) fn monday_of(day: NaiveDate) -> NaiveDate {
        let since = u64::from(day.weekday().num_days_from_monday());
        day.checked_sub_days(Days::new(since)).unwrap_or(day)
    }

    /// The week of a day, out of the permanences that somebody may see. The
    /// coordinator sees gaps everywhere, a host at the own place.
    pub(super) fn of(catalogue: &Catalogue, permanences: &[Permanence], day: NaiveDate, scope: &Scope) -> Self {
        let monday = Self::monday_of(day);
        let mut stops: BTreeMap<String, Stop> = BTreeMap::new();
        let is_seen = |location: &&Location| !matches!(scope, Scope::Location(own) if *own != location.id);
        for location in catalogue.locations_on(day).filter(is_seen) {
            let stop = stops.entry(building(location)).or_default();
            let joint = if stop.name.is_empty() { "" } else { " · " };
            stop.name.push_str(joint);
            // What stands in brackets explains the name; a row of the week has no room for it.
            stop.name.push_str(location.name.split(" (").next().unwrap_or_default());
            stop.core |= location.is_core() && !matches!(scope, Scope::Agency(_));
            stop.locations.push(location.id.clone());
        }
        for session in sessions(catalogue, permanences, monday) {
            let Some(location) = catalogue.locations.get(&session.location) else { continue };
            let Some(stop) = stops.get_mut(&building(location)) else { continue };
            if session.status == SessionStatus::Scheduled {
                stop.sessions.push(session);
            } else {
                stop.cancelled += 1;
            }
        }
        let mut stops: Vec<Stop> = stops
            .into_values()
            .filter(|stop| stop.core || !stop.sessions.is_empty() || matches!(scope, Scope::Location(_)))
            .collect();
        for stop in &mut stops {
            stop.sessions.sort_by_key(|session| session.start);
        }
        stops.sort_by(|a, b| (!a.core, &a.locations).cmp(&(!b.core, &b.locations)));
        Self { monday, stops }
    }

    /// Every session that takes place.
    pub(crate) fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.stops.iter().flat_map(|stop| &stop.sessions)
    }

    /// Places that should be visited and are not.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.is_gap())
    }

    /// Places that should be visited.
    pub(crate) fn to_visit(&self) -> usize {
        self.stops.iter().filter(|stop| stop.core).count()
    }

    /// Some of the stops: half of the room is kept for gaps, as they are what
    /// there is to do; the order stays.
    pub(crate) fn some(&self, room: usize) -> Vec<&Stop> {
        let (gaps, filled): (Vec<&Stop>, Vec<&Stop>) = self.stops.iter().partition(|stop| stop.is_gap());
        let for_gaps = gaps.len().min(room.saturating_sub(filled.len()).max(room / 2));
        let mut shown: Vec<&Stop> =
            gaps.into_iter().take(for_gaps).chain(filled.into_iter().take(room - for_gaps)).collect();
        shown.sort_by(|a, b| (!a.core, &a.locations).cmp(&(!b.core, &b.locations)));
        shown
    }
}

fn building(location: &Location) -> String {
    location.building.clone().unwrap_or_else(|| location.id.to_string())
}

fn sessions(catalogue: &Catalogue, permanences: &[Permanence], monday: NaiveDate) -> Vec<Session> {
    let end = monday.checked_add_days(Days::new(7)).unwrap_or(monday);
    let Ok(window) = Window::new(monday, end) else { return Vec::new() };
    let of = |permanence: &Permanence| {
        let location = catalogue.locations.get(&permanence.location);
        let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
        expand(permanence, window, Drafts::Hidden, around)
    };
    permanences.iter().flat_map(of).collect()
}
