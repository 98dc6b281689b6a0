//! The day on which journeys begin, and the sessions of the series that they
//! book at: weekly from that day, whichever weekday it is. A plain Tuesday;
//! `make explore` names others (`TEST_DAY`).

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, TimeZone as _, Utc, Weekday};
use chrono_tz::Europe::Brussels;
use domain::holidays::{StaffDays, public_holiday_on};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The day.
#[expect(clippy::disallowed_methods, clippy::panic, reason = "whoever runs the journeys says when")]
fn first() -> NaiveDate {
    let named = std::env::var("TEST_DAY").unwrap_or_default();
    if named.is_empty() {
        return NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    }
    named.parse().unwrap_or_else(|error| panic!("TEST_DAY={named}: {error}"))
}

fn of(week: u64) -> NaiveDate {
    first().checked_add_days(Days::new(7 * week)).unwrap_or_default()
}

/// When journeys begin: ten in Brussels.
pub fn begin() -> DateTime<Utc> {
    utc(&slot(0, "10:00"))
}

/// The day of the session so many weeks on: `2026-12-01`.
pub fn day(week: u64) -> String {
    of(week).to_string()
}

/// The Monday of the week of that day, or of the first one after it, where
/// agencies work from Monday to Friday, in that week and the next.
pub fn working_fortnight(week: u64) -> NaiveDate {
    let off = StaffDays::default();
    let works = |day: &NaiveDate| public_holiday_on(*day).is_none() && off.closure_on(*day).is_none();
    let is_worked = |monday: &NaiveDate| {
        let days = monday.iter_days().take(14);
        days.filter(|day| day.weekday().number_from_monday() < 6).all(|day| works(&day))
    };
    let monday = of(week).week(Weekday::Mon).first_day();
    monday.iter_weeks().take(52).find(is_worked).unwrap_or(monday)
}

/// A time of that day: `2026-12-01T09:30`.
pub fn slot(week: u64, time: &str) -> String {
    format!("{}T{time}", day(week))
}

/// The id of that session of a series.
pub fn session(series: &str, week: u64) -> String {
    format!("{series}.{}", of(week).format("%Y%m%d"))
}

/// A time of that day in UTC, as calendars and the API say it.
pub fn instant(week: u64, time: &str) -> String {
    utc(&slot(week, time)).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The day of a wall-clock time as a Dutch mail says it: `1 december 2026`.
pub fn in_dutch(slot: &str) -> String {
    let day: NaiveDate = slot.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default();
    format!("{} {} {}", day.day(), MONTHS.get(day.month0() as usize).unwrap_or(&""), day.year())
}

fn utc(local: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap_or_default();
    Brussels.from_local_datetime(&local).earliest().map(|at| at.to_utc()).unwrap_or_default()
}
