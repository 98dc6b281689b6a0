//! VTIMEZONE: what a TZID means, for a reader that does not know the name.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};

use crate::content::{Content, local, offset};

/// A rule must hold this many years to be written as one; a zone without one
/// has its changes of so many years written down.
const YEARS: i32 = 10;
/// Where a rule is written from, as is the custom.
const RULE_FROM: i32 = 1970;
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What the clocks do at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    /// When, on the clock before.
    at: NaiveDateTime,
    before: i32,
    regime: Regime,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Regime {
    offset: i32,
    summer: bool,
    name: String,
}

fn regime(zone: Tz, at: DateTime<Utc>) -> Regime {
    let found = zone.offset_from_utc_datetime(&at.naive_utc());
    Regime {
        offset: found.fix().local_minus_utc(),
        summer: !found.dst_offset().is_zero(),
        name: found.abbreviation().unwrap_or(zone.name()).to_owned(),
    }
}

/// Writes the zone as it is from `year` on. Where its changes follow a rule
/// that holds for ten years, as in Brussels, the rule is written; else each
/// change of these years.
pub(crate) fn write(content: &mut Content, zone: Tz, year: i32) {
    content.raw("BEGIN", "VTIMEZONE");
    content.raw("TZID", zone.name());
    let changes = changes(zone, year);
    let (summer, winter): (Vec<Change>, Vec<Change>) = changes.iter().cloned().partition(|change| change.regime.summer);
    match (rule(&summer), rule(&winter)) {
        (Some(summer), Some(winter)) => {
            for (change, rule) in [summer, winter] {
                part(content, &change, Some(&rule));
            }
        }
        _ => {
            let before = regime(zone, first_moment(year));
            let from = NaiveDate::from_ymd_opt(RULE_FROM, 1, 1).unwrap_or_default().and_time(Default::default());
            part(content, &Change { at: from, before: before.offset, regime: before }, None);
            for change in &changes {
                part(content, change, None);
            }
        }
    }
    content.raw("END", "VTIMEZONE");
}

fn part(content: &mut Content, change: &Change, rule: Option<&str>) {
    let kind = if change.regime.summer { "DAYLIGHT" } else { "STANDARD" };
    content.raw("BEGIN", kind);
    content.raw("DTSTART", &local(change.at));
    if let Some(rule) = rule {
        content.raw("RRULE", rule);
    }
    content.raw("TZOFFSETFROM", &offset(change.before));
    content.raw("TZOFFSETTO", &offset(change.regime.offset));
    content.text("TZNAME", &change.regime.name);
    content.raw("END", kind);
}

fn first_moment(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(Default::default()).and_utc()
}

/// The changes of ten years: a look at each day, then halving.
fn changes(zone: Tz, year: i32) -> Vec<Change> {
    let mut found = Vec::new();
    let (mut at, end) = (first_moment(year), first_moment(year + YEARS));
    while at < end {
        let next = at + TimeDelta::days(1);
        let (before, after) = (regime(zone, at), regime(zone, next));
        if before != after {
            let (mut low, mut high) = (at, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + (high - low) / 2;
                let middle = DateTime::from_timestamp(middle.timestamp(), 0).unwrap_or(middle);
                if regime(zone, middle) == before { low = middle } else { high = middle }
            }
            let wall = high.naive_utc() + TimeDelta::seconds(i64::from(before.offset));
            found.push(Change { at: wall, before: before.offset, regime: after });
        }
        at = next;
    }
    found
}

/// The rule that all of these follow, once a year, with its first change in
/// 1970.
fn rule(changes: &[Change]) -> Option<(Change, String)> {
    let first = changes.first()?;
    let (month, weekday) = (first.at.month(), first.at.weekday());
    let follows = |place: i8| {
        i32::try_from(changes.len()) == Ok(YEARS)
            && changes.iter().zip(first.at.year()..).all(|(change, year)| {
                let day = placed(year, month, weekday, place);
                day.map(|day| day.and_time(first.at.time())) == Some(change.at)
                    && (change.before, &change.regime) == (first.before, &first.regime)
            })
    };
    let place = [-1, 1, 2, 3, 4].into_iter().find(|place| follows(*place))?;
    let from = placed(RULE_FROM, month, weekday, place)?.and_time(first.at.time());
    let name = WEEKDAYS.get(weekday.num_days_from_monday() as usize)?;
    Some((Change { at: from, ..first.clone() }, format!("FREQ=YEARLY;BYMONTH={month};BYDAY={place}{name}")))
}

/// The n-th or, for -1, the last such weekday of a month.
fn placed(year: i32, month: u32, weekday: chrono::Weekday, place: i8) -> Option<NaiveDate> {
    if let Ok(place) = u8::try_from(place) {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, place);
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_days(Days::new(u64::from(first.num_days_in_month()) - 1))?;
    let back = (last.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
    last.checked_sub_days(Days::new(u64::from(back)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: Tz) -> String {
        let mut content = Content::default();
        write(&mut content, zone, 2026);
        content.finish().replace("\r\n", "\n")
    }

    #[test]
    fn brussels_has_its_two_rules() {
        assert_eq!(
            written(domain::clock::BRUSSELS),
            "BEGIN:VTIMEZONE\nTZID:Europe/Brussels\n\
             BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
             TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
             TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
    }

    #[test]
    fn a_place_counted_from_the_first_and_a_zone_that_never_changes() {
        let york = written(chrono_tz::America::New_York);
        assert!(york.contains("DTSTART:19700308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"), "{york}");
        assert!(york.contains("DTSTART:19701101T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"), "{york}");
        let tokyo = written(chrono_tz::Asia::Tokyo);
        assert_eq!((tokyo.matches("BEGIN:STANDARD").count(), tokyo.contains("DAYLIGHT")), (1, false), "{tokyo}");
    }

    #[test]
    fn changes_that_follow_no_rule_are_written_one_by_one() {
        let casablanca = written(chrono_tz::Africa::Casablanca);
        assert!(!casablanca.contains("RRULE"), "{casablanca}");
        assert!(casablanca.matches("DTSTART").count() > 15, "{casablanca}");
    }
}
