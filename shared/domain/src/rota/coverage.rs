//! Who comes to which place in a week, against the aim.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Planned;
use crate::Text;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, LocationId};
use crate::location::Location;
use crate::sessions::{InvalidWindow, SessionStatus, Window};
use crate::working_rules::{Cadence, is_one_stop};

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Somebody at the place, as often as its fit asks for.
    Visit(Cadence),
    /// The session in each quarter that a recognised coworking space is owed.
    Quarterly,
}

/// Why an aim is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is planned.
    Nothing,
    /// What is planned is not published.
    OnlyDrafts,
    /// What is planned does not take place, the first for this reason.
    Cancelled(Text),
}

/// A place in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The place.
    pub location: LocationId,
    /// Who comes in this week, to the place or to its building.
    pub agencies: BTreeSet<AgencyId>,
    /// What is aimed at, and what is in the way of it; `None` where it is met.
    pub aims: Vec<(Aim, Option<Gap>)>,
}

impl Covered {
    /// The aims that are not met.
    pub fn gaps(&self) -> impl Iterator<Item = (Aim, &Gap)> {
        self.aims.iter().filter_map(|(aim, gap)| Some((*aim, gap.as_ref()?)))
    }
}

/// The days from `from` to before `to` that an aim looks at.
#[derive(Clone, Copy)]
struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

/// What [`coverage`] of the week of `monday` needs to know the sessions of: its
/// quarter, and the week before. Two windows, one after the other.
pub fn windows(monday: NaiveDate) -> Result<[Window; 2], InvalidWindow> {
    let (quarter, weeks) = (quarter(monday), fortnight(monday));
    let thursday = thursday(monday);
    let (from, to) = (quarter.from.min(weeks.from), quarter.to.max(weeks.to));
    Ok([Window::new(from, thursday)?, Window::new(thursday, to)?])
}

/// Each place that is open in the week of `monday`, in id order, with who comes
/// and what is missing. `sessions` are those of [`windows`]; only what is
/// published and takes place counts.
pub fn coverage(catalogue: &Catalogue, sessions: &[Planned<'_>], monday: NaiveDate) -> Vec<Covered> {
    let last = ahead(monday, 4);
    let week = Period { from: monday, to: ahead(monday, 7) };
    let is_open = |location: &&Location| location.open_on(monday) || location.open_on(last);
    let of = |location: &Location| {
        let stop =
            |other: &LocationId| catalogue.locations.get(other).is_some_and(|other| is_one_stop(location, other));
        let at_stop: Vec<Planned<'_>> = sessions.iter().copied().filter(|(one, _)| stop(&one.location)).collect();
        let now = at_stop.iter().filter(|one| is_held(one) && week.holds(one));
        let mut aims = Vec::new();
        if let Some(cadence) = catalogue.working_rules.cadence.get(&location.fit) {
            let period = match cadence {
                Cadence::Weekly => week,
                Cadence::Fortnightly => fortnight(monday),
                Cadence::Monthly => month(monday),
            };
            aims.push((Aim::Visit(*cadence), missing(&at_stop, period)));
        }
        let owed = catalogue
            .working_rules
            .quarterly
            .as_ref()
            .filter(|rule| location.recognised_coworking == Some(true) && rule.since < week.to);
        if let Some(rule) = owed {
            let own: Vec<Planned<'_>> = at_stop
                .iter()
                .copied()
                .filter(|(one, _)| one.location == location.id && one.agency == rule.agency)
                .collect();
            aims.push((Aim::Quarterly, missing(&own, quarter(monday))));
        }
        Covered {
            location: location.id.clone(),
            agencies: now.map(|(session, _)| session.agency.clone()).collect(),
            aims,
        }
    };
    catalogue.locations.values().filter(is_open).map(of).collect()
}

fn is_held((session, permanence): &Planned<'_>) -> bool {
    session.status == SessionStatus::Scheduled && permanence.is_published()
}

/// Why nobody is there in a period; `None` where somebody is.
fn missing(sessions: &[Planned<'_>], period: Period) -> Option<Gap> {
    let planned: Vec<&Planned<'_>> = sessions.iter().filter(|one| period.holds(one)).collect();
    if planned.iter().any(|one| is_held(one)) {
        return None;
    }
    let cancelled =
        planned.iter().find(|(session, of)| of.is_published() && session.status == SessionStatus::Cancelled);
    let reason = cancelled.and_then(|(session, _)| session.reason.clone());
    Some(match reason {
        Some(reason) => Gap::Cancelled(reason),
        None if planned.is_empty() => Gap::Nothing,
        None => Gap::OnlyDrafts,
    })
}

impl Period {
    fn holds(self, (session, _): &Planned<'_>) -> bool {
        let day = session.local_start.date();
        self.from <= day && day < self.to
    }
}

/// The day that says which month, quarter and year a week belongs to (ISO 8601).
fn thursday(monday: NaiveDate) -> NaiveDate {
    ahead(monday, 3)
}

fn fortnight(monday: NaiveDate) -> Period {
    Period { from: monday.checked_sub_days(Days::new(7)).unwrap_or(monday), to: ahead(monday, 7) }
}

fn month(monday: NaiveDate) -> Period {
    let day = thursday(monday);
    let from = day.with_day(1).unwrap_or(day);
    Period { from, to: from.checked_add_months(Months::new(1)).unwrap_or(from) }
}

fn quarter(monday: NaiveDate) -> Period {
    let from = month(monday).from;
    let from = from.checked_sub_months(Months::new(from.month0() % 3)).unwrap_or(from);
    Period { from, to: from.checked_add_months(Months::new(3)).unwrap_or(from) }
}

/// Some days on; the last day that a calendar can name stays itself.
fn ahead(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
