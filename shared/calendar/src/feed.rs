//! A calendar that programs subscribe to: the permanences of a place, an
//! agency or an adviser, and in the last the bookings, too.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use domain::sessions::Session;
use domain::{Instant, Language};

use crate::PRODUCT;
use crate::appointment::Appointment;
use crate::content::Content;
use crate::series::Series;
use crate::zone;

/// How often a program may ask again.
const REFRESH: &str = "PT1H";
/// A colour of CSS3, as RFC 7986 wants it.
const COLOR: &str = "royalblue";

/// A calendar. What it says depends on nothing else, so the same values give
/// the same bytes.
#[derive(Debug, Clone)]
pub struct Feed<'a> {
    /// What programs call it.
    pub name: &'a str,
    /// What it holds, in a sentence.
    pub description: &'a str,
    /// Its own address.
    pub source: &'a str,
    /// The page that shows the same.
    pub url: &'a str,
    /// Stands behind the `@` of UIDs.
    pub host: &'a str,
    /// The languages of its words; several are said one after the other.
    pub languages: &'a [Language],
    /// The days that it covers.
    pub span: Span,
    /// What stands in it, in any order.
    pub events: Vec<Event<'a>>,
    /// What is no series, in any order.
    pub appointments: Vec<Appointment>,
}

/// Local days that a calendar covers: from the first to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Today.
    pub today: NaiveDate,
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
}

/// How many days back a calendar shows.
const DAYS_BACK: i64 = 90;
/// How many whole months ahead it goes.
const MONTHS_AHEAD: u32 = 24;

impl Span {
    /// From 90 days back to the end of the month 24 months ahead, so that the
    /// end moves once a month.
    pub fn around(today: NaiveDate) -> Self {
        let month = today.with_day(1).unwrap_or(today);
        Self {
            today,
            from: today - chrono::TimeDelta::days(DAYS_BACK),
            to: month.checked_add_months(chrono::Months::new(MONTHS_AHEAD + 1)).unwrap_or(today),
        }
    }
}

/// A permanence as its calendar shows it.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// The series.
    pub permanence: &'a Permanence,
    /// Its sessions that begin within the span; of them those that take place
    /// are shown, and no other day of the series.
    pub sessions: Vec<Session>,
    /// Rises with every change.
    pub sequence: u64,
    /// The last change of what is shown.
    pub changed: Instant,
    /// One line.
    pub summary: String,
    /// Some lines.
    pub description: String,
    /// Name and address of the place.
    pub location: String,
    /// The place's page.
    pub url: String,
    /// Degrees north and east, WGS 84.
    pub geo: Option<(f64, f64)>,
}

/// Writes the calendar. A series is an event with its rule, cut to the span;
/// days on which nothing takes place are its exceptions, and a session that is
/// not as planned is an event of its own under the same UID.
pub fn feed(feed: &Feed<'_>) -> String {
    let mut shown: Vec<(&Event<'_>, Series<'_>)> = feed
        .events
        .iter()
        .filter_map(|event| Some((event, Series::of(event.permanence, &event.sessions, feed.span)?)))
        .collect();
    shown.sort_by(|(a, _), (b, _)| a.permanence.id.cmp(&b.permanence.id));
    let mut content = Content::default();
    head(&mut content, feed);
    let mut appointments: Vec<&Appointment> = feed.appointments.iter().collect();
    appointments.sort_by_key(|one| (one.start, &one.id));
    let changed = shown.iter().map(|(event, series)| series.changed(event.changed));
    if let Some(changed) = changed.chain(appointments.iter().map(|one| one.changed)).max() {
        content.utc("LAST-MODIFIED", changed);
    }
    for (zone, year) in zones(&shown, &appointments, feed.span) {
        zone::write(&mut content, zone, year);
    }
    for (event, series) in &shown {
        series.write(&mut content, feed, event);
    }
    for one in appointments {
        one.write(&mut content, feed);
    }
    content.raw("END", "VCALENDAR");
    content.finish()
}

fn head(content: &mut Content, feed: &Feed<'_>) {
    content.raw("BEGIN", "VCALENDAR");
    content.raw("VERSION", "2.0");
    content.text("PRODID", PRODUCT);
    content.raw("CALSCALE", "GREGORIAN");
    content.text("NAME", feed.name);
    content.text("X-WR-CALNAME", feed.name);
    content.text("DESCRIPTION", feed.description);
    content.text("X-WR-CALDESC", feed.description);
    content.raw("URL", feed.url);
    content.raw("SOURCE;VALUE=URI", feed.source);
    content.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    content.raw("X-PUBLISHED-TTL", REFRESH);
    content.raw("COLOR", COLOR);
}

/// The zones used, each with the first year in which one is; a calendar without
/// events has Brussels, for an empty one is none (3.6).
fn zones(shown: &[(&Event<'_>, Series<'_>)], appointments: &[&Appointment], span: Span) -> Vec<(Tz, i32)> {
    let of_series = shown.iter().map(|(event, _)| event.permanence.timezone.name());
    let names: BTreeSet<&str> = of_series.chain(appointments.iter().map(|one| one.timezone.name())).collect();
    let years = shown.iter().map(|(_, series)| series.first_year()).chain(appointments.iter().map(|one| one.year()));
    let year = years.min().unwrap_or_else(|| span.from.year());
    let mut zones: Vec<(Tz, i32)> = names.into_iter().filter_map(|name| Some((name.parse().ok()?, year))).collect();
    if zones.is_empty() {
        zones.push((BRUSSELS, year));
    }
    zones
}
