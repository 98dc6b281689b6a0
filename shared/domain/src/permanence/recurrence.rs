//! Recurrence rules: the part of RFC 5545, 3.3.10 that a rota needs. Weekly or
//! monthly, every n-th time, on days of the week, with a count or an end. What
//! is not supported is refused by name instead of being ignored.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::InvalidRecurrence;
use crate::{Instant, local_time};

/// The largest INTERVAL.
pub const MAX_INTERVAL: u16 = 52;
/// The largest COUNT.
const MAX_COUNT: u32 = 1000;

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// By weeks, which begin on Monday.
    Weekly,
    /// By months.
    Monthly,
}

/// An end as the rule writes it; inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// `20270629`: through that local day.
    Day(NaiveDate),
    /// `20270629T093000`: on the wall clock.
    Local(NaiveDateTime),
    /// `20270629T073000Z`.
    Utc(Instant),
}

impl Until {
    /// The local day of the end.
    pub fn day(&self, zone: Tz) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::Local(local) => local.date(),
            Self::Utc(at) => at.day_in(zone),
        }
    }

    /// Whether a session that starts at `local` is still within.
    pub fn allows(&self, local: NaiveDateTime, zone: Tz) -> bool {
        match self {
            Self::Day(day) => local.date() <= *day,
            Self::Local(end) => local <= *end,
            Self::Utc(end) => local_time::to_instant(local, zone) <= *end,
        }
    }
}

/// A rule. Stored and shown as its text, in a fixed order of parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recurrence {
    /// How often.
    pub frequency: Frequency,
    /// Every n-th week or month; 1 to 52.
    pub interval: u16,
    /// Days of the week; in a monthly rule each with its place in the month,
    /// from the end if negative, or without for all of them. Empty means the
    /// day of the first session.
    pub by_day: Vec<(Option<i8>, Weekday)>,
    /// Number of sessions, the first included; 1 to 1000.
    pub count: Option<u32>,
    /// End; never beside a count.
    pub until: Option<Until>,
}

fn day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (place, name) = (text.get(..at)?, text.get(at..)?);
    let weekday = DAYS.iter().find(|(known, _)| *known == name)?.1;
    if place.is_empty() {
        return Some((None, weekday));
    }
    let place: i8 = place.parse().ok()?;
    (place != 0 && place.abs() <= 5).then_some((Some(place), weekday))
}

fn days(text: &str) -> Option<Vec<(Option<i8>, Weekday)>> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let day = day(part)?;
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Some(days)
}

fn until(text: &str) -> Option<Until> {
    if let Some(utc) = text.strip_suffix('Z') {
        let at = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S").ok()?;
        return Some(Until::Utc(Instant::new(at.and_utc())));
    }
    if text.contains('T') {
        return NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok().map(Until::Local);
    }
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().filter(|_| text.len() == 8).map(Until::Day)
}

/// The parts as read, before they are held against each other.
#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<u16>,
    by_day: Option<Vec<(Option<i8>, Weekday)>>,
    count: Option<u32>,
    until: Option<Until>,
    week_start: Option<()>,
}

impl Parts {
    fn read(&mut self, name: &str, value: &str) -> Result<(), InvalidRecurrence> {
        let bad = || InvalidRecurrence::Value(name.to_owned());
        fn put<T>(slot: &mut Option<T>, value: T, name: &str) -> Result<(), InvalidRecurrence> {
            match slot.replace(value) {
                Some(_) => Err(InvalidRecurrence::Repeated(name.to_owned())),
                None => Ok(()),
            }
        }
        match name {
            "FREQ" => {
                let frequency = match value {
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    _ => return Err(InvalidRecurrence::Frequency),
                };
                put(&mut self.frequency, frequency, name)
            }
            "INTERVAL" => {
                let interval = value.parse().ok().filter(|n| (1..=MAX_INTERVAL).contains(n)).ok_or_else(bad)?;
                put(&mut self.interval, interval, name)
            }
            "COUNT" => {
                let count = value.parse().ok().filter(|n| (1..=MAX_COUNT).contains(n)).ok_or_else(bad)?;
                put(&mut self.count, count, name)
            }
            "BYDAY" => put(&mut self.by_day, days(value).ok_or_else(bad)?, name),
            "UNTIL" => put(&mut self.until, until(value).ok_or_else(bad)?, name),
            // Weeks begin on Monday anyway; other weeks are not supported.
            "WKST" if value == "MO" => put(&mut self.week_start, (), name),
            _ => Err(InvalidRecurrence::Part(name.chars().take(20).collect())),
        }
    }
}

impl FromStr for Recurrence {
    type Err = InvalidRecurrence;

    fn from_str(text: &str) -> Result<Self, InvalidRecurrence> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut parts = Parts::default();
        for part in text.trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=').ok_or(InvalidRecurrence::Form)?;
            parts.read(name, value)?;
        }
        let Parts { frequency, interval, by_day, count, until, week_start: _ } = parts;
        let frequency = frequency.ok_or(InvalidRecurrence::Frequency)?;
        let by_day = by_day.unwrap_or_default();
        if count.is_some() && until.is_some() {
            return Err(InvalidRecurrence::CountAndUntil);
        }
        if frequency == Frequency::Weekly && by_day.iter().any(|(place, _)| place.is_some()) {
            return Err(InvalidRecurrence::PlaceInWeek);
        }
        Ok(Self { frequency, interval: interval.unwrap_or(1), by_day, count, until })
    }
}

impl TryFrom<String> for Recurrence {
    type Error = InvalidRecurrence;
    fn try_from(text: String) -> Result<Self, InvalidRecurrence> {
        text.parse()
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.to_string()
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        for (at, (place, weekday)) in self.by_day.iter().enumerate() {
            f.write_str(if at == 0 { ";BYDAY=" } else { "," })?;
            if let Some(place) = place {
                write!(f, "{place}")?;
            }
            let name = DAYS.iter().find(|(_, known)| known == weekday).map_or("", |(name, _)| name);
            f.write_str(name)?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        match &self.until {
            Some(Until::Day(day)) => write!(f, ";UNTIL={}", day.format("%Y%m%d")),
            Some(Until::Local(local)) => write!(f, ";UNTIL={}", local.format("%Y%m%dT%H%M%S")),
            Some(Until::Utc(at)) => write!(f, ";UNTIL={}", at.utc().format("%Y%m%dT%H%M%SZ")),
            None => Ok(()),
        }
    }
}
