//! Reading the value of an `RRULE`.

use chrono::{NaiveDate, Weekday};
use domain::local_time;

use super::super::Unreadable;
use super::super::lines::Property;
use super::super::times::local;
use super::super::zones::Zones;
use super::{End, Frequency, Rule};

const MAX_INTERVAL: u32 = 10_000;

impl Rule {
    /// Reads the value of an `RRULE`.
    pub(in super::super) fn read(property: &Property, zones: &Zones) -> Result<Self, Unreadable> {
        Self::parse(&property.value, zones).ok_or(Unreadable::Rule(property.line))
    }

    fn parse(text: &str, zones: &Zones) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            end: End::Never,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Mon,
        };
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => {
                    frequency = Some(match value {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|n| (1..=MAX_INTERVAL).contains(n))?,
                "COUNT" => rule.end = End::Count(value.parse().ok()?),
                "UNTIL" => rule.end = until(value, zones)?,
                "BYDAY" => rule.by_day = value.split(',').map(|day| placed(day.trim())).collect::<Option<_>>()?,
                "BYMONTHDAY" => rule.by_month_day = numbers(value, 31)?,
                "BYMONTH" => {
                    let months = numbers(value, 12)?;
                    rule.by_month = months.into_iter().map(|month| u32::try_from(month).ok()).collect::<Option<_>>()?;
                }
                "BYSETPOS" => rule.by_set_pos = numbers(value, 366)?,
                "WKST" => rule.week_start = weekday(value)?,
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        Some(rule)
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn placed(text: &str) -> Option<(i32, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (place, name) = (text.get(..at)?, text.get(at..)?);
    let place = if place.is_empty() {
        0
    } else {
        place.parse().ok().filter(|place| (-53..=53).contains(place) && *place != 0)?
    };
    Some((place, weekday(name)?))
}

fn numbers(text: &str, most: i32) -> Option<Vec<i32>> {
    let fits = |number: &i32| *number != 0 && number.abs() <= most;
    text.split(',').map(|part| part.trim().parse().ok().filter(fits)).collect()
}

fn until(text: &str, zones: &Zones) -> Option<End> {
    if text.len() == 8 {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(End::Day);
    }
    let (text, zone) = text.strip_suffix('Z').map_or((text, zones.own), |utc| (utc, chrono_tz::UTC));
    Some(End::At(local_time::to_instant(local(text)?, zone)))
}
