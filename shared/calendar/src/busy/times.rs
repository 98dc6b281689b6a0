//! Values of RFC 5545 that say when: dates, times, lengths, periods.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use domain::{Instant, local_time};

use super::Unreadable;
use super::lines::Property;
use super::zones::Zones;

/// When something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// A whole day where the person is.
    Day(NaiveDate),
    /// A time on the wall clock of a zone; UTC is one.
    Time(NaiveDateTime, Tz),
}

impl When {
    /// The day on its own calendar.
    pub(super) fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Time(local, _) => local.date(),
        }
    }

    /// As an instant; a day as its first moment in `zone`.
    pub(super) fn instant(self, zone: Tz) -> Instant {
        match self {
            Self::Day(day) => local_time::to_instant(day.and_time(NaiveTime::MIN), zone),
            Self::Time(local, own) => local_time::to_instant(local, own),
        }
    }
}

/// The one value of a property.
pub(super) fn when(property: &Property, zones: &Zones) -> Result<When, Unreadable> {
    read(property.value.trim(), property, zones).ok_or(Unreadable::Time(property.line))
}

/// The values of an `EXDATE` or `RDATE`; of a period, its beginning and end.
pub(super) fn list(property: &Property, zones: &Zones) -> Result<Vec<(When, Option<TimeDelta>)>, Unreadable> {
    let one = |text: &str| {
        let (start, end) = text.split_once('/').map_or((text, None), |(start, end)| (start, Some(end)));
        let start = read(start.trim(), property, zones)?;
        let length = match end {
            None => None,
            Some(end) if end.starts_with(['P', '+', '-']) => Some(length(end)?),
            Some(end) => {
                let end = read(end.trim(), property, zones)?;
                Some(end.instant(zones.own).utc() - start.instant(zones.own).utc())
            }
        };
        Some((start, length))
    };
    property.value.split(',').map(|text| one(text).ok_or(Unreadable::Time(property.line))).collect()
}

fn read(text: &str, property: &Property, zones: &Zones) -> Option<When> {
    if text.len() == 8 {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(When::Day);
    }
    if let Some(utc) = text.strip_suffix(['Z', 'z']) {
        return local(utc).map(|at| When::Time(at, Tz::UTC));
    }
    local(text).map(|at| When::Time(at, zones.named(property.parameter("TZID"))))
}

/// `20261124T093000`; a leap second is the one before.
pub(super) fn local(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T').filter(|(day, time)| day.len() == 8 && time.len() == 6)?;
    let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
    let number = |from: usize| {
        time.get(from..from + 2).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok()
    };
    Some(day.and_time(NaiveTime::from_hms_opt(number(0)?, number(2)?, number(4)?.min(59))?))
}

/// `PT1H30M`, `P1D`, `P2W`, with a sign. `None` also for what is longer than
/// ten years.
pub(super) fn length(text: &str) -> Option<TimeDelta> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut seconds: i64 = 0;
    let mut number = String::new();
    let mut in_time = false;
    for letter in text.strip_prefix('P')?.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let unit = match (letter, in_time) {
            ('T', false) if number.is_empty() => {
                in_time = true;
                continue;
            }
            ('W', false) => 604_800,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    (number.is_empty() && seconds <= 3_653 * 86_400).then(|| TimeDelta::seconds(sign * seconds))
}
