//! Partner systems read the directory and the live permanences without asking
//! anybody: the clients of `docs/open-data.md`, and a reader of calendars that
//! finds the same times in both; and the API asked at random, as HSDS and we
//! describe it.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use journeys::Home;
use journeys::bookings::{book, hold, wish};
use journeys::day;
use journeys::programs::{interop, python, root};
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Puts something of the coordinator's.
async fn put(home: &dyn Home, path: &str, body: &Value) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let request = coordinator.ask(Method::PUT, path).header("if-none-match", "*").json(body);
    coordinator.send(request).await?.must_be(201).map(|_| ())
}

/// Every second week, with one that moved and one that is cancelled.
async fn hold_fortnightly(home: &dyn Home) -> anyhow::Result<()> {
    let exceptions = json!([
        {"date": day::day(2), "start": day::slot(2, "15:30"), "duration_minutes": 60},
        {"date": day::day(10), "cancelled": true, "reason": {"fr": "congé", "nl": "verlof", "en": "holiday"}},
    ]);
    let series = json!({
        "agency": "hub", "location": "icab", "services": [], "seats": 2, "start": day::slot(0, "14:00"),
        "duration_minutes": 120, "rrule": "FREQ=WEEKLY;INTERVAL=2", "exceptions": exceptions,
        "slot_minutes": 40, "buffer_minutes": 0, "languages": ["fr"], "status": "published",
    });
    put(home, "/v1/permanences/other", &series).await
}

/// What a program writes to its output.
fn said(program: &mut Command) -> anyhow::Result<String> {
    let output = program.output()?;
    anyhow::ensure!(output.status.success(), "{program:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// The rows of each permanence that stand in the open data.
async fn rows(home: &dyn Home) -> anyhow::Result<Map<String, Value>> {
    let path = "/hsds/service_at_locations?full=true&per_page=100";
    let page = home.anybody().get(path).await?.must_be(200)?.json()?;
    let mut found = Map::new();
    for one in page["contents"].as_array().context("a page")? {
        let permanence = one["permanence"].as_str().context("a permanence")?;
        found.insert(permanence.to_owned(), one["schedules"].clone());
    }
    Ok(found)
}

#[tokio::test]
async fn twenty_lines_read_it_all_and_a_calendar_says_the_same() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(home.as_ref(), "weekly", "icab", 1).await?;
    hold_fortnightly(home.as_ref()).await?;

    let base = home.address().to_owned();
    let clients = root().join("docs/clients");
    let python_says = said(Command::new(python()?).arg(clients.join("open_data.py")).arg(&base))?;
    let node_says = said(Command::new("node").arg(clients.join("open_data.mjs")).arg(&base))?;
    assert_eq!(python_says, node_says);
    assert!(python_says.lines().count() > 2, "{python_says}");
    assert!(
        python_says.lines().all(|line| line.split(" | ").nth(2).is_some_and(|place| place.starts_with("ICAB"))),
        "{python_says}"
    );

    let folder = tempfile::tempdir()?;
    let from: NaiveDate = day::day(0).parse()?;
    let calendar = home.anybody().get("/calendar/locations/icab.ics").await?.must_be(200)?;
    std::fs::write(folder.path().join("icab.ics"), calendar.body)?;
    let told = json!({"from": from, "to": from + Days::new(400), "schedules": rows(home.as_ref()).await?});
    std::fs::write(folder.path().join("icab.json"), told.to_string())?;
    let compared = said(Command::new(python()?).arg(interop("hsds.py")).arg("calendars").arg(folder.path()))?;
    let compared: Value = serde_json::from_str(&compared)?;
    assert!(compared["compared"].as_u64().is_some_and(|sessions| sessions > 60), "{compared}");
    Ok(())
}

#[test]
fn the_description_is_openapi_to_a_program_that_is_not_ours() -> anyhow::Result<()> {
    let description = root().join("infra/local/openapi.json");
    let says = said(Command::new(python()?).args(["-m", "openapi_spec_validator"]).arg(description))?;
    assert!(says.contains("OK"), "{says}");
    Ok(())
}

#[tokio::test]
async fn asked_at_random_it_answers_as_hsds_and_we_describe_it() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(home.as_ref(), "weekly", "icab", 1).await?;
    hold_fortnightly(home.as_ref()).await?;
    let asked = |what: &str, schemas: Option<&Path>| -> anyhow::Result<()> {
        let mut asking = Command::new(python()?);
        let counted = said(asking.arg(interop("hsds_api.py")).arg(what).arg(home.address()).args(schemas))?;
        let counted: Value = serde_json::from_str(&counted)?;
        let count = |name: &str| counted[name].as_u64().unwrap_or_default();
        anyhow::ensure!(count("asked") > 100 && count("found") > count("asked") / 6, "{what}: {counted}");
        Ok(())
    };
    asked("own", None)?;
    let schemas = testkit::skipped::beside_the_project("schemas/hsds-3.1/openapi.json");
    schemas.map_or(Ok(()), |file| asked("published", file.parent()))
}

#[tokio::test]
async fn a_seat_that_is_taken_is_told_of_the_next_session_and_what_is_taken_back_is_gone() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(home.as_ref(), "weekly", "greenbizz", 1).await?;
    let list = home.anybody().get("/hsds/service_at_locations").await?.must_be(200)?.json()?;
    let id = list["contents"][0]["id"].as_str().context("one")?.to_owned();
    let single = format!("/hsds/service_at_locations/{id}");
    let free = |one: &Value, nth: usize| one["next_sessions"][nth]["free"].as_u64();
    let before = home.anybody().get(&single).await?.must_be(200)?;
    let (told, tag) = (before.json()?, before.header("etag").to_owned());
    // Of the second one no slot has begun.
    let slot = told["next_sessions"][1]["session"].as_str().context("a session")?.to_owned();
    let date: String = slot.rsplit('.').next().unwrap_or_default().to_owned();
    let slot = format!("{}-{}-{}T09:30", &date[..4], &date[4..6], &date[6..]);
    book(home.as_ref(), &wish("weekly", &slot, "zoe@zoe-robotics.example")).await?.must_be(201)?;
    let anybody = home.anybody();
    let again = anybody.send(anybody.ask(Method::GET, &single).header("if-none-match", &tag)).await?.must_be(200)?;
    assert_eq!(free(&again.json()?, 1), free(&told, 1).map(|free| free - 1));

    let now = home.now().await?.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let coordinator = home.coordinator();
    let path = "/v1/permanences/weekly";
    let gone = coordinator.ask(Method::DELETE, path).header("if-match", "*");
    coordinator.send(gone).await?.must_be(204)?;
    home.anybody().get(&single).await?.must_be(404)?;
    let since = format!("/hsds/service_at_locations?modified_after={now}");
    let told = home.anybody().get(&since).await?.must_be(200)?.json()?;
    assert_eq!((&told["contents"][0]["id"], &told["contents"][0]["status"]), (&json!(id), &json!("defunct")), "{told}");
    Ok(())
}
