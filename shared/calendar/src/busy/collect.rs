//! The times of events and of free-busy lists.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::Instant;

use super::lines::Component;
use super::rule::{Budget, Rule};
use super::times::{When, length, list, when};
use super::zones::Zones;
use super::{Busy, Unreadable};

/// Days around the window in which an event may begin that reaches into it,
/// beside its own length: a zone's day may be another.
const AROUND_DAYS: i64 = 2;

pub(super) fn times(
    components: &[Component],
    from: Instant,
    to: Instant,
    zone: Tz,
    own_host: &str,
) -> Result<Vec<Busy>, Unreadable> {
    let zones = Zones::of(components, zone);
    let mut reading = Reading { zones, from, to, budget: Budget::default(), found: Vec::new() };
    let changed = changed_sessions(components, &reading.zones)?;
    for component in components {
        match component.name.as_str() {
            "VEVENT" if uid(component).rsplit_once('@').is_some_and(|(_, host)| host == own_host) => {}
            "VEVENT" => reading.event(component, &changed)?,
            "VFREEBUSY" => reading.free_busy(component)?,
            _ => {}
        }
    }
    Ok(reading.found)
}

/// The occurrences that stand in an event of their own, by UID: left out of
/// their series also where that event is cancelled or free.
fn changed_sessions(components: &[Component], zones: &Zones) -> Result<BTreeSet<(String, Instant)>, Unreadable> {
    let mut changed = BTreeSet::new();
    for event in components.iter().filter(|component| component.name == "VEVENT") {
        if let Some(of) = event.get("RECURRENCE-ID") {
            changed.insert((uid(event).to_owned(), when(of, zones)?.instant(zones.own)));
        }
    }
    Ok(changed)
}

fn uid(event: &Component) -> &str {
    event.get("UID").map_or("", |uid| uid.value.trim())
}

struct Reading {
    zones: Zones,
    from: Instant,
    to: Instant,
    budget: Budget,
    found: Vec<Busy>,
}

/// How long an event is.
#[derive(Clone, Copy)]
enum Length {
    /// So many whole days.
    Days(i64),
    /// Exactly so long.
    Time(TimeDelta),
}

impl Reading {
    fn event(&mut self, event: &Component, changed: &BTreeSet<(String, Instant)>) -> Result<(), Unreadable> {
        let free = event.says("TRANSP", "TRANSPARENT") || event.says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
        if free || event.says("STATUS", "CANCELLED") {
            return Ok(());
        }
        let Some(start) = event.get("DTSTART") else { return Ok(()) };
        let start = when(start, &self.zones)?;
        let length = self.length(event, start)?;
        if event.get("RECURRENCE-ID").is_some() {
            self.add(start, length);
            return Ok(());
        }
        let mut left_out: BTreeSet<Instant> = BTreeSet::new();
        let mut days_left_out: BTreeSet<NaiveDate> = BTreeSet::new();
        for property in event.all("EXDATE") {
            for (at, _) in list(property, &self.zones)? {
                match (at, start) {
                    // Some programs leave out a day where they mean its one occurrence.
                    (When::Day(day), When::Time(..)) => days_left_out.insert(day),
                    _ => left_out.insert(at.instant(self.zones.own)),
                };
            }
        }
        let uid = uid(event).to_owned();
        for (at, own_length) in self.occurrences(event, start, length)? {
            let begins = at.instant(self.zones.own);
            let is_out = left_out.contains(&begins) || days_left_out.contains(&at.day());
            if !is_out && !changed.contains(&(uid.clone(), begins)) {
                self.add(at, own_length.map_or(length, Length::Time));
            }
        }
        Ok(())
    }

    /// What the rules and further dates of an event give near the window.
    fn occurrences(
        &mut self,
        event: &Component,
        start: When,
        length: Length,
    ) -> Result<Vec<(When, Option<TimeDelta>)>, Unreadable> {
        let long = match length {
            Length::Days(days) => TimeDelta::days(days),
            Length::Time(time) => time,
        };
        let around = TimeDelta::days(AROUND_DAYS);
        let first = self.from.plus(-(long + around)).utc().date_naive();
        let last = self.to.plus(around).utc().date_naive();
        let mut found = vec![(start, None)];
        for property in event.all("RRULE") {
            let rule = Rule::read(property, &self.zones)?;
            let days = rule.days(start, first, last, &mut self.budget)?;
            found.extend(days.into_iter().filter(|day| *day != start.day()).map(|day| match start {
                When::Day(_) => (When::Day(day), None),
                When::Time(local, zone) => (When::Time(day.and_time(local.time()), zone), None),
            }));
        }
        for property in event.all("RDATE") {
            found.extend(list(property, &self.zones)?);
        }
        Ok(found)
    }

    fn length(&self, event: &Component, start: When) -> Result<Length, Unreadable> {
        if let Some(end) = event.get("DTEND") {
            let until = when(end, &self.zones)?;
            return Ok(match (start, until) {
                (When::Day(first), When::Day(after)) => Length::Days((after - first).num_days()),
                _ => Length::Time(until.instant(self.zones.own).utc() - start.instant(self.zones.own).utc()),
            });
        }
        if let Some(lasts) = event.get("DURATION") {
            let time = length(lasts.value.trim()).ok_or(Unreadable::Time(lasts.line))?;
            return Ok(match start {
                When::Day(_) => Length::Days(time.num_days()),
                When::Time(..) => Length::Time(time),
            });
        }
        // RFC 5545, 3.6.1: a day lasts its day, a time no time.
        Ok(match start {
            When::Day(_) => Length::Days(1),
            When::Time(..) => Length::Time(TimeDelta::zero()),
        })
    }

    fn free_busy(&mut self, component: &Component) -> Result<(), Unreadable> {
        for property in component.all("FREEBUSY") {
            if property.parameter("FBTYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("FREE")) {
                continue;
            }
            for (at, lasts) in list(property, &self.zones)? {
                let lasts = lasts.ok_or(Unreadable::Time(property.line))?;
                self.add(at, Length::Time(lasts));
            }
        }
        Ok(())
    }

    /// Keeps what reaches into the window.
    fn add(&mut self, at: When, length: Length) {
        let start = at.instant(self.zones.own);
        let end = match length {
            Length::Time(time) => start.plus(time),
            Length::Days(days) => {
                let after = TimeDelta::try_days(days).and_then(|days| at.day().checked_add_signed(days));
                after.map_or(start, |after| When::Day(after).instant(self.zones.own))
            }
        };
        if start < end && start < self.to && self.from < end {
            self.found.push(Busy { start, end });
        }
    }
}
