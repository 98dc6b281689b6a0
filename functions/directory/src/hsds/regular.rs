//! A permanence's sessions as rows of HSDS: a rule on a fixed offset from UTC
//! holds from one day to another, so a weekly 10:00 has a row for winter and one
//! for summer, and a row ends before each day on which it does not take place.
//! A session that was moved or has another length is a row of its own.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::permanence::Permanence;
use domain::sessions::{Session, series_days};
use domain::{Instant, Text};

/// Days of sessions alike, one after the other in the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Day of the first.
    pub first: NaiveDate,
    /// Day of the last.
    pub last: NaiveDate,
    /// How many there are.
    pub sessions: usize,
    /// Beginning of the first on a clock that is `offset` ahead of UTC.
    pub opens: NaiveDateTime,
    /// Its end on the same clock.
    pub closes: NaiveDateTime,
    /// Seconds ahead of UTC.
    pub offset: i64,
    /// Whether the first follows the rule of the series.
    pub regular: bool,
    /// Why the one is not as the others are.
    pub reason: Option<Text>,
}

/// The runs of sessions that take place; `held` are in order of time. What is
/// not among them breaks a run.
pub(super) fn runs(permanence: &Permanence, held: &[Session]) -> Vec<Run> {
    let mut regular: BTreeMap<NaiveDate, Run> = BTreeMap::new();
    let mut apart = Vec::new();
    for session in held {
        let one = of_one(permanence, session);
        if one.regular { regular.insert(one.first, one).into_iter().for_each(drop) } else { apart.push(one) }
    }
    let mut found: Vec<Run> = Vec::new();
    let span = regular.keys().next().copied().zip(regular.keys().next_back().copied());
    let days = span.map(|(first, last)| series_days(permanence, first, last + Days::new(1))).unwrap_or_default();
    let mut open: Option<Run> = None;
    for day in days {
        let next = regular.remove(&day);
        match (&mut open, next) {
            (Some(run), Some(next)) if run.offset == next.offset => {
                run.last = next.last;
                run.sessions += 1;
            }
            (_, next) => found.extend(std::mem::replace(&mut open, next)),
        }
    }
    found.extend(open);
    found.append(&mut apart);
    found.sort_by_key(|run| (run.first, run.opens));
    found
}

/// A session as a run of one. It is regular where it takes place at its series'
/// time on its series' day, for as long as the series says.
fn of_one(permanence: &Permanence, session: &Session) -> Run {
    let day = session.id.parts().map(|(_, day)| day);
    let planned = day.map(|day| day.and_time(permanence.start.time()));
    let lasts = session.end.utc() - session.start.utc();
    let exception = day.and_then(|day| permanence.exception_on(day));
    let moved = exception.is_some_and(|exception| exception.start.is_some());
    let as_long = lasts == TimeDelta::minutes(i64::from(permanence.duration_minutes));
    match planned.filter(|_| !moved && as_long) {
        // A time that the clock skips has the offset from before: the rule's own time stays.
        Some(planned) => run(planned, planned - session.start.utc().naive_utc(), (session.start, session.end), true),
        None => {
            let ahead = session.local_start - session.start.utc().naive_utc();
            let reason = session.reason.clone();
            Run { reason, ..run(session.local_start, ahead, (session.start, session.end), false) }
        }
    }
}

fn run(opens: NaiveDateTime, ahead: TimeDelta, (_, end): (Instant, Instant), regular: bool) -> Run {
    let (first, closes) = (opens.date(), end.utc().naive_utc() + ahead);
    Run { first, last: first, sessions: 1, opens, closes, offset: ahead.num_seconds(), regular, reason: None }
}

#[cfg(test)]
mod tests {
    use domain::sessions::{Drafts, expand_long};
    use serde_json::json;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn runs_of(change: serde_json::Value) -> Vec<Run> {
        let mut of = json!({"id": "p", "agency": "innoviris", "location": "icab", "seats": 1, "timezone": "Europe/Brussels",
            "start": "2026-10-06T10:00", "duration_minutes": 60, "rrule": "FREQ=WEEKLY", "until": "2026-11-10",
            "slot_minutes": 30, "buffer_minutes": 0, "status": "published"});
        for (field, value) in change.as_object().unwrap() {
            of[field] = value.clone();
        }
        let permanence: Permanence = serde_json::from_value(of).unwrap();
        let catalogue = domain::catalogue::Catalogue::default();
        let sessions = expand_long(&permanence, (day("2026-10-01"), day("2027-06-01")), Drafts::Hidden, &catalogue);
        let held: Vec<Session> =
            sessions.into_iter().filter(|one| one.status == domain::sessions::SessionStatus::Scheduled).collect();
        runs(&permanence, &held)
    }

    fn told(runs: &[Run]) -> Vec<(String, String, usize, i64)> {
        runs.iter().map(|run| (run.first.to_string(), run.last.to_string(), run.sessions, run.offset / 3600)).collect()
    }

    fn row(first: &str, last: &str, sessions: usize, offset: i64) -> (String, String, usize, i64) {
        (first.to_owned(), last.to_owned(), sessions, offset)
    }

    #[test]
    fn summer_and_winter_are_two_rows_on_one_time() {
        let runs = runs_of(json!({}));
        assert_eq!(told(&runs), [row("2026-10-06", "2026-10-20", 3, 2), row("2026-10-27", "2026-11-10", 3, 1)]);
        assert!(runs.iter().all(|run| run.opens.format("%H:%M").to_string() == "10:00"));
    }

    #[test]
    fn a_row_ends_before_a_day_that_falls_out_and_one_that_moves_is_a_row_alone() {
        let exceptions = json!([{"date": "2026-10-13", "cancelled": true}, {"date": "2026-11-03", "cancelled": false, "start": "2026-11-04T14:00"}]);
        let runs = runs_of(json!({"exceptions": exceptions}));
        let expected = [
            row("2026-10-06", "2026-10-06", 1, 2),
            row("2026-10-20", "2026-10-20", 1, 2),
            row("2026-10-27", "2026-10-27", 1, 1),
            row("2026-11-04", "2026-11-04", 1, 1),
            row("2026-11-10", "2026-11-10", 1, 1),
        ];
        assert_eq!(told(&runs), expected);
        assert_eq!(runs.iter().filter(|run| !run.regular).count(), 1);
    }

    #[test]
    fn a_time_that_the_clock_skips_keeps_the_time_of_its_rule() {
        let runs = runs_of(json!({"start": "2027-03-14T02:30", "until": "2027-04-04"}));
        assert_eq!(told(&runs), [row("2027-03-14", "2027-03-28", 3, 1), row("2027-04-04", "2027-04-04", 1, 2)]);
    }
}
