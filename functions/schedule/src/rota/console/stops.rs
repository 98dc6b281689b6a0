//! The rows of the week: places, those in one building as one stop.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::location::Location;
use domain::sessions::SessionStatus;
use maud::{Markup, html};
use web::Scope;

use crate::sessions::Occurrence;

/// Places in one building, which are one stop, with their sessions by day.
pub(super) struct Stop<'a> {
    /// At least one.
    pub(super) locations: Vec<&'a Location>,
    /// Monday to Sunday.
    pub(super) days: Vec<Vec<&'a Occurrence<'a>>>,
}

impl Stop<'_> {
    /// The place that stands for the stop where one is to be named.
    pub(super) fn id(&self) -> &str {
        self.locations.first().map_or("", |location| location.id.as_str())
    }

    /// Whether an agency should be here each week.
    pub(super) fn is_core(&self) -> bool {
        self.locations.iter().any(|location| location.is_core())
    }

    /// Whether anybody finds an agency here this week; a draft promises nothing.
    pub(super) fn takes_place(&self) -> bool {
        self.days.iter().flatten().any(|one| is_held(one))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// The names, each leading to its place's page.
    pub(super) fn name(&self) -> Markup {
        html! {
            @for (at, location) in self.locations.iter().enumerate() {
                @if at > 0 { " · " }
                a href={ "/locations/" (location.id) } { (location.name) }
            }
        }
    }

    pub(super) fn plain_name(&self) -> String {
        self.locations.iter().map(|location| location.name.as_str()).collect::<Vec<_>>().join(" · ")
    }
}

/// Whether somebody who comes finds the agency.
pub(super) fn is_held((session, of): &Occurrence<'_>) -> bool {
    session.status == SessionStatus::Scheduled && of.is_published()
}

/// The places that somebody looks after, core ones first, each building once.
pub(super) fn stops<'a>(
    catalogue: &'a Catalogue,
    scope: &Scope,
    sessions: &'a [Occurrence<'a>],
    monday: NaiveDate,
) -> Vec<Stop<'a>> {
    let friday = monday.checked_add_days(Days::new(4)).unwrap_or(monday);
    let is_open = |location: &Location| location.open_on(monday) || location.open_on(friday);
    let is_theirs = |location: &Location| match scope {
        Scope::Location(own) => own == &location.id,
        Scope::All | Scope::Agency(_) => true,
    };
    let mut buildings: BTreeMap<&str, Vec<&Location>> = BTreeMap::new();
    for location in catalogue.locations.values().filter(|location| is_open(location) && is_theirs(location)) {
        let building = location.building.as_deref().unwrap_or(location.id.as_str());
        buildings.entry(building).or_default().push(location);
    }
    let by_day = |locations: &[&Location]| {
        let mut days: Vec<Vec<&Occurrence<'_>>> = vec![Vec::new(); 7];
        for one in
            sessions.iter().filter(|(session, _)| locations.iter().any(|location| location.id == session.location))
        {
            days[one.0.local_start.weekday().num_days_from_monday() as usize].push(one);
        }
        days
    };
    let mut stops: Vec<Stop<'_>> =
        buildings.into_values().map(|locations| Stop { days: by_day(&locations), locations }).collect();
    stops.sort_by_key(|stop| (!stop.is_core(), stop.locations.first().map(|location| location.name.to_lowercase())));
    stops
}
