use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::holidays::StaffDays;
use crate::ids::PermanenceId;
use crate::sessions::{Drafts, Session, Surroundings, Window, expand, has_session_on, series_days};
use crate::working_days::closure_on;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    local_time::parse(text).unwrap()
}

fn series(changes: &Value) -> Permanence {
    let mut body = json!({"id": "p1", "agency": "innoviris", "location": "icab", "seats": 2,
        "start": "2026-09-01T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels",
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "slot_minutes": 40, "buffer_minutes": 5, "status": "published"});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn next() -> PermanenceId {
    PermanenceId::parse("p2").unwrap()
}

/// Every session that begins within two years, by the day of its series.
fn held(series: &Permanence) -> Vec<(NaiveDate, Session)> {
    let staff_days = StaffDays::none();
    let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
    let mut from = day("2026-06-01");
    let mut sessions = Vec::new();
    for _ in 0..10 {
        let to = from + Days::new(90);
        sessions.extend(expand(series, Window::new(from, to).unwrap(), Drafts::Shown, around));
        from = to;
    }
    let mut held: Vec<_> = sessions.into_iter().map(|session| (session.id.parts().unwrap().1, session)).collect();
    held.sort_by_key(|(day, _)| *day);
    held
}

/// What a session is, whichever series has it.
fn apart_from_ids(held: &[(NaiveDate, Session)]) -> Vec<(NaiveDate, Value)> {
    let plain = |session: &Session| {
        let mut plain = serde_json::to_value(session).unwrap();
        plain.as_object_mut().unwrap().retain(|field, _| field != "id" && field != "permanence");
        plain
    };
    held.iter().map(|(day, session)| (*day, plain(session))).collect()
}

fn any_series() -> impl Strategy<Value = Permanence> {
    let weekly = (1_u16..4, proptest::sample::subsequence(vec!["MO", "TU", "WE", "FR"], 0..4))
        .prop_map(|(every, days)| (format!("FREQ=WEEKLY;INTERVAL={every}"), days.join(",")));
    let monthly = (1_u16..3, proptest::sample::subsequence(vec!["1MO", "2TU", "-1FR", "TH", "5WE"], 0..3))
        .prop_map(|(every, days)| (format!("FREQ=MONTHLY;INTERVAL={every}"), days.join(",")));
    let end = prop_oneof![
        Just(String::new()),
        (1_u32..60).prop_map(|count| format!(";COUNT={count}")),
        Just(";UNTIL=20270914".to_owned()),
        Just(";UNTIL=20270914T073000Z".to_owned()),
        Just(";UNTIL=20270914T093000".to_owned()),
    ];
    let exceptions = prop::collection::vec((0_usize..40, 0_u8..4), 0..5);
    let from = 0_u64..20;
    (prop_oneof![weekly, monthly], end, exceptions, from).prop_map(|((rule, days), end, exceptions, from)| {
        let days = if days.is_empty() { days } else { format!(";BYDAY={days}") };
        let mut made = series(&json!({"rrule": format!("{rule}{days}{end}")}));
        let first = (day("2026-09-01") + Days::new(from)).iter_days().take(400).find(|first| {
            made.start = first.and_time(made.start.time());
            has_session_on(&made, *first)
        });
        made.start = first.unwrap_or(day("2026-09-01")).and_time(made.start.time());
        let known = series_days(&made, made.start.date(), day("2028-06-01"));
        for (nth, kind) in exceptions {
            let Some(date) = known.get(nth).copied().filter(|date| made.exception_on(*date).is_none()) else {
                continue;
            };
            let moved = |days| Some((date + Days::new(days)).and_time(local("2026-01-01T14:00").time()));
            made.exceptions.push(SessionException {
                date,
                cancelled: kind == 0,
                start: if kind == 1 { moved(3) } else { None },
                duration_minutes: (kind == 2).then_some(60),
                reason: None,
            });
        }
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_split_loses_and_doubles_nothing(whole in any_series(), nth in 0_usize..40) {
        let all = held(&whole);
        prop_assume!(!all.is_empty());
        let date = all[nth % all.len()].0;
        let Some(Split { before, next }) = whole.split(date, next()) else {
            prop_assert_eq!(date, whole.start.date());
            return Ok(());
        };
        let (early, late) = (held(&before), held(&next));
        prop_assert!(early.iter().all(|(day, _)| *day < date));
        prop_assert!(late.iter().all(|(day, _)| date <= *day));
        // Sessions before the day are the very same, ids included.
        prop_assert_eq!(&early, &all.iter().filter(|(day, _)| *day < date).cloned().collect::<Vec<_>>());
        let together: Vec<_> = early.into_iter().chain(late).collect();
        prop_assert_eq!(apart_from_ids(&together), apart_from_ids(&all));
        prop_assert_eq!(before.continued_by, Some(next.id.clone()));
        prop_assert_eq!(next.continued_by, whole.continued_by);
    }

    #[test]
    fn another_hour_from_a_day_on_moves_each_session_of_the_rest_and_no_other(
        whole in any_series(), nth in 0_usize..40,
    ) {
        let all = held(&whole);
        prop_assume!(!all.is_empty());
        let date = all[nth % all.len()].0;
        let Some(Split { before, next }) = whole.split(date, next()) else { return Ok(()) };
        let changed = next.starting(date.and_time(local("2026-01-01T16:00").time())).without_strays();
        prop_assert_eq!(held(&before).len() + held(&changed).len(), all.len());
        let days = |held: Vec<(NaiveDate, Session)>| held.into_iter().map(|(day, _)| day).collect::<Vec<_>>();
        prop_assert_eq!(days(held(&changed)), days(held(&next)));
        prop_assert_eq!(changed.exceptions.len(), next.exceptions.len());
        for (day, session) in held(&changed) {
            let moved = changed.exception_on(day).is_some_and(|exception| exception.start.is_some());
            prop_assert!(moved || session.local_start == day.and_time(local("2026-01-01T16:00").time()));
        }
    }

    #[test]
    fn a_change_of_one_session_changes_that_one_alone(whole in any_series(), nth in 0_usize..40, cancelled in any::<bool>()) {
        let all = held(&whole);
        prop_assume!(!all.is_empty());
        let date = all[nth % all.len()].0;
        let start = Some(date.and_time(local("2026-01-01T17:00").time()));
        let differs = SessionException { date, cancelled, start, duration_minutes: Some(45), reason: None };
        let after = whole.except(differs);
        let others = |held: Vec<(NaiveDate, Session)>| held.into_iter().filter(|(day, _)| *day != date).collect::<Vec<_>>();
        prop_assert_eq!(others(held(&after)), others(all));
        let one = held(&after).into_iter().find(|(day, _)| *day == date).unwrap().1;
        let closed = closure_on(date, &StaffDays::none()).is_some();
        prop_assert_eq!(one.slots.is_empty(), cancelled || closed);
        prop_assert!(cancelled || Some(one.local_start) == start);
        prop_assert_eq!(after.exceptions.iter().filter(|exception| exception.date == date).count(), 1);
    }
}

#[test]
fn a_counted_series_is_divided_by_its_number() {
    let whole = series(&json!({"rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=10"}));
    let Split { before, next } = whole.split(day("2026-09-22"), next()).unwrap();
    assert_eq!(before.rrule.unwrap().to_string(), "FREQ=WEEKLY;BYDAY=TU;COUNT=3");
    assert_eq!((before.until, next.rrule.unwrap().to_string().as_str()), (None, "FREQ=WEEKLY;BYDAY=TU;COUNT=7"));
}

#[test]
fn every_other_week_stays_the_same_weeks() {
    let whole = series(&json!({"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "until": "2026-12-31"}));
    let Split { before, next } = whole.split(day("2026-09-17"), next()).unwrap();
    assert_eq!((before.until, next.until), (Some(day("2026-09-16")), Some(day("2026-12-31"))));
    let days = series_days(&next, day("2026-09-01"), day("2026-10-02"));
    assert_eq!(days, ["2026-09-17", "2026-09-29", "2026-10-01"].map(day));
}

#[test]
fn there_is_nothing_to_divide_off_the_series_or_at_its_beginning() {
    let whole = series(&json!({}));
    for off in ["2026-09-01", "2026-08-25", "2026-09-02"] {
        assert_eq!(whole.split(day(off), next()), None, "{off}");
    }
    assert_eq!(series(&json!({"rrule": null})).split(day("2026-09-01"), next()), None);
}

#[test]
fn a_second_split_stays_in_the_chain() {
    let Split { before, next: third } = series(&json!({})).split(day("2026-10-06"), next()).unwrap();
    let second = before.split(day("2026-09-15"), PermanenceId::parse("between").unwrap()).unwrap();
    assert_eq!(second.next.continued_by, Some(third.id));
    assert_eq!(second.next.until, Some(day("2026-10-05")));
}

#[test]
fn a_rule_of_one_day_turns_with_its_start_and_others_stay() {
    let cases = [
        ("FREQ=WEEKLY;BYDAY=TU", "2026-09-02", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY", "2026-09-02", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-09-03", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=1TU", "2026-09-09", "FREQ=MONTHLY;BYDAY=2WE"),
        ("FREQ=MONTHLY;BYDAY=1TU", "2026-09-30", "FREQ=MONTHLY;BYDAY=-1WE"),
        ("FREQ=MONTHLY;BYDAY=-5TU", "2026-09-24", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYDAY=TU", "2026-09-04", "FREQ=MONTHLY;BYDAY=FR"),
    ];
    for (rule, start, turned) in cases {
        let changed = series(&json!({"rrule": rule})).starting(day(start).and_time(local("2026-09-01T10:00").time()));
        assert_eq!(changed.rrule.as_ref().unwrap().to_string(), turned, "{rule} {start}");
        assert!(has_session_on(&changed, day(start)), "{rule} {start}");
    }
}

#[test]
fn what_differed_on_days_that_are_no_more_falls_away() {
    let whole = series(&json!({"exceptions": [{"date": "2026-09-08", "cancelled": true}]}));
    assert_eq!(whole.without_strays().exceptions.len(), 1);
    assert!(whole.starting(local("2026-09-02T09:30")).without_strays().exceptions.is_empty());
}

#[test]
fn a_stored_series_can_be_sent_again_as_it_is() {
    let whole = series(&json!({"until": "2027-06-29", "room": "Blue", "advisers": ["a1"], "languages": ["fr", "nl"],
        "exceptions": [{"date": "2026-09-08", "cancelled": true},
                       {"date": "2026-09-15", "start": "2026-09-16T13:30", "duration_minutes": 60}]}));
    let sent = serde_json::to_value(PermanenceDraft::from(&whole)).unwrap();
    let mut stored = serde_json::to_value(&whole).unwrap();
    stored.as_object_mut().unwrap().remove("id");
    for (field, value) in stored.as_object().unwrap() {
        if field != "exceptions" {
            assert_eq!(&sent[field], value, "{field}");
        }
    }
    assert_eq!(sent["exceptions"][1]["start"], "2026-09-16T13:30");
    assert_eq!(sent["exceptions"][0]["cancelled"], true);
}

#[test]
fn one_session_stands_apart_and_no_other_is_lost() {
    let whole = series(&json!({}));
    let ids = || [next(), PermanenceId::parse("rest").unwrap()];
    let (from, to) = (day("2026-09-01"), day("2027-02-01"));
    let days = |line: &[Permanence]| -> Vec<_> { line.iter().flat_map(|one| series_days(one, from, to)).collect() };
    for (date, parts) in [("2026-09-01", 2), ("2026-09-15", 3)] {
        let apart = whole.apart(day(date), ids()).unwrap();
        assert_eq!(series_days(&apart.one, from, to), [day(date)]);
        let line = apart.line();
        assert_eq!((line.len(), &line[0].id, days(&line)), (parts, &whole.id, days(std::slice::from_ref(&whole))));
        assert!(line.windows(2).all(|pair| pair[0].continued_by.as_ref() == Some(&pair[1].id)), "bookings find it");
    }
    assert!(whole.apart(day("2026-09-02"), ids()).is_none(), "no session on that day");
    let single = series(&json!({"rrule": null}));
    assert_eq!(single.apart(day("2026-09-01"), ids()).unwrap().line(), [single]);
}
