//! Open data held against programs that are not ours: the published schemas of
//! HSDS by `check-jsonschema`, the rows of schedules expanded by `dateutil`, the
//! grammar of Atom and the schema of sitemaps by `lxml`.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{NaiveDate, TimeDelta};
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::sessions::{Drafts, SessionStatus, expand_long};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};

/// Random series that are expanded.
const SERIES: usize = 120;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own, kept until the next time.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a program says that it looked at; the test ends where something is wrong.
fn looked_at(program: &str, arguments: &[&Path]) -> Value {
    let mut python = Command::new(root().join(".tools/venv/bin/python"));
    let output = python.arg(root().join("tests/interop").join(program)).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{python:?}; run tests/tools/setup.sh if it is absent\n{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn compared(arguments: &[&Path]) -> u64 {
    looked_at("hsds.py", arguments)["compared"].as_u64().unwrap()
}

async fn get(app: &TestApp, path: &str) -> Value {
    app.anonymous().get(path).await.expect_status(200).json()
}

#[tokio::test]
async fn every_answer_is_valid_by_the_published_schemas() {
    let Some(schemas) = testkit::skipped::beside_the_project("schemas/hsds-3.1") else { return };
    let app = TestApp::with(directory::routes()).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let mut all = innoviris_at_icab();
    (all["agency"], all["location"], all["services"]) = (json!("hub"), json!("greenbizz"), json!([]));
    (all["rrule"], all["exceptions"], all["start"]) =
        (json!("FREQ=MONTHLY;BYDAY=-1TH"), json!([]), json!("2026-11-26T14:00"));
    hold(&app, "p2", all).await;
    let folder = folder("hsds-schemas");
    let mut written = 0;
    for (list, single) in
        [("organizations", "organization"), ("services", "service"), ("service_at_locations", "service_at_location")]
    {
        for (schema, more) in [
            (format!("{single}_list"), ""),
            (single.to_owned(), "&full=true&lang=nl"),
            (format!("{single}_list"), "&modified_after=2026-11-01&lang=en"),
        ] {
            let page = get(&app, &format!("/hsds/{list}?per_page=100{more}")).await;
            let into = folder.join(&schema);
            std::fs::create_dir_all(&into).unwrap();
            for one in page["contents"].as_array().unwrap() {
                written += 1;
                std::fs::write(into.join(format!("{written}.json")), one.to_string()).unwrap();
                if more.is_empty() && written % 12 == 0 {
                    let single_one = get(&app, &format!("/hsds/{list}/{}", one["id"].as_str().unwrap())).await;
                    let into = folder.join(single);
                    std::fs::create_dir_all(&into).unwrap();
                    std::fs::write(into.join(format!("one-{written}.json")), single_one.to_string()).unwrap();
                }
            }
        }
    }
    assert!(compared(&[Path::new("schemas"), &schemas, &folder]) > written, "{written} of lists, and single ones");
}

#[tokio::test]
async fn rows_of_random_series_give_their_sessions_over_both_changes_of_the_clock() {
    let app = TestApp::with(directory::routes()).await;
    let mut runner = TestRunner::default();
    let (from, folder) = (NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), folder("hsds-schedules"));
    let to = from + TimeDelta::days(400);
    let mut series = Vec::new();
    for one in 0..SERIES {
        let mut made = testkit::series::series(&format!("s{one}")).new_tree(&mut runner).unwrap().current();
        made.services = vec![domain::ids::ServiceId::parse("innoviris-shape").unwrap()];
        made.location = LocationId::parse(if one % 2 == 0 { "icab" } else { "greenbizz" }).unwrap();
        let mut tx = Transaction::new();
        app.store().permanences().create(&mut tx, &made);
        app.store().commit(tx).await.unwrap();
        series.push(made);
    }
    let catalogue = app.store().catalogue().load().await.unwrap();
    let (mut held, mut offsets) = (0, std::collections::BTreeSet::new());
    for page in 1..=SERIES.div_ceil(100) {
        let page = get(&app, &format!("/hsds/service_at_locations?full=true&per_page=100&page={page}")).await;
        for one in page["contents"].as_array().unwrap() {
            let of = series.iter().find(|series| one["permanence"] == series.id.as_str()).unwrap();
            let mut sessions = expand_long(of, (from, to), Drafts::Hidden, &catalogue);
            sessions.retain(|session| session.status == SessionStatus::Scheduled);
            if of.timezone == BRUSSELS {
                offsets.extend(one["schedules"].as_array().unwrap().iter().map(|row| row["timezone"].to_string()));
            }
            held += sessions.len();
            let sessions: Vec<Value> = sessions.iter().map(|session| json!([session.start, session.end])).collect();
            let told = json!({"schedules": one["schedules"], "sessions": sessions});
            std::fs::write(folder.join(format!("{}.json", of.id)), told.to_string()).unwrap();
        }
    }
    assert_eq!(offsets.len(), 2, "winter and summer: {offsets:?}");
    assert!(held > SERIES * 5, "{held} sessions");
    assert_eq!(compared(&[Path::new("schedules"), &folder]), held as u64);
}

/// The page or the data of an address.
async fn accepting(app: &TestApp, accept: &str, path: &str) -> testkit::Answer {
    let answer = app.anonymous().header("accept", accept).get(path).await.expect_status(200);
    let varies = answer.headers.get_all("vary").iter().any(|value| value.to_str().unwrap().contains("accept"));
    assert!(varies || path.starts_with("/locations"), "{path}");
    answer
}

#[tokio::test]
async fn linked_data_conform_in_both_forms_and_pages_say_what_they_are_about() {
    let app = TestApp::with(directory::routes()).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let folder = folder("linked");
    let catalogue = app.store().catalogue().load().await.unwrap();
    let services = catalogue.services.keys().map(|id| format!("services/{id}"));
    let agencies = catalogue.agencies.keys().map(|id| format!("agencies/{id}"));
    for path in services.chain(agencies).chain(["catalogue".to_owned()]) {
        let file = folder.join(path.replace('/', "-"));
        for (accept, ending) in [("application/ld+json", "jsonld"), ("text/turtle", "ttl")] {
            let answer = accepting(&app, accept, &format!("/{path}")).await;
            assert!(answer.header("content-type").starts_with(accept), "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            std::fs::write(file.with_extension(ending), answer.body).unwrap();
        }
    }
    for path in
        ["services/innoviris-shape", "services/impulse-eu", "agencies/innoviris", "agencies/impulse", "locations/icab"]
    {
        let page = accepting(&app, "text/html", &format!("/{path}?lang=nl")).await.text();
        std::fs::write(folder.join(path.replace('/', "-")).with_extension("html"), page).unwrap();
    }
    let shapes = testkit::skipped::beside_the_project("schemas/cpsv-ap-3.2.0-shacl.ttl");
    let arguments: Vec<&Path> = [Some(folder.as_path()), shapes.as_deref()].into_iter().flatten().collect();
    let seen = looked_at("linked.py", &arguments);
    assert_eq!(seen["services"], catalogue.services.len());
    assert_eq!(seen["agencies"], catalogue.agencies.len());
    assert!(seen["things"].as_u64().unwrap() > 20, "{seen}");
    app.anonymous().header("accept", "text/turtle").get("/services/nothing").await.expect_status(404);
}

#[tokio::test]
async fn the_feed_and_the_sitemap_are_valid_by_what_describes_them() {
    let app = TestApp::with(directory::routes()).await;
    let folder = folder("outside");
    let read = async |path: &str| app.anonymous().get(path).await.expect_status(200).body;
    std::fs::write(folder.join("empty.atom"), read("/feed.atom?lang=fr").await).unwrap();
    hold(&app, "p1", innoviris_at_icab()).await;
    let mut other = innoviris_at_icab();
    (other["agency"], other["services"], other["start"]) = (json!("hub"), json!([]), json!("2026-12-03T14:00"));
    (other["rrule"], other["exceptions"]) = (json!("FREQ=WEEKLY"), json!([]));
    hold(&app, "p2", other).await;
    for language in ["fr", "nl", "en"] {
        let feed = read(&format!("/feed.atom?lang={language}")).await;
        std::fs::write(folder.join(format!("{language}.atom")), feed).unwrap();
    }
    let sitemap = read("/sitemap.xml").await;
    std::fs::write(folder.join("sitemap.xml"), &sitemap).unwrap();
    let schema = root().join("tests/interop/node_modules/sitemap/schema/sitemap.xsd");
    let seen = looked_at("outside.py", &[&schema, &folder]);
    let addresses = String::from_utf8(sitemap).unwrap().matches("<loc>").count();
    assert_eq!(seen, json!({"entries": 6, "addresses": addresses}));
}
