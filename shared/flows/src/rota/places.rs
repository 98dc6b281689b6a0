//! Where somebody can come to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::location::Location;
use domain::working_days::closure_on;
use rota_planner::{Place, VisitWindow};

use super::past::acting;
use super::sessions::Sessions;
use super::span::Span;

/// The places that are open on a day of the weeks, in id order.
pub(super) fn places(catalogue: &Catalogue, sessions: &Sessions, windows: &[VisitWindow]) -> Vec<Place> {
    let span = sessions.span;
    let of = |location: &Location| Place {
        id: location.id.clone(),
        building: location.building.clone(),
        point: location.point(),
        languages: location.languages.clone(),
        desks: Some(location.desks).filter(|desks| *desks > 0),
        open: open(location, windows),
        closed: span.days().filter(|day| is_closed(catalogue, location, *day)).collect(),
        aim: catalogue.working_rules.cadence.get(&location.fit).copied(),
        quarterly: quarterly(catalogue, location, span),
        before: before(catalogue, location, sessions),
    };
    let is_open = |location: &&Location| span.days().any(|day| location.open_on(day));
    catalogue.locations.values().filter(is_open).map(of).collect()
}

/// The windows within the place's hours; all where it says none.
fn open(location: &Location, windows: &[VisitWindow]) -> BTreeSet<u8> {
    let hours = location.hours();
    let fits = |window: &VisitWindow| {
        let (end, days) = window.start.overflowing_add_signed(TimeDelta::minutes(i64::from(window.minutes)));
        hours.is_empty() || hours.iter().any(|(from, to)| days == 0 && *from <= window.start && end <= *to)
    };
    (0..).zip(windows).filter(|(_, window)| fits(window)).map(|(at, _)| at).collect()
}

fn is_closed(catalogue: &Catalogue, location: &Location, day: NaiveDate) -> bool {
    !location.open_on(day)
        || location.closing_on(day).is_some()
        || closure_on(day, &catalogue.staff_days).is_some()
        || catalogue.working_rules.visits.pause_on(day)
}

/// Who owes the place a session in each quarter, as the agency that acts when
/// the weeks begin.
fn quarterly(catalogue: &Catalogue, location: &Location, span: Span) -> Option<AgencyId> {
    let rule = catalogue.working_rules.quarterly.as_ref()?;
    let owed = location.recognised_coworking == Some(true) && rule.since < span.end();
    owed.then(|| catalogue.acting(&rule.agency, span.from())).flatten().map(|agency| agency.id.clone())
}

/// When each agency, or whoever acts for it when the weeks begin, is last there
/// before they do, as the rota has it: a quarter is looked back.
fn before(catalogue: &Catalogue, location: &Location, sessions: &Sessions) -> BTreeMap<AgencyId, NaiveDate> {
    let mut last: BTreeMap<AgencyId, NaiveDate> = BTreeMap::new();
    let here = sessions.held.iter().filter(|one| one.place == location.id && one.day < sessions.span.from());
    for one in here {
        let day = last.entry(acting(catalogue, &one.agency, sessions).clone()).or_insert(one.day);
        *day = one.day.max(*day);
    }
    last
}
