//! Calendars held against programs that are not ours: PyPI `icalendar` with
//! `recurring-ical-events`, and npm `ical.js`. Random series with exceptions,
//! over both clock changes, from 90 days back to over 24 months ahead: they
//! find in the files what `/v1/sessions` answers, instant by instant.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{NaiveDate, TimeDelta};
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, LocationId};
use domain::permanence::Permanence;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

/// Sets of calendars written: of a place, an agency and an adviser.
const FILES: usize = 8;
/// Series of one set.
const SERIES: usize = 12;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What `/v1/sessions` says takes place in these days, of the permanences whose
/// id `counts`.
async fn sessions(
    app: &TestApp,
    query: &str,
    (from, to): (NaiveDate, NaiveDate),
    counts: impl Fn(&str) -> bool,
) -> Vec<Value> {
    let mut found = Vec::new();
    let mut first = from;
    while first < to {
        let end = (first + TimeDelta::days(92)).min(to);
        let start = format!("/v1/sessions?{query}&from={first}&to={end}&limit=100");
        let mut path = start.clone();
        loop {
            let page = app.anonymous().get(&path).await.expect_status(200).json();
            let held = page["items"].as_array().unwrap().iter().filter(|session| session["status"] == "scheduled");
            let held = held.filter(|session| counts(session["permanence"].as_str().unwrap()));
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

/// Writes the calendar of a place, of an agency and of an adviser, and beside
/// each the sessions that it must hold, and of the adviser who booked.
async fn write(folder: &Path, name: &str, series: &[Permanence]) -> usize {
    let app = TestApp::with(schedule::routes()).await;
    let adviser = json!({"agency": "innoviris", "name": "Ann", "email": "ann@innoviris.example", "languages": ["fr"]});
    let added = app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/ann", &adviser).await;
    added.expect_status(201);
    for permanence in series {
        let mut tx = Transaction::new();
        app.store().permanences().create(&mut tx, permanence);
        app.store().commit(tx).await.unwrap();
    }
    // 2026-11-24 is today: 90 days back, and through November 2028.
    let days = (day("2026-08-26"), day("2028-12-01"));
    let at_icab = sessions(&app, "location=icab", days, |_| true).await;
    let of_innoviris = sessions(&app, "agency=innoviris", days, |_| true).await;
    assert!(at_icab.len() < of_innoviris.len(), "some are elsewhere");
    let ann = |id: &str| series.iter().any(|one| one.id.as_str() == id && !one.advisers.is_empty());
    let mut of_ann = sessions(&app, "agency=innoviris", days, ann).await;
    of_ann.extend(appointment(&app, ann).await);
    let found = app.store().advisers().load(&AdviserId::parse("ann").unwrap()).await.unwrap().unwrap();
    let own = flows::advisers::calendar_path(app.store(), &found.value);
    let feeds = [
        ("place", "/calendar/locations/icab.ics", at_icab),
        ("agency", "/calendar/agencies/innoviris.ics", of_innoviris),
        ("adviser", own.as_str(), of_ann),
    ];
    let mut count = 0;
    for (of, path, held) in feeds {
        let file = app.anonymous().get(path).await.expect_status(200).text();
        let wanted = json!({"from": days.0, "to": days.1, "sessions": held});
        std::fs::write(folder.join(format!("{name}-{of}.ics")), file).unwrap();
        std::fs::write(folder.join(format!("{name}-{of}.json")), wanted.to_string()).unwrap();
        count += held.len();
    }
    count
}

/// Somebody books the next slot of Ann's; nothing where she has none.
async fn appointment(app: &TestApp, ann: impl Fn(&str) -> bool) -> Option<Value> {
    let path = "/v1/sessions?agency=innoviris&from=2026-11-25&to=2027-02-20&limit=100";
    let page = app.anonymous().get(path).await.expect_status(200).json();
    let mut sessions = page["items"].as_array().unwrap().iter();
    let session = sessions.find(|one| ann(one["permanence"].as_str().unwrap()) && one["slots"][0]["free"] == 1)?;
    let body = json!({"session": session["id"], "slot": session["slots"][0]["local_start"],
        "contact": {"name": "Zoé", "email": "zoe@zoe-robotics.example"}});
    let made = app.anonymous().header("idempotency-key", "one").post_json("/v1/bookings", &body).await;
    let made = made.expect_status(201).json();
    let uid = format!("{}@permanence.test", made["id"].as_str().unwrap());
    Some(json!([uid, made["start"], made["end"]]))
}

/// Writes the invitation to one booking, and beside it its time.
fn write_invitation(folder: &Path) {
    let at = |text: &str| domain::Instant::parse(text).unwrap();
    let invite = calendar::Invite {
        uid: "b1@permanence.test".to_owned(),
        recurrence: None,
        sequence: 0,
        stamp: at("2026-11-24T09:00:00Z"),
        start: at("2027-03-30T07:30:00Z"),
        end: at("2027-03-30T08:10:00Z"),
        timezone: BRUSSELS,
        summary: "Innoviris · ICAB".to_owned(),
        description: "Où : « ICAB », rue des Pères Blancs 4 ;\nsalle 2".repeat(5),
        location: "ICAB".to_owned(),
        url: "https://permanence.test/b/1".to_owned(),
        parties: calendar::Parties {
            organizer: ("Innoviris; \"Brussels\"".to_owned(), "permanence@permanence.test".to_owned()),
            sent_by: Some("mails@permanence.test".to_owned()),
            attendee: ("Zoé Maes".to_owned(), "zoe@example.com".to_owned()),
        },
    };
    let wanted = json!({"from": "2027-01-01", "to": "2028-01-01",
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

/// Weekly series from the first day that calendars hold: at 00:15 in Tokyo,
/// which is the day before in Brussels and in UTC, and one somewhere else.
fn at_the_edge() -> Vec<Permanence> {
    let series = |id: &str, location: &str, timezone: &str| {
        let of = json!({"id": id, "agency": "innoviris", "location": location, "advisers": ["ann"], "seats": 1,
            "timezone": timezone, "start": "2026-08-26T00:15", "duration_minutes": 180, "rrule": "FREQ=WEEKLY",
            "slot_minutes": 30, "buffer_minutes": 0, "status": "published"});
        serde_json::from_value(of).unwrap()
    };
    vec![series("tokyo", "icab", "Asia/Tokyo"), series("elsewhere", "greenbizz", "Europe/Brussels")]
}

#[tokio::test]
async fn programs_find_in_a_calendar_what_the_sessions_are() {
    // Kept until the next time, so that what differed can be looked at.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendars");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::default();
    let mut held = 0;
    held += write(&folder, "edge", &at_the_edge()).await;
    for file in 0..FILES {
        let mut all = Vec::new();
        for one in 0..SERIES {
            let mut made = testkit::series::series(&format!("s{one}")).new_tree(&mut runner).unwrap().current();
            if one % 3 == 2 {
                made.location = LocationId::parse("greenbizz").unwrap();
            }
            if one % 2 == 0 {
                made.advisers = vec![AdviserId::parse("ann").unwrap()];
            }
            all.push(made);
        }
        held += write(&folder, &format!("{file:02}"), &all).await;
    }
    assert!(held > FILES * SERIES * 20, "{held} sessions");
    write_invitation(&folder);
    let expected = json!({"files": (FILES + 1) * 3 + 1, "sessions": held + 1});
    let python = root().join(".tools/venv/bin/python");
    assert_eq!(compared(Command::new(python).arg(root().join("tests/interop/calendars.py")), &folder), expected);
    if testkit::skipped::lacks("npm") {
        return;
    }
    assert_eq!(compared(Command::new("node").arg(root().join("tests/interop/calendars.mjs")), &folder), expected);
}
