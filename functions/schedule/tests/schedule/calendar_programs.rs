//! Calendars held against programs that are not ours: PyPI `icalendar` with
//! `recurring-ical-events`, and npm `ical.js`. Random series with exceptions,
//! over both clock changes, from 90 days back to over 24 months ahead: they
//! find in the files what `/v1/sessions` answers, instant by instant.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{NaiveDate, TimeDelta};
use domain::clock::BRUSSELS;
use domain::local_time;
use domain::permanence::Permanence;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

/// Calendars written.
const FILES: usize = 8;
/// Series of one calendar.
const SERIES: usize = 12;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What `/v1/sessions` says takes place at ICAB in these days.
async fn sessions(app: &TestApp, from: NaiveDate, to: NaiveDate) -> Vec<Value> {
    let mut found = Vec::new();
    let mut first = from;
    while first < to {
        let end = (first + TimeDelta::days(92)).min(to);
        let start = format!("/v1/sessions?location=icab&from={first}&to={end}&limit=100");
        let mut path = start.clone();
        loop {
            let page = app.anonymous().get(&path).await.expect_status(200).json();
            let held = page["items"].as_array().unwrap().iter().filter(|session| session["status"] == "scheduled");
            found.extend(held.map(|session| {
                let uid = format!("{}@permanence.test", session["permanence"].as_str().unwrap());
                json!([uid, session["start"], session["end"]])
            }));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("{start}&cursor={next}");
        }
        first = end;
    }
    found
}

/// Writes a calendar, and beside it the sessions that it must hold.
async fn write(folder: &Path, name: &str, series: &[Permanence]) -> usize {
    let app = TestApp::with(schedule::routes()).await;
    for permanence in series {
        let mut tx = Transaction::new();
        app.store().permanences().create(&mut tx, permanence);
        app.store().commit(tx).await.unwrap();
    }
    let file = app.anonymous().get("/calendar/locations/icab.ics").await.expect_status(200).text();
    // 2026-11-24 is today: 90 days back, and through November 2028.
    let (from, to) = (day("2026-08-26"), day("2028-12-01"));
    let held = sessions(&app, from, to).await;
    let midnight = |day: NaiveDate| local_time::to_instant(day.and_time(chrono::NaiveTime::MIN), BRUSSELS).to_string();
    let wanted = json!({"from": midnight(from), "to": midnight(to), "sessions": held});
    std::fs::write(folder.join(format!("{name}.ics")), file).unwrap();
    std::fs::write(folder.join(format!("{name}.json")), wanted.to_string()).unwrap();
    held.len()
}

/// Writes the invitation to one booking, and beside it its time.
fn write_invitation(folder: &Path) {
    let at = |text: &str| domain::Instant::parse(text).unwrap();
    let invite = calendar::Invite {
        uid: "b1@permanence.test".to_owned(),
        sequence: 0,
        stamp: at("2026-11-24T09:00:00Z"),
        start: at("2027-03-30T07:30:00Z"),
        end: at("2027-03-30T08:10:00Z"),
        timezone: BRUSSELS,
        summary: "Innoviris · ICAB".to_owned(),
        description: "Où : « ICAB », rue des Pères Blancs 4 ;\nsalle 2".repeat(5),
        location: "ICAB".to_owned(),
        url: "https://permanence.test/b/1".to_owned(),
        organizer: ("Innoviris; \"Brussels\"".to_owned(), "permanence@permanence.test".to_owned()),
        attendee: ("Zoé Maes".to_owned(), "zoe@example.com".to_owned()),
    };
    let wanted = json!({"from": "2027-01-01T00:00:00Z", "to": "2028-01-01T00:00:00Z",
        "sessions": [[invite.uid, invite.start, invite.end]]});
    std::fs::write(folder.join("invitation.ics"), calendar::request(&invite)).unwrap();
    std::fs::write(folder.join("invitation.json"), wanted.to_string()).unwrap();
}

/// What a program says that it compared.
fn compared(program: &mut Command, folder: &Path) -> Value {
    let output = program.arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?}; run tests/tools/setup.sh if it is absent\n{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test]
async fn programs_find_in_a_calendar_what_the_sessions_are() {
    // Kept until the next time, so that what differed can be looked at.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendars");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::default();
    let mut held = 0;
    for file in 0..FILES {
        let mut all = Vec::new();
        for one in 0..SERIES {
            let made = crate::series::series(&format!("s{one}")).new_tree(&mut runner).unwrap().current();
            all.push(made);
        }
        held += write(&folder, &format!("{file:02}"), &all).await;
    }
    assert!(held > FILES * SERIES * 10, "{held} sessions");
    write_invitation(&folder);
    let expected = json!({"files": FILES + 1, "sessions": held + 1});
    let python = root().join(".tools/venv/bin/python");
    assert_eq!(compared(Command::new(python).arg(root().join("tests/interop/calendars.py")), &folder), expected);
    assert_eq!(compared(Command::new("node").arg(root().join("tests/interop/calendars.mjs")), &folder), expected);
}
