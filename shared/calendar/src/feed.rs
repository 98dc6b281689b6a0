//! A calendar that programs subscribe to: the permanences of a place, an
//! agency or an adviser, and in the last the bookings, too.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::Datelike as _;
use chrono_tz::Tz;
use domain::clock::BRUSSELS;

use crate::PRODUCT;
use crate::appointment::Appointment;
use crate::content::Content;
use crate::series::{Around, Series};
pub use crate::subscribed::{Event, Feed, Span};
use crate::zone;

/// How often a program may ask again.
const REFRESH: &str = "PT1H";
/// A colour of CSS3, as RFC 7986 wants it.
const COLOR: &str = "royalblue";

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
    let around = Around { host: feed.host, languages: feed.languages, parties: None };
    for (event, series) in &shown {
        series.write(&mut content, around, event);
    }
    for one in appointments {
        one.write(&mut content, feed.host);
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
