use chrono::{Datelike, Days, NaiveTime, Timelike, Weekday};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::clock::BRUSSELS;
use crate::permanence::{Frequency, Recurrence, Until};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn permanence(changes: Value) -> Permanence {
    let mut body = json!({"id": "p1", "agency": "innoviris", "location": "icab", "seats": 2,
        "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels",
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29", "slot_minutes": 40, "buffer_minutes": 5,
        "status": "published"});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn sessions_with(permanence: &Permanence, from: &str, to: &str, taken: &Taken<'_>) -> Vec<Session> {
    let staff_days = StaffDays::default();
    let around = Surroundings { staff_days: &staff_days, location: None, taken };
    expand(permanence, Window::new(day(from), day(to)).unwrap(), Drafts::Hidden, around)
}

fn sessions(permanence: &Permanence, from: &str, to: &str) -> Vec<Session> {
    sessions_with(permanence, from, to, &|_, _| 0)
}

fn starts(sessions: &[Session]) -> Vec<String> {
    sessions.iter().map(|session| local_time::format(session.local_start)).collect()
}

#[test]
fn a_session_has_the_slots_that_fit_and_their_free_seats() {
    let taken = |id: &SessionId, local: NaiveDateTime| {
        u32::from(id.as_str() == "p1.20261124" && local_time::format(local) == "2026-11-24T10:15")
    };
    let found = sessions_with(&permanence(json!({})), "2026-11-24", "2026-11-25", &taken);
    assert_eq!(found.len(), 1);
    let session = &found[0];
    assert_eq!(session.start.to_string(), "2026-11-24T08:30:00Z");
    assert_eq!(session.end.to_string(), "2026-11-24T11:30:00Z");
    let slots: Vec<(String, u32)> =
        session.slots.iter().map(|slot| (local_time::format(slot.local_start), slot.free)).collect();
    let expected = [("09:30", 2), ("10:15", 1), ("11:00", 2), ("11:45", 2)];
    assert_eq!(slots, expected.map(|(time, free)| (format!("2026-11-24T{time}"), free)));
}

#[test]
fn an_overbooked_slot_has_no_free_seat() {
    let found = sessions_with(&permanence(json!({})), "2026-11-24", "2026-11-25", &|_, _| 9);
    assert!(found[0].slots.iter().all(|slot| slot.free == 0));
}

#[test]
fn exceptions_cancel_move_and_shorten() {
    let permanence = permanence(json!({"exceptions": [
        {"date": "2026-12-01", "cancelled": true, "reason": {"fr": "Grève", "nl": "Staking"}},
        {"date": "2026-12-08", "start": "2026-12-10T13:30"},
        {"date": "2026-12-15", "duration_minutes": 90}]}));
    let found = sessions(&permanence, "2026-12-01", "2026-12-20");
    assert_eq!(starts(&found), ["2026-12-01T09:30", "2026-12-10T13:30", "2026-12-15T09:30"]);
    assert_eq!(found[0].status, SessionStatus::Cancelled);
    assert_eq!(found[0].reason.as_ref().unwrap().fr, "Grève");
    assert!(found[0].slots.is_empty());
    assert_eq!(found[1].id.as_str(), "p1.20261208");
    assert_eq!(found[1].slots.len(), 4);
    assert_eq!(found[2].slots.len(), 2);
}

#[test]
fn a_moved_session_shows_where_it_went_and_not_where_it_was() {
    let permanence = permanence(json!({"exceptions": [{"date": "2026-12-08", "start": "2027-01-11T13:30"}]}));
    assert!(sessions(&permanence, "2026-12-07", "2026-12-12").is_empty());
    assert_eq!(starts(&sessions(&permanence, "2027-01-11", "2027-01-12")), ["2027-01-11T13:30"]);
}

#[test]
fn holidays_staff_days_and_the_year_end_cancel_with_their_reason() {
    let permanence =
        permanence(json!({"start": "2026-11-02T09:30", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,FR", "until": null}));
    let cancelled = |on: &str| {
        let next = day(on).succ_opt().unwrap().to_string();
        let found = sessions(&permanence, on, &next);
        (found[0].status, found[0].reason.clone().map(|reason| reason.fr))
    };
    assert_eq!(cancelled("2026-11-02").0, SessionStatus::Cancelled);
    assert_eq!(cancelled("2026-12-25"), (SessionStatus::Cancelled, Some("Noël".to_owned())));
    assert_eq!(cancelled("2026-12-29").0, SessionStatus::Cancelled);
    assert_eq!(cancelled("2027-03-29").0, SessionStatus::Cancelled);
    assert_eq!(cancelled("2026-11-24"), (SessionStatus::Scheduled, None));
}

#[test]
fn a_closed_location_cancels() {
    let location: Location = serde_json::from_value(json!({"id": "icab", "name": "ICAB", "type": "incubator",
        "nis": "21009", "postcode": "1050", "address": {"fr": "x", "nl": "x"}, "lat": 50.8, "lon": 4.3,
        "languages": [], "open_to": "2026-11-30", "fit": "core"}))
    .unwrap();
    let staff_days = StaffDays::none();
    let around = Surroundings { staff_days: &staff_days, location: Some(&location), taken: &|_, _| 0 };
    let window = Window::new(day("2026-11-23"), day("2026-12-05")).unwrap();
    let found = expand(&permanence(json!({})), window, Drafts::Hidden, around);
    let statuses: Vec<SessionStatus> = found.iter().map(|session| session.status).collect();
    assert_eq!(statuses, [SessionStatus::Scheduled, SessionStatus::Cancelled]);
}

#[test]
fn a_draft_is_expanded_only_when_asked() {
    let permanence = permanence(json!({"status": "draft"}));
    assert!(sessions(&permanence, "2026-11-24", "2026-12-24").is_empty());
    let staff_days = StaffDays::default();
    let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
    let window = Window::new(day("2026-11-24"), day("2026-11-25")).unwrap();
    assert_eq!(expand(&permanence, window, Drafts::Shown, around).len(), 1);
}

#[test]
fn a_session_is_found_by_its_id_alone() {
    let permanence = permanence(json!({}));
    let staff_days = StaffDays::default();
    let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
    let id = |text: &str| SessionId::parse(text).unwrap();
    assert_eq!(find(&permanence, &id("p1.20261201"), around).unwrap().id, id("p1.20261201"));
    for other in ["p1.20261202", "p1.20270706", "p2.20261201", "p1.2026121", "p1"] {
        assert_eq!(find(&permanence, &id(other), around), None, "{other}");
    }
}

#[test]
fn a_window_has_at_most_92_days() {
    assert!(Window::new(day("2026-01-01"), day("2026-04-03")).is_ok());
    assert_eq!(Window::new(day("2026-01-01"), day("2026-04-04")), Err(InvalidWindow::TooLong));
    assert_eq!(Window::new(day("2026-01-01"), day("2026-01-01")), Err(InvalidWindow::Empty));
    assert_eq!(Window::new(day("2026-01-02"), day("2026-01-01")), Err(InvalidWindow::Empty));
}

#[test]
fn ten_o_clock_stays_ten_o_clock_when_the_clocks_change() {
    let permanence =
        permanence(json!({"start": "2026-10-20T10:00", "rrule": "FREQ=WEEKLY", "until": null, "exceptions": []}));
    let autumn: Vec<String> =
        sessions(&permanence, "2026-10-20", "2026-10-28").iter().map(|s| s.start.to_string()).collect();
    assert_eq!(autumn, ["2026-10-20T08:00:00Z", "2026-10-27T09:00:00Z"]);
    let spring: Vec<String> =
        sessions(&permanence, "2027-03-23", "2027-03-31").iter().map(|s| s.start.to_string()).collect();
    assert_eq!(spring, ["2027-03-23T09:00:00Z", "2027-03-30T08:00:00Z"]);
}

#[test]
fn the_hour_that_comes_twice_names_each_slot_once_and_the_skipped_one_moves_on() {
    let sunday = |start: &str| {
        let permanence = permanence(json!({"start": start, "rrule": null, "until": null, "slot_minutes": 30,
            "buffer_minutes": 0, "duration_minutes": 180}));
        let on = &start[..10];
        let next = day(on).succ_opt().unwrap().to_string();
        let session = sessions(&permanence, on, &next).remove(0);
        session.slots.iter().map(|slot| slot.local_start.format("%H:%M").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(sunday("2026-10-25T01:30"), ["01:30", "02:00", "02:30", "03:00"]);
    assert_eq!(sunday("2027-03-28T01:30"), ["01:30", "03:00", "03:30", "04:00", "04:30", "05:00"]);
    assert_eq!(sunday("2027-03-28T02:30")[0], "03:30");
}

#[test]
fn places_in_the_month_count_from_both_ends() {
    let days = |start: &str, rule: &str, to: &str| -> Vec<String> {
        let permanence = permanence(json!({"start": format!("{start}T09:30"), "rrule": rule, "until": null}));
        series::series_days(&permanence, day(start), day(to)).iter().map(ToString::to_string).collect()
    };
    let last_friday = days("2026-11-27", "FREQ=MONTHLY;BYDAY=-1FR", "2027-02-01");
    assert_eq!(last_friday, ["2026-11-27", "2026-12-25", "2027-01-29"]);
    let second_tuesday = days("2026-12-08", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "2027-05-01");
    assert_eq!(second_tuesday, ["2026-12-08", "2027-02-09", "2027-04-13"]);
    let begins_on_monday = days("2027-02-01", "FREQ=MONTHLY;BYDAY=-4MO", "2027-04-01");
    assert_eq!(begins_on_monday, ["2027-02-01", "2027-03-08"]);
    let plain_beside_placed = days("2027-03-01", "FREQ=MONTHLY;BYDAY=MO,1TU", "2027-03-16");
    assert_eq!(plain_beside_placed, ["2027-03-01", "2027-03-02", "2027-03-08", "2027-03-15"]);
    let thirty_first = days("2027-01-31", "FREQ=MONTHLY", "2027-06-01");
    assert_eq!(thirty_first, ["2027-01-31", "2027-03-31", "2027-05-31"]);
}

/// The days of a rule as the crate `rrule` finds them, over local times read as if they were UTC.
fn other_opinion(rule: &Recurrence, start: NaiveDateTime, end: NaiveDate) -> Vec<NaiveDate> {
    let set: rrule::RRuleSet =
        format!("DTSTART:{}Z\nRRULE:{}", start.format("%Y%m%dT%H%M%S"), Recurrence { until: None, ..rule.clone() })
            .parse()
            .unwrap();
    set.into_iter()
        .map(|at| at.date_naive())
        .take_while(|day| *day < end)
        .take_while(|day| rule.until.is_none_or(|until| until.allows(day.and_time(start.time()), BRUSSELS)))
        .collect()
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

prop_compose! {
    /// Rules that the crate reads rightly: days all plain, or all with a place from the start of the month.
    fn any_rule()(
        weekly in any::<bool>(),
        placed in any::<bool>(),
        interval in 1_u16..5,
        days in proptest::collection::btree_set((0_usize..7, 1_i8..=4), 0..4),
        end in 0_u8..3,
        count in 1_u32..40,
        until in 0_u64..500,
    ) -> Recurrence {
        let place = |place| (placed && !weekly).then_some(place);
        let by_day: std::collections::BTreeSet<(Option<i8>, usize)> =
            days.into_iter().map(|(day, at)| (place(at), day)).collect();
        Recurrence {
            frequency: if weekly { Frequency::Weekly } else { Frequency::Monthly },
            interval,
            by_day: by_day.into_iter().map(|(place, day)| (place, WEEKDAYS[day])).collect(),
            count: (end == 1).then_some(count),
            until: (end == 2).then(|| Until::Day(day("2026-09-01") + Days::new(until))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_series_has_the_days_that_another_reader_of_the_rule_finds(
        rule in any_rule(), offset in 0_u64..40, minutes in 0_u32..1440, from in 0_u64..700, length in 1_u64..92,
    ) {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
        let mut permanence = permanence(json!({"until": null}));
        permanence.rrule = Some(rule.clone());
        // A start that follows the rule is a condition of every stored permanence.
        let first = day("2026-09-01") + Days::new(offset);
        let start = first.iter_days().take(40).find(|day| {
            permanence.start = day.and_time(time);
            has_session_on(&permanence, *day)
        });
        prop_assume!(start.is_some());
        let from = day("2026-09-01") + Days::new(from);
        let to = from + Days::new(length);
        let expected: Vec<NaiveDate> =
            other_opinion(&rule, permanence.start, to).into_iter().filter(|day| *day >= from).collect();
        prop_assert_eq!(series::series_days(&permanence, from, to), expected, "{}", rule);
    }

    #[test]
    fn sessions_keep_their_wall_clock_time_length_and_slots_over_both_clock_changes(
        weekday in 0_usize..7, minutes in 0_u32..1440, duration in 15_u32..=720, slot in 5_u32..=60, buffer in 0_u32..30,
        cut in 1_u64..91, autumn in any::<bool>(),
    ) {
        let slot = slot.min(duration);
        let change = day(if autumn { "2026-10-25" } else { "2027-03-28" });
        let from = change - Days::new(45);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
        let first = from.iter_days().find(|day| day.weekday() == WEEKDAYS[weekday]).unwrap();
        let mut permanence = permanence(json!({"until": null, "rrule": "FREQ=WEEKLY"}));
        permanence.start = first.and_time(time);
        (permanence.duration_minutes, permanence.slot_minutes, permanence.buffer_minutes) = (duration, slot, buffer);
        let staff_days = StaffDays::none();
        let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
        let expand = |from, to| expand(&permanence, Window::new(from, to).unwrap(), Drafts::Hidden, around);
        let (middle, end) = (from + Days::new(cut), from + Days::new(92));
        let all = expand(from, end);
        prop_assert!(all.len() >= 13);
        for session in &all {
            let shown = session.local_start.time();
            let skipped = session.local_start.date() == day("2027-03-28") && time.hour() == 2;
            prop_assert!(shown == time || (skipped && shown == time + TimeDelta::hours(1)));
            prop_assert_eq!((session.end.utc() - session.start.utc()).num_minutes(), i64::from(duration));
            prop_assert_eq!(local_time::to_local(session.start, BRUSSELS), session.local_start);
            for pair in session.slots.windows(2) {
                prop_assert!(pair[0].start < pair[1].start && pair[0].local_start != pair[1].local_start);
            }
            for one in &session.slots {
                prop_assert!(session.start <= one.start && one.start.plus(TimeDelta::minutes(i64::from(slot))) <= session.end);
            }
        }
        let mut parts = expand(from, middle);
        parts.extend(expand(middle, end));
        prop_assert_eq!(parts, all);
    }
}

#[test]
fn what_is_quoted_in_french_keeps_to_its_marks() {
    let said = InvalidWindow::Empty.text(crate::Language::Fr);
    assert!(said.contains("«\u{a0}to\u{a0}»") && said.contains("«\u{a0}from\u{a0}»"), "{said}");
}
