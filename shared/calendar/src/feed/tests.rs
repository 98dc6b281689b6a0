use chrono::NaiveDate;
use domain::permanence::Permanence;
use domain::sessions::Session;
use domain::{Instant, Language};

use super::*;
use crate::appointment::Appointment;
use domain::holidays::StaffDays;
use domain::ids::PermanenceId;
use domain::local_time;
use domain::permanence::PermanenceStatus;
use domain::sessions::{Drafts, Surroundings, Window, expand};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A published presence of 90 minutes.
fn presence(start: &str, rule: Option<&str>) -> Permanence {
    Permanence {
        id: PermanenceId::parse("p1").unwrap(),
        agency: domain::ids::AgencyId::parse("innoviris").unwrap(),
        location: domain::ids::LocationId::parse("icab").unwrap(),
        advisers: Vec::new(),
        room: None,
        services: Vec::new(),
        seats: 1,
        start: local_time::parse(start).unwrap(),
        duration_minutes: 90,
        timezone: BRUSSELS,
        rrule: rule.map(|rule| rule.parse().unwrap()),
        until: None,
        exceptions: Vec::new(),
        slot_minutes: 40,
        buffer_minutes: 5,
        languages: Vec::new(),
        status: PermanenceStatus::Published,
        continued_by: None,
        continues: None,
    }
}

fn excepted(mut permanence: Permanence, exceptions: &str) -> Permanence {
    let draft: Vec<domain::permanence::SessionException> = exceptions
        .split_whitespace()
        .map(|one| {
            let (date, start) = one.split_once('>').map_or((one, None), |(date, start)| (date, Some(start)));
            domain::permanence::SessionException {
                date: day(date),
                cancelled: start.is_none(),
                start: start.map(|start| local_time::parse(start).unwrap()),
                duration_minutes: None,
                reason: None,
            }
        })
        .collect();
    permanence.exceptions = draft;
    permanence
}

fn sessions(permanence: &Permanence, span: Span) -> Vec<Session> {
    let staff_days = StaffDays::default();
    let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
    let mut found = Vec::new();
    let mut from = span.from;
    while from < span.to {
        let to = (from + chrono::TimeDelta::days(92)).min(span.to);
        found.extend(expand(permanence, Window::new(from, to).unwrap(), Drafts::Hidden, around));
        from = to;
    }
    found
}

/// The file on a day, unfolded, with plain line ends.
fn written(permanence: &Permanence, today: &str) -> String {
    let span = Span::around(day(today));
    let event = Event {
        permanence,
        sessions: sessions(permanence, span),
        sequence: 3,
        changed: Instant::parse("2026-11-01T08:00:00Z").unwrap(),
        summary: "Innoviris, ICAB".to_owned(),
        description: "Tout".to_owned(),
        location: "ICAB".to_owned(),
        url: "https://p.example/locations/icab".to_owned(),
        geo: Some((50.8, 4.4)),
    };
    let whole = Feed {
        name: "ICAB",
        description: "Permanences",
        source: "https://p.example/calendar/locations/icab.ics",
        url: "https://p.example/locations/icab",
        host: "p.example",
        languages: &[Language::Fr, Language::Nl],
        span,
        events: vec![event],
        appointments: Vec::new(),
    };
    let file = feed(&whole);
    assert_eq!(file, feed(&whole));
    file.replace("\r\n ", "").replace("\r\n", "\n")
}

/// The lines that begin with one of these names.
fn lines<'a>(file: &'a str, names: &[&str]) -> Vec<&'a str> {
    let events = file.split_once("BEGIN:VEVENT").map_or("", |(_, events)| events);
    events.lines().filter(|line| names.iter().any(|name| line.starts_with(name))).collect()
}

#[test]
fn a_span_reaches_90_days_back_and_to_the_end_of_the_month_24_months_ahead() {
    let span = Span::around(day("2026-11-24"));
    assert_eq!((span.from, span.to), (day("2026-08-26"), day("2028-12-01")));
}

#[test]
fn a_series_is_a_rule_with_its_holidays_left_out_and_changed_sessions_beside_it() {
    let mut fridays = presence("2026-12-04T10:00", Some("FREQ=WEEKLY;BYDAY=FR"));
    fridays.until = Some(day("2027-02-05"));
    let fridays = excepted(fridays, "2027-01-15 2027-01-22>2027-01-23T14:00");
    let file = written(&fridays, "2026-11-24");
    assert_eq!(
        lines(&file, &["DT", "RRULE", "EXDATE", "RECURRENCE-ID", "UID", "SEQUENCE"]),
        [
            "UID:p1@p.example",
            "SEQUENCE:3",
            "DTSTAMP:20261101T080000Z",
            "DTSTART;TZID=Europe/Brussels:20261204T100000",
            "DTEND;TZID=Europe/Brussels:20261204T113000",
            "RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20270205T090000Z",
            "EXDATE;TZID=Europe/Brussels:20261225T100000",
            "EXDATE;TZID=Europe/Brussels:20270101T100000",
            "EXDATE;TZID=Europe/Brussels:20270115T100000",
            "UID:p1@p.example",
            "SEQUENCE:3",
            "DTSTAMP:20261101T080000Z",
            "RECURRENCE-ID;TZID=Europe/Brussels:20270122T100000",
            "DTSTART;TZID=Europe/Brussels:20270123T140000",
            "DTEND;TZID=Europe/Brussels:20270123T153000",
        ]
    );
    assert!(file.contains("NAME:ICAB\nX-WR-CALNAME:ICAB\n") && file.contains("GEO:50.800000;4.400000\n"), "{file}");
}

#[test]
fn an_old_series_begins_90_days_back_in_its_own_rhythm() {
    for (start, rule, first) in [
        ("2020-01-07T10:00", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "20260908"),
        ("2020-01-31T10:00", "FREQ=MONTHLY", "20260831"),
        ("2020-01-14T10:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "20260908"),
    ] {
        let permanence = presence(start, Some(rule));
        let file = written(&permanence, "2026-11-24");
        let from = lines(&file, &["DTSTART"])[0];
        assert_eq!(from, format!("DTSTART;TZID=Europe/Brussels:{first}T100000"), "{rule}");
        assert!(series_has(&permanence, first), "{rule}: {first}");
    }
}

fn series_has(permanence: &Permanence, first: &str) -> bool {
    let day = NaiveDate::parse_from_str(first, "%Y%m%d").unwrap();
    domain::sessions::has_session_on(permanence, day)
}

#[test]
fn a_number_of_sessions_becomes_an_end() {
    let file = written(&presence("2026-07-07T10:00", Some("FREQ=WEEKLY;COUNT=10")), "2026-11-24");
    assert_eq!(lines(&file, &["RRULE"]), ["RRULE:FREQ=WEEKLY;UNTIL=20260908T080000Z"]);
    assert_eq!(lines(&file, &["DTSTART"]), ["DTSTART;TZID=Europe/Brussels:20260901T100000"]);
}

#[test]
fn what_ended_over_90_days_ago_is_left_out_and_an_empty_calendar_has_its_zone() {
    let mut ended = presence("2026-01-06T10:00", Some("FREQ=WEEKLY"));
    ended.until = Some(day("2026-08-25"));
    let file = written(&ended, "2026-11-24");
    assert!(!file.contains("VEVENT") && file.contains("BEGIN:VTIMEZONE\nTZID:Europe/Brussels"), "{file}");
    ended.until = Some(day("2026-09-01"));
    assert!(written(&ended, "2026-11-24").contains("BEGIN:VEVENT"));
    assert!(written(&ended, "2026-11-30").contains("BEGIN:VEVENT"), "the 90th day after");
    assert!(!written(&ended, "2026-12-01").contains("BEGIN:VEVENT"), "the 91st");
}

#[test]
fn a_single_presence_has_no_rule_and_shows_where_it_moved() {
    let once = excepted(presence("2026-12-01T10:00", None), "2026-12-01>2026-12-02T14:00");
    let file = written(&once, "2026-11-24");
    assert_eq!(lines(&file, &["DTSTART", "RRULE", "RECURRENCE"]), ["DTSTART;TZID=Europe/Brussels:20261202T140000"]);
    let cancelled = excepted(presence("2026-12-01T10:00", None), "2026-12-01");
    assert!(!written(&cancelled, "2026-11-24").contains("VEVENT"));
}

#[test]
fn a_session_that_moved_into_the_span_stands_in_it_without_the_days_between() {
    let moved = excepted(presence("2026-08-04T10:00", Some("FREQ=WEEKLY")), "2026-08-11>2026-12-03T10:00");
    let file = written(&moved, "2026-11-24");
    let shown = lines(&file, &["DTSTART", "EXDATE", "RECURRENCE-ID"]);
    assert_eq!(
        shown[..3],
        [
            "DTSTART;TZID=Europe/Brussels:20260811T100000",
            "EXDATE;TZID=Europe/Brussels:20260818T100000",
            "EXDATE;TZID=Europe/Brussels:20260825T100000",
        ]
    );
    assert!(shown.contains(&"RECURRENCE-ID;TZID=Europe/Brussels:20260811T100000"), "{shown:?}");
}

#[test]
fn what_the_passing_of_days_changes_has_a_later_time_of_change() {
    let mut weekly = presence("2026-08-04T10:00", Some("FREQ=WEEKLY"));
    weekly.until = Some(day("2027-03-02"));
    let changed = |today: &str| lines(&written(&weekly, today), &["LAST-MODIFIED"])[0].to_owned();
    assert_eq!(changed("2026-11-02"), "LAST-MODIFIED:20261101T080000Z", "the first session is 90 days old");
    assert_eq!(changed("2026-11-03"), "LAST-MODIFIED:20261102T230000Z", "it is left out from this day on");
    assert_eq!(changed("2026-11-09"), "LAST-MODIFIED:20261102T230000Z");
    weekly.until = None;
    let changed = |today: &str| lines(&written(&weekly, today), &["LAST-MODIFIED"])[0].to_owned();
    assert_eq!(changed("2026-12-01"), "LAST-MODIFIED:20261130T230000Z", "the end moves with the month");
}

#[test]
fn a_session_that_spans_a_clock_change_has_its_own_times() {
    let nights = presence("2026-10-24T01:30", Some("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4"));
    let file = written(&nights, "2026-10-20");
    assert_eq!(
        lines(&file, &["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"]),
        [
            "DTSTART;TZID=Europe/Brussels:20261024T013000",
            "DTEND;TZID=Europe/Brussels:20261024T030000",
            "RECURRENCE-ID;TZID=Europe/Brussels:20261025T013000",
            "DTSTART;TZID=Europe/Brussels:20261025T013000",
            "DTEND:20261025T010000Z",
        ]
    );
    let from_it = presence("2026-10-25T01:30", Some("FREQ=WEEKLY;BYDAY=SU;COUNT=4"));
    assert_eq!(lines(&written(&from_it, "2026-10-20"), &["DURATION"]), ["DURATION:PT90M"]);
}

#[test]
fn a_meeting_stands_beside_the_series_on_the_wall_clock_of_its_place() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let today = "2026-11-24".parse().unwrap();
    let whole = Feed {
        name: "Ann",
        description: "Ann",
        source: "https://p.example/calendar/advisers/x.ics",
        url: "https://p.example/console",
        host: "p.example",
        languages: &[Language::Fr],
        span: Span::around(today),
        events: Vec::new(),
        appointments: vec![Appointment {
            id: "b1".to_owned(),
            sequence: 2,
            changed: at("2026-11-20T10:00:00Z"),
            start: at("2026-12-01T09:15:00Z"),
            end: at("2026-12-01T09:55:00Z"),
            timezone: BRUSSELS,
            summary: "Zoé Robotics, Zoé Maes".to_owned(),
            description: "Een prototype;\nop ware grootte".to_owned(),
            location: "ICAB".to_owned(),
        }],
    };
    let file = feed(&whole).replace("\r\n ", "").replace("\r\n", "\n");
    assert!(file.contains("LAST-MODIFIED:20261120T100000Z\nBEGIN:VTIMEZONE\nTZID:Europe/Brussels\n"), "{file}");
    assert!(
        file.ends_with(
            "BEGIN:VEVENT\nUID:b1@p.example\nSEQUENCE:2\nDTSTAMP:20261120T100000Z\nLAST-MODIFIED:20261120T100000Z\n\
             DTSTART;TZID=Europe/Brussels:20261201T101500\nDTEND;TZID=Europe/Brussels:20261201T105500\n\
             SUMMARY:Zoé Robotics\\, Zoé Maes\nDESCRIPTION:Een prototype\\;\\nop ware grootte\nLOCATION:ICAB\n\
             CLASS:PRIVATE\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT\nEND:VEVENT\nEND:VCALENDAR\n"
        ),
        "{file}"
    );
}
