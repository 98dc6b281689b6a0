//! A permanence at a place, as far as it is about one service: HSDS's
//! `service_at_location`, with its times.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use domain::location::Location;
use domain::permanence::{Frequency, Permanence};
use domain::service::Service;
use domain::sessions::{Drafts, Session, SessionStatus, expand_long, is_about};
use domain::{Instant, Text};
use store::repos::permanences::{GonePermanence, Listed};

use super::regular::{Run, runs};
use super::shapes::{Schedule, ServiceAtLocation};
use super::world::{DEFUNCT, World, begin};
use super::{ids, show};

/// How many days ahead times are told.
pub(super) const AHEAD: i64 = 400;

/// A permanence and one service that it is about.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub listed: &'a Listed,
    pub service: &'a Service,
    pub location: &'a Location,
}

impl Pair<'_> {
    pub(crate) fn id(&self) -> String {
        ids::service_at_location(&self.listed.permanence.id, &self.service.id)
    }

    /// The day from which it is looked at: today, or its first where that is to come.
    fn from(&self, world: &World) -> NaiveDate {
        self.listed.permanence.start.date().max(world.today)
    }

    pub(super) fn agency<'a>(&self, world: &'a World) -> Option<&'a domain::agency::Agency> {
        world.acting(&self.listed.permanence.agency, self.from(world))
    }

    pub(super) fn modified(&self, world: &World) -> Option<Instant> {
        world.latest([
            self.listed.changed_at,
            world.modified_service(self.service),
            world.modified_location(self.location),
        ])
    }
}

/// Every published permanence that goes on, with each service that it is about:
/// those that it names, else all that whoever comes offers.
pub(crate) fn pairs(world: &World) -> Vec<Pair<'_>> {
    let goes_on = |listed: &&Listed| listed.permanence.is_published() && world.today <= listed.permanence.last_day();
    let mut found = Vec::new();
    for listed in world.permanences.iter().filter(goes_on) {
        let Some(location) = world.catalogue.locations.get(&listed.permanence.location) else { continue };
        let services = about(world, listed);
        found.extend(services.into_iter().map(|service| Pair { listed, service, location }));
    }
    found.sort_by_key(|pair| (&pair.listed.permanence.id, &pair.service.id));
    found
}

fn about<'a>(world: &'a World, Listed { permanence, .. }: &Listed) -> Vec<&'a Service> {
    let day = permanence.start.date().max(world.today);
    if !permanence.services.is_empty() {
        return permanence.services.iter().filter_map(|id| world.catalogue.services.get(id)).collect();
    }
    let comes = world.catalogue.acting(&permanence.agency, day);
    comes.map(|agency| world.catalogue.services_of(&agency.id, day).collect()).unwrap_or_default()
}

/// What is gone since a moment: pairs of permanences that were taken back, moved
/// elsewhere or are no more about a service, and of those that ended.
pub(super) fn gone(world: &World, since: Instant, taken_back: &[GonePermanence]) -> Vec<(ServiceAtLocation, Instant)> {
    let live: BTreeSet<String> = pairs(world).iter().map(Pair::id).collect();
    let ended = world.permanences.iter().filter(|one| one.permanence.is_published()).filter_map(|one| {
        let at = one.permanence.last_day().succ_opt().map(begin).filter(|at| since <= *at && *at <= world.now)?;
        let Permanence { id, agency, location, services, .. } = one.permanence.clone();
        Some(GonePermanence { at, id, agency, location, services })
    });
    let mut told: Vec<(ServiceAtLocation, Instant)> = Vec::new();
    for was in taken_back.iter().cloned().chain(ended) {
        let services: Vec<_> = if was.services.is_empty() {
            let offered = world.acting(&was.agency, world.today).map(|agency| agency.id.clone());
            let of = |service: &&Service| {
                offered.as_ref().is_some_and(|agency| world.provider(service).is_some_and(|by| &by.id == agency))
            };
            world.catalogue.services.values().filter(of).map(|service| service.id.clone()).collect()
        } else {
            was.services.clone()
        };
        for service in services {
            let id = ids::service_at_location(&was.id, &service);
            if live.contains(&id) {
                continue;
            }
            told.retain(|(other, _)| other.id != id);
            let agency = world.acting(&was.agency, world.today).map_or(&was.agency, |agency| &agency.id);
            let one = ServiceAtLocation {
                id,
                service_id: ids::service(&service),
                location_id: ids::location(&was.location),
                permanence: was.id.to_string(),
                organization_id: ids::organization(agency),
                status: DEFUNCT,
                last_modified: Some(was.at.to_string()),
                ..ServiceAtLocation::default()
            };
            told.push((one, was.at));
        }
    }
    told
}

/// A pair as HSDS has it; its times where it is asked for in full, and the service
/// where it does not stand within it.
pub(super) fn shown(world: &World, pair: &Pair<'_>, full: bool, within_service: bool) -> ServiceAtLocation {
    let agency = pair.agency(world);
    let name = agency.map_or("", |agency| agency.short.as_str());
    ServiceAtLocation {
        id: pair.id(),
        service_id: ids::service(&pair.service.id),
        location_id: ids::location(&pair.location.id),
        description: Some(format!("{name} · {}", pair.location.name)),
        location: Some(show::location(world, pair.location)),
        service: (!within_service).then(|| Box::new(show::service(world, pair.service))),
        schedules: full.then(|| schedules(world, pair)),
        permanence: pair.listed.permanence.id.to_string(),
        organization_id: ids::organization(agency.map_or(&pair.listed.permanence.agency, |agency| &agency.id)),
        status: "active",
        last_modified: super::world::written(pair.modified(world)),
        next_sessions: None,
    }
}

/// The sessions that take place and are about the service, in the days ahead.
pub(super) fn held(world: &World, pair: &Pair<'_>, days: i64) -> Vec<Session> {
    let permanence = &pair.listed.permanence;
    let to = world.today + TimeDelta::days(days);
    let mut sessions = expand_long(permanence, (world.today, to), Drafts::Hidden, &world.catalogue);
    sessions.retain(|session| {
        session.status == SessionStatus::Scheduled && is_about(&world.catalogue, session, permanence, &pair.service.id)
    });
    sessions
}

/// The times of a pair in the days ahead, a row for each offset from UTC and each
/// stretch without a day that falls out.
fn schedules(world: &World, pair: &Pair<'_>) -> Vec<Schedule> {
    let link = world.url(&format!("/book?location={}&agency={}", pair.location.id, pair.listed.permanence.agency));
    let rows = runs(&pair.listed.permanence, &held(world, pair, AHEAD));
    rows.iter().map(|run| row(world, pair, run, &link)).collect()
}

fn row(world: &World, pair: &Pair<'_>, run: &Run, link: &str) -> Schedule {
    let of = pair.id();
    let day = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let once = Schedule {
        id: ids::of("schedule", &format!("{of}:{}", run.opens)),
        service_at_location_id: of,
        valid_from: day(run.first),
        valid_to: day(run.last),
        dtstart: day(run.first),
        until: day(run.last),
        timezone: hours(run.offset),
        count: Some(1),
        opens_at: clock(run.opens, run.offset),
        closes_at: clock(run.closes, run.offset),
        schedule_link: link.to_owned(),
        notes: run.reason.as_ref().map(|reason: &Text| world.say(reason)),
        ..Schedule::default()
    };
    if run.sessions == 1 { once } else { repeated(&pair.listed.permanence, once) }
}

/// The row of a run that follows the rule of its series.
fn repeated(permanence: &Permanence, row: Schedule) -> Schedule {
    let Some(rule) = &permanence.rrule else { return row };
    let first = permanence.start.date();
    let named = (!rule.by_day.is_empty()).then(|| days(&rule.by_day));
    let weekly = rule.frequency == Frequency::Weekly;
    Schedule {
        count: None,
        freq: Some(if weekly { "WEEKLY" } else { "MONTHLY" }),
        interval: Some(rule.interval),
        wkst: Some("MO"),
        bymonthday: (!weekly && named.is_none()).then(|| first.day().to_string()),
        byday: named.or_else(|| weekly.then(|| code(first.weekday()).to_owned())),
        ..row
    }
}

/// `2TU,-1FR`. A day without a place beside one that has one is written place by
/// place: programs that read rules are known to take the two for one condition.
fn days(by_day: &[(Option<i8>, Weekday)]) -> String {
    let mixed = by_day.iter().any(|(place, _)| place.is_some());
    let mut found: Vec<String> = Vec::new();
    for (place, weekday) in by_day {
        let code = code(*weekday);
        match place {
            Some(place) => found.push(format!("{place}{code}")),
            None if mixed => found.extend((1..=5).map(|place| format!("{place}{code}"))),
            None => found.push(code.to_owned()),
        }
    }
    let mut once = BTreeSet::new();
    found.retain(|day| once.insert(day.clone()));
    found.join(",")
}

/// A day of the week, as rules name it.
pub(crate) fn code(weekday: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][weekday.num_days_from_monday() as usize]
}

/// `10:00+01:00`.
fn clock(at: NaiveDateTime, offset: i64) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let time: NaiveTime = at.time();
    format!("{}{sign}{:02}:{:02}", time.format("%H:%M"), minutes / 60, minutes % 60)
}

#[expect(clippy::cast_precision_loss, reason = "an offset has fewer seconds than a number has digits")]
fn hours(offset: i64) -> f64 {
    offset as f64 / 3600.0
}
