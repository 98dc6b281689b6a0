//! Presences of a quarter, held and cancelled, and the aim that they are held
//! against.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Weekday};

use super::Quarter;
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, LocationId};
use crate::rota::{Aim, Planned, coverage};
use crate::sessions::SessionStatus;

/// Counts of presences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PresenceCounts {
    /// Sessions that took place.
    pub held: u64,
    /// Sessions that did not.
    pub cancelled: u64,
    /// Sessions that are still to come.
    pub to_come: u64,
    /// Weeks, begun so far, in which somebody was due at a place.
    pub aims: u64,
    /// Of these, those in which somebody was there.
    pub met: u64,
}

/// Presences of a quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presences {
    /// All together.
    pub all: PresenceCounts,
    /// By agency; an aim is of a place, so it has none.
    pub by_agency: BTreeMap<AgencyId, PresenceCounts>,
    /// By place.
    pub by_place: BTreeMap<LocationId, PresenceCounts>,
}

/// Counts published sessions. `sessions` are those from four weeks before the
/// quarter to a week after it, for an aim looks at a fortnight or a month.
pub fn presences(catalogue: &Catalogue, sessions: &[Planned<'_>], quarter: Quarter, now: Instant) -> Presences {
    let mut found = Presences::default();
    let published: Vec<Planned<'_>> = sessions.iter().copied().filter(|(_, of)| of.is_published()).collect();
    for (session, _) in &published {
        if Quarter::of(session.local_start.date()) != quarter {
            continue;
        }
        let by_agency = found.by_agency.entry(session.agency.clone()).or_default();
        let by_place = found.by_place.entry(session.location.clone()).or_default();
        for counts in [&mut found.all, by_agency, by_place] {
            match session.status {
                SessionStatus::Cancelled => counts.cancelled += 1,
                _ if session.end <= now => counts.held += 1,
                _ => counts.to_come += 1,
            }
        }
    }
    let held: Vec<Planned<'_>> =
        published.into_iter().filter(|(session, _)| session.status == SessionStatus::Scheduled).collect();
    let today = now.day_in(crate::clock::BRUSSELS);
    for monday in mondays(quarter).into_iter().filter(|monday| *monday <= today) {
        // An aim looks no further than a month around the week.
        let near = |(session, _): &&Planned<'_>| (session.local_start.date() - monday).num_days().abs() <= 42;
        let near: Vec<Planned<'_>> = held.iter().filter(near).copied().collect();
        for covered in coverage(catalogue, &near, monday) {
            let visits = covered.aims.iter().filter(|(aim, _)| matches!(aim, Aim::Visit(_)));
            for (_, gap) in visits {
                let by_place = found.by_place.entry(covered.location.clone()).or_default();
                for counts in [&mut found.all, by_place] {
                    counts.aims += 1;
                    counts.met += u64::from(gap.is_none());
                }
            }
        }
    }
    found
}

/// The first days of the weeks that belong to a quarter: those whose Thursday
/// lies in it (ISO 8601).
fn mondays(quarter: Quarter) -> Vec<NaiveDate> {
    let first = quarter.first_day().week(Weekday::Mon).first_day();
    let thursday = |monday: &NaiveDate| monday.checked_add_days(Days::new(3)).unwrap_or(*monday);
    let weeks = first.iter_weeks().take_while(|monday| *monday < quarter.end());
    weeks.filter(|monday| Quarter::of(thursday(monday)) == quarter).collect()
}
