//! Busy times held against a program that is not ours: for random rules of
//! every kind that is read, PyPI `recurring-ical-events` finds the same times.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::Path;
use std::process::Command;

use chrono_tz::Tz;
use domain::Instant;
use domain::clock::BRUSSELS;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

const FILES: usize = 150;
/// Days on the clock of Brussels, the last not among them: the program that
/// reads judges a time by its own local day.
const FROM: &str = "2026-11-01";
const TO: &str = "2027-12-01";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A rule without its end.
fn rule() -> impl Strategy<Value = String> {
    let days = "(MO|TU|WE)(,(TH|FR))?(,SU)?";
    prop_oneof![
        (1_u32..20).prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        (1_u32..4, days).prop_map(|(n, days)| format!("FREQ=DAILY;INTERVAL={n};BYDAY={days}")),
        (1_u32..6, days).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={days}")),
        (1_u32..6, days).prop_map(|(n, days)| format!("FREQ=WEEKLY;WKST=SU;INTERVAL={n};BYDAY={days}")),
        (1_u32..6).prop_map(|n| format!("FREQ=WEEKLY;INTERVAL={n}")),
        (1_u32..4, -3_i32..-1).prop_map(|(n, place)| format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={place}TH,1MO")),
        (1_u32..4, 1_i32..=31).prop_map(|(n, day)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={day},-{day}")),
        (1_u32..4).prop_map(|n| format!("FREQ=MONTHLY;INTERVAL={n}")),
        (-3_i32..=-1, days).prop_map(|(place, days)| format!("FREQ=MONTHLY;BYDAY={days};BYSETPOS={place}")),
        (1_i32..4, 1_u32..=12).prop_map(|(place, month)| format!("FREQ=YEARLY;BYMONTH={month},12;BYDAY={place}WE")),
        (-9_i32..=-1).prop_map(|place| format!("FREQ=YEARLY;BYDAY={place}FR")),
        Just("FREQ=YEARLY;BYMONTHDAY=13".to_owned()),
        Just("FREQ=YEARLY".to_owned()),
    ]
}

/// A series that begins at a local time of Brussels.
fn event(start: &str, rule: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\n\
         BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
         TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n\
         BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
         TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
         BEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\nSEQUENCE:0\r\nSUMMARY:{start}\r\n\
         DTSTART;TZID=Europe/Brussels:{start}\r\nDURATION:PT45M\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

/// Midnight of a winter's day in Brussels.
fn midnight(day: &str) -> Instant {
    at(&format!("{day}T00:00:00+01:00"))
}

fn local(instant: Instant, zone: Tz) -> String {
    instant.utc().with_timezone(&zone).format("%Y%m%dT%H%M%S").to_string()
}

#[test]
fn a_program_finds_in_a_file_the_times_that_are_read() {
    // Kept until the next time, so that what differed can be looked at.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("busy");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::default();
    let cases = (rule(), 2018_i32..2026, 1_u32..=12, 1_u32..=28, 4_u32..22, 0_u32..4, 1_u32..300);
    let (mut files, mut times) = (0, 0);
    while files < FILES {
        let (rule, year, month, day, hour, end, count) = cases.new_tree(&mut runner).unwrap().current();
        // What a series is that does not begin with a day of its rule is not
        // defined: so it begins with the first day that follows it.
        let anywhere = event(&format!("{year}{month:02}{day:02}T{hour:02}1500"), &rule);
        let begin = at(&format!("{year}-{month:02}-{day:02}T23:00:00Z"));
        let days =
            calendar::busy(&anywhere, begin, begin.plus(chrono::TimeDelta::days(400)), BRUSSELS, "p.example").unwrap();
        let Some(first) = days.first() else { continue };
        let end = match end {
            0 => format!(";COUNT={count}"),
            1 => ";UNTIL=20270601T080000Z".to_owned(),
            _ => String::new(),
        };
        let file = event(&local(first.start, BRUSSELS), &format!("{rule}{end}"));
        let found = calendar::busy(&file, midnight(FROM), midnight(TO), BRUSSELS, "p.example").unwrap();
        let sessions: Vec<_> =
            found.iter().map(|busy| serde_json::json!(["e", busy.start.to_string(), busy.end.to_string()])).collect();
        times += sessions.len();
        let wanted = serde_json::json!({"from": FROM, "to": TO, "sessions": sessions});
        std::fs::write(folder.join(format!("{files:03}.ics")), file).unwrap();
        std::fs::write(folder.join(format!("{files:03}.json")), wanted.to_string()).unwrap();
        files += 1;
    }
    assert!(times > FILES, "{times} busy times");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut program = Command::new(root.join(".tools/venv/bin/python"));
    let output = program.arg(root.join("tests/interop/calendars.py")).arg(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?}; run tests/tools/setup.sh if it is absent\n{said}");
    let compared: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(compared, serde_json::json!({"files": FILES, "sessions": times}));
}
