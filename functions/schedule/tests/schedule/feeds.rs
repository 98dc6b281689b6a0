//! Calendars to subscribe to: what they say, and what asking for them costs.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use chrono::TimeDelta;
use domain::ids::PermanenceId;
use domain::permanence::PermanenceDraft;
use serde_json::{Value, json};
use store::Transaction;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{Answer, TestApp};

const ICAB: &str = "/calendar/locations/icab.ics";

async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

fn tuesdays() -> Value {
    json!({"agency": "innoviris", "location": "icab", "start": "2026-11-24T09:30", "duration_minutes": 120,
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29", "status": "published", "languages": ["fr", "nl"],
        "exceptions": [{"date": "2026-12-08", "cancelled": true},
            {"date": "2027-01-05", "start": "2027-01-05T13:30", "reason": "Portes ouvertes"}]})
}

fn changed(field: &str, value: Value) -> Value {
    let mut body = tuesdays();
    body[field] = value;
    body
}

async fn put(app: &TestApp, id: &str, etag: Option<&str>, body: &Value) -> Answer {
    let asked = match etag {
        Some(etag) => app.as_admin().if_match(etag),
        None => app.as_admin().header("if-none-match", "*"),
    };
    asked.put_json(&format!("/v1/permanences/{id}"), body).await
}

async fn read(app: &TestApp, path: &str) -> String {
    app.anonymous().get(path).await.expect_status(200).text().replace("\r\n ", "").replace("\r\n", "\n")
}

async fn again(app: &TestApp, path: &str, etag: &str) -> Answer {
    app.anonymous().header("if-none-match", etag).get(path).await
}

#[tokio::test]
async fn a_place_s_calendar_says_who_comes_in_french_and_dutch() {
    let app = app().await;
    put(&app, "p1", None, &tuesdays()).await.expect_status(201);
    put(&app, "p2", None, &changed("status", json!("draft"))).await.expect_status(201);
    let answer = app.anonymous().language("en").get(ICAB).await.expect_status(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(answer.header("content-language"), "fr, nl");
    assert_eq!(answer.header("content-disposition"), "inline; filename=\"icab.ics\"");
    assert_eq!(answer.header("cache-control"), "public, max-age=900");
    let file = read(&app, ICAB).await;
    assert!(file.contains("NAME:Permanences · ICAB Business & Technology Incubator / Permanenties · ICAB "), "{file}");
    assert!(file.contains("SOURCE;VALUE=URI:http://") && file.contains("/calendar/locations/icab.ics\n"), "{file}");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 2, "the series and its moved session: {file}");
    assert!(
        file.contains("SUMMARY:Innoviris · ICAB Business & Technology Incubator\n") && file.contains("RECURRENCE-ID"),
        "{file}"
    );
    assert!(file.contains("DESCRIPTION:Portes ouvertes\\nToutes les aides de l’agence."), "{file}");
    assert!(file.contains("EXDATE;TZID=Europe/Brussels:20261208T093000\n"), "cancelled: {file}");
    assert!(file.contains("EXDATE;TZID=Europe/Brussels:20261229T093000\n"), "between the years: {file}");
    let dutch = read(&app, &format!("{ICAB}?lang=nl")).await;
    assert!(dutch.contains("NAME:Permanenties · ICAB") && dutch.contains("DESCRIPTION;LANGUAGE=nl:Alle steun"));
    assert!(!dutch.contains("Permanences"), "{dutch}");
    let agency = read(&app, "/calendar/agencies/innoviris.ics").await;
    assert!(agency.contains("UID:p1@") && agency.contains("NAME:Permanences · Innoviris / "), "{agency}");
    assert!(!read(&app, "/calendar/agencies/hub.ics").await.contains("VEVENT"));
}

#[tokio::test]
async fn what_nobody_knows_or_what_has_closed_is_not_found() {
    let app = app().await;
    for path in [
        "/calendar/locations/nowhere.ics",
        "/calendar/locations/icab",
        "/calendar/locations/ICAB.ics",
        "/calendar/agencies/nobody.ics",
        "/calendar/agencies/impulse.ics",
    ] {
        app.anonymous().get(path).await.expect_status(404);
    }
}

#[tokio::test]
async fn unchanged_data_gives_the_same_bytes_and_any_change_another_tag() {
    let app = app().await;
    put(&app, "p1", None, &tuesdays()).await.expect_status(201);
    let first = app.anonymous().get(ICAB).await.expect_status(200);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    app.clock.advance(TimeDelta::hours(2));
    let second = app.anonymous().get(ICAB).await.expect_status(200);
    assert_eq!((second.header("etag"), second.text()), (tag.as_str(), first.text()));
    for known in [tag.clone(), format!("\"other\", W/{tag}")] {
        let unchanged = again(&app, ICAB, &known).await.expect_status(304);
        assert_eq!((unchanged.header("etag"), unchanged.text().as_str()), (tag.as_str(), ""));
    }
    again(&app, &format!("{ICAB}?lang=nl"), &tag).await.expect_status(200);
    // Another place's permanence changes nothing here.
    put(&app, "p2", None, &changed("location", json!("greenbizz"))).await.expect_status(201);
    again(&app, ICAB, &tag).await.expect_status(304);

    put(&app, "p1", Some("\"v1\""), &changed("duration_minutes", json!(90))).await.expect_status(200);
    let shorter = again(&app, ICAB, &tag).await.expect_status(200);
    let (before, after) = (sequence(&first.text()), sequence(&shorter.text()));
    assert!(after > before, "{before} then {after}");
    // It moves away: both places' calendars change.
    let (tag, other) = (shorter.header("etag").to_owned(), "/calendar/locations/greenbizz.ics");
    let there = app.anonymous().get(other).await.header("etag").to_owned();
    put(&app, "p1", Some("\"v2\""), &changed("location", json!("greenbizz"))).await.expect_status(200);
    assert!(!again(&app, ICAB, &tag).await.expect_status(200).text().contains("VEVENT"));
    again(&app, other, &there).await.expect_status(200);
    // And with the day.
    let tag = app.anonymous().get(ICAB).await.header("etag").to_owned();
    app.clock.advance(TimeDelta::days(1));
    again(&app, ICAB, &tag).await.expect_status(200);
}

fn sequence(file: &str) -> u64 {
    file.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_change_of_the_directory_is_one_of_the_calendar() {
    let app = app().await;
    put(&app, "p1", None, &tuesdays()).await.expect_status(201);
    let first = app.anonymous().get(ICAB).await.expect_status(200);
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut icab = catalogue.locations.values().find(|one| one.id.as_str() == "icab").unwrap().clone();
    icab.name = "ICAB Incubateur".to_owned();
    let kind = store::repos::catalogue::Kind::Location;
    app.clock.advance(TimeDelta::minutes(5));
    app.store().catalogue().put(kind, "icab", &icab, store::Condition::Any).await.unwrap();
    let second = again(&app, ICAB, first.header("etag")).await.expect_status(200);
    let modified = |file: &str| file.lines().find(|line| line.starts_with("LAST-MODIFIED")).unwrap().to_owned();
    assert!(second.text().contains("SUMMARY:Innoviris · ICAB Incubateur"));
    assert!(sequence(&second.text()) > sequence(&first.text()));
    assert!(modified(&second.text()) > modified(&first.text()));
}

#[tokio::test]
async fn an_agency_s_calendar_holds_what_it_took_over() {
    let app = app().await;
    let draft: PermanenceDraft = serde_json::from_value(json!({
        "agency": "impulse", "location": "icab", "start": "2017-11-07T14:00",
        "duration_minutes": 120, "rrule": "FREQ=WEEKLY;BYDAY=TU", "status": "published"
    }))
    .unwrap();
    let catalogue = app.store().catalogue().load().await.unwrap();
    let old = draft.parse(PermanenceId::parse("old").unwrap(), &catalogue).unwrap();
    let mut tx = Transaction::new();
    app.store().permanences().create(&mut tx, &old);
    app.store().commit(tx).await.unwrap();
    let answer = app.anonymous().get("/calendar/agencies/hub.ics").await.expect_status(200);
    assert!(answer.text().contains("UID:old@") && answer.text().contains("SUMMARY:hub.brussels · ICAB"));
    let mut tx = Transaction::new();
    let before = app.store().permanences().load(&old.id).await.unwrap().unwrap();
    app.store().permanences().delete(&mut tx, &before);
    app.store().commit(tx).await.unwrap();
    let after = again(&app, "/calendar/agencies/hub.ics", answer.header("etag")).await.expect_status(200);
    assert!(!after.text().contains("VEVENT"));
}

#[tokio::test]
async fn head_answers_as_get_without_a_body() {
    let app = app().await;
    let whole = app.anonymous().get(ICAB).await.expect_status(200);
    let head = app.anonymous().send("HEAD", ICAB).await.expect_status(200);
    assert_eq!((head.header("etag"), head.text().as_str()), (whole.header("etag"), ""));
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
    assert_eq!(whole.header("access-control-allow-origin"), "*", "any site may read it");
}

#[tokio::test]
async fn that_nothing_changed_costs_one_read_and_a_calendar_two() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    put(&app, "p1", None, &tuesdays()).await.expect_status(201);
    for elsewhere in 0..20 {
        let body = changed("location", json!("greenbizz"));
        put(&app, &format!("other-{elsewhere}"), None, &body).await.expect_status(201);
    }
    let followed = 1 + app
        .store()
        .catalogue()
        .load()
        .await
        .unwrap()
        .agencies
        .values()
        .filter(|agency| agency.successor.as_ref().is_some_and(|heir| heir.as_str() == "hub"))
        .count() as u64;
    for (path, reads) in
        [(ICAB, 2), ("/calendar/agencies/innoviris.ics", 2), ("/calendar/agencies/hub.ics", 1 + followed)]
    {
        table.take();
        let tag = app.anonymous().get(path).await.expect_status(200).header("etag").to_owned();
        let whole = table.take();
        assert_eq!((whole.reads(), whole.commits), (reads, 0), "{path}");
        again(&app, path, &tag).await.expect_status(304);
        let unchanged = table.take();
        assert_eq!((unchanged.gets, unchanged.queries, unchanged.commits), (1, 0, 0), "{path}");
    }
    app.anonymous().get(ICAB).await.expect_status(200);
    assert!(table.take().rows_read <= 3, "the revision, the mark, the one permanence");
}
