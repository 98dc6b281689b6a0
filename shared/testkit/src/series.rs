//! Random series: every rule that a permanence may have, with exceptions on
//! days of the series.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::Text;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::{Frequency, Permanence, PermanenceStatus, Recurrence, SessionException};
use domain::sessions::series_days;
use proptest::collection::vec;
use proptest::prelude::*;

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// When a series begins; nights included, for clocks change at night.
fn start() -> impl Strategy<Value = (NaiveDate, NaiveTime)> {
    let quarter = prop_oneof![4 => 32_u32..72, 1 => 0_u32..16];
    (0_i64..1300, quarter).prop_map(|(days, quarter)| {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + TimeDelta::days(days);
        (first, NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap())
    })
}

/// A day's place in its month, from the start or from the end.
fn place(day: NaiveDate, from_end: bool) -> i8 {
    let days = u32::from(day.num_days_in_month());
    let place = i8::try_from(if from_end { (days - day.day()) / 7 } else { day.day0() / 7 } + 1).unwrap();
    if from_end { -place } else { place }
}

/// A rule that has a session on `first`, and its last day.
fn rule(first: NaiveDate) -> impl Strategy<Value = (Option<Recurrence>, Option<NaiveDate>)> {
    let days = vec((proptest::option::of(prop_oneof![-5_i8..=-1, 1_i8..=5]), 0_usize..7), 0..3);
    let end = (0_u8..4, 1_u32..200, 0_i64..1500);
    (0_u8..10, 1_u16..5, days, any::<(bool, bool)>(), end).prop_map(
        move |(kind, interval, others, (on_day, from_end), end)| {
            let own = first.weekday();
            let frequency = if kind < 6 { Frequency::Weekly } else { Frequency::Monthly };
            let mut by_day: Vec<(Option<i8>, Weekday)> = Vec::new();
            if on_day {
                let placed = frequency == Frequency::Monthly;
                by_day.push((placed.then(|| place(first, from_end)), own));
                by_day.extend(others.into_iter().map(|(place, day)| (place.filter(|_| placed), WEEKDAYS[day])));
                by_day.dedup();
            }
            let (kind_of_end, count, days) = end;
            let rule =
                Recurrence { frequency, interval, by_day, count: (kind_of_end == 0).then_some(count), until: None };
            let until = (kind_of_end == 1).then(|| first + TimeDelta::days(days));
            (Some(rule).filter(|_| kind > 0), until.filter(|_| kind > 0))
        },
    )
}

/// What becomes of some sessions: cancelled, moved, of another length.
fn exceptions() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, i64, u32, bool)>> {
    vec((any::<prop::sample::Index>(), 0_u8..4, -20_i64..20, 15_u32..300, any::<bool>()), 0..8)
}

fn zone() -> impl Strategy<Value = Tz> {
    prop_oneof![
        8 => Just(chrono_tz::Europe::Brussels),
        1 => Just(chrono_tz::America::New_York),
        1 => Just(chrono_tz::Asia::Tokyo),
    ]
}

/// A published presence of Innoviris at ICAB.
///
/// # Panics
/// The id is none.
pub fn series(id: &str) -> impl Strategy<Value = Permanence> {
    let id = PermanenceId::parse(id).unwrap();
    let with_rule = start().prop_flat_map(|(first, time)| (Just((first, time)), rule(first)));
    (with_rule, 15_u32..240, zone(), exceptions()).prop_map(
        move |(((first, time), (rrule, until)), duration_minutes, timezone, exceptions)| {
            let mut permanence = Permanence {
                id: id.clone(),
                agency: AgencyId::parse("innoviris").unwrap(),
                location: LocationId::parse("icab").unwrap(),
                advisers: Vec::new(),
                room: None,
                services: Vec::new(),
                seats: 1,
                start: first.and_time(time),
                duration_minutes,
                timezone,
                rrule,
                until,
                exceptions: Vec::new(),
                slot_minutes: 15,
                buffer_minutes: 0,
                languages: Vec::new(),
                status: PermanenceStatus::Published,
                continued_by: None,
                continues: None,
            };
            permanence.exceptions = placed(&permanence, exceptions);
            permanence
        },
    )
}

fn placed(permanence: &Permanence, wanted: Vec<(prop::sample::Index, u8, i64, u32, bool)>) -> Vec<SessionException> {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let days = series_days(permanence, day("2026-06-01"), day("2029-01-01"));
    let mut exceptions: Vec<SessionException> = Vec::new();
    for (index, kind, by, minutes, said) in wanted {
        if days.is_empty() {
            break;
        }
        let date = *index.get(&days);
        let moved = (date + TimeDelta::days(by)).and_time(permanence.start.time()) + TimeDelta::minutes(by * 15);
        let exception = SessionException {
            date,
            cancelled: kind == 0,
            start: (kind % 2 == 1).then_some(moved),
            duration_minutes: (kind >= 2).then_some(minutes),
            reason: said.then(|| Text::new("Déménagement ; salle fermée", "Verhuis, zaal gesloten", "Moving")),
        };
        if exceptions.iter().all(|other| other.date != date) {
            exceptions.push(exception);
        }
    }
    exceptions
}
