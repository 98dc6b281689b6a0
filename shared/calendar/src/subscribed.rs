//! What a calendar that programs subscribe to is made of.

use chrono::{Datelike as _, NaiveDate};
use domain::permanence::Permanence;
use domain::sessions::Session;
use domain::{Instant, Language};

use crate::appointment::Appointment;

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
