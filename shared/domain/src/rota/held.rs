//! How far ahead a series is held against the rota.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, Weekday};

use crate::permanence::{Frequency, Permanence};
use crate::sessions::{MAX_WINDOW_DAYS, Window};

/// Sessions of a series that are looked at, at least.
const SESSIONS: u64 = 6;
/// No series is looked at further ahead than three years.
const FURTHEST: u64 = 3 * 366;

/// The days that a permanence is held against the rota on, in order and apart:
/// from the first week on as far as its rhythm asks for, and the weeks of
/// single sessions that differ, now or before. From Monday, so that a week's
/// sessions are counted whole.
pub fn looked_at(of: &Permanence, before: Option<&Permanence>, today: NaiveDate) -> Vec<Window> {
    let first = of.start.date().max(today);
    let week = |day: NaiveDate| day.week(Weekday::Mon).checked_first_day().unwrap_or(day);
    let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let days = match &of.rrule {
        None => 0,
        Some(rule) => match rule.frequency {
            Frequency::Weekly => SESSIONS * 7 * u64::from(rule.interval),
            Frequency::Monthly => (SESSIONS * 31 * u64::from(rule.interval)).max(366),
        },
    };
    let days = days.max(MAX_WINDOW_DAYS.unsigned_abs()).min(FURTHEST);
    let (from, end) = (week(first), later(week(first), days));
    let mut found = Vec::new();
    let mut at = from;
    while at < end {
        let to = later(at, MAX_WINDOW_DAYS.unsigned_abs()).min(end);
        let Ok(window) = Window::new(at, to) else { break };
        found.push(window);
        at = to;
    }
    let exceptions = of.exceptions.iter().chain(before.into_iter().flat_map(|before| &before.exceptions));
    let single = exceptions.flat_map(|one| [Some(one.date), one.start.map(|start| start.date())]).flatten();
    let weeks: BTreeSet<NaiveDate> = single.filter(|day| *day >= end.max(today)).map(week).collect();
    // The week in which the others end is looked at from there on only.
    let weeks = weeks.into_iter().map(|monday| (monday.max(end), later(monday, 7)));
    found.extend(weeks.filter_map(|(from, to)| Window::new(from, to).ok()));
    found
}

#[cfg(test)]
mod tests {
    use super::looked_at;
    use crate::permanence::Permanence;
    use crate::sessions::Window;

    fn series(rrule: Option<&str>, exceptions: &[(&str, &str)]) -> Permanence {
        let exceptions: Vec<_> = exceptions
            .iter()
            .map(|(date, start)| serde_json::json!({"date": date, "cancelled": false, "start": start}))
            .collect();
        serde_json::from_value(serde_json::json!({
            "id": "p", "agency": "hub", "location": "icab", "advisers": [], "services": [], "seats": 1,
            "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels", "rrule": rrule,
            "exceptions": exceptions, "slot_minutes": 40, "buffer_minutes": 5, "languages": [], "status": "published"
        }))
        .unwrap()
    }

    #[test]
    fn a_series_is_looked_at_for_six_sessions_or_a_year_of_months_and_for_single_sessions_beyond() {
        let today = "2026-11-24".parse().unwrap();
        let days = |of: &Permanence, before: Option<&Permanence>| {
            let found = looked_at(of, before, today);
            let apart = found.windows(2).all(|pair| pair[0].to() <= pair[1].from());
            assert!(apart, "no session is looked at twice: {found:?}");
            let days = |window: &Window| (window.to() - window.from()).num_days();
            found.iter().map(days).collect::<Vec<_>>()
        };
        assert_eq!(days(&series(None, &[]), None), [92]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY"), &[]), None), [92]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY;INTERVAL=4"), &[]), None), [92, 76]);
        assert_eq!(days(&series(Some("FREQ=MONTHLY;BYDAY=4TU"), &[]), None), [92, 92, 92, 90]);
        assert_eq!(days(&series(Some("FREQ=MONTHLY;BYDAY=4TU;INTERVAL=12"), &[]), None).iter().sum::<i64>(), 3 * 366);
        let moved =
            series(Some("FREQ=WEEKLY"), &[("2027-05-04", "2027-06-01T14:00"), ("2026-12-01", "2026-12-02T14:00")]);
        assert_eq!(days(&moved, None), [92, 7, 7]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY"), &[]), Some(&moved)), [92, 7, 7], "what is taken back, too");
    }
}
