//! Saving what does not go with the rest of the rota.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use serde_json::{Value, json};
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{Answer, TestApp};

async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

/// A weekly permanence on Tuesdays at 9:30, three hours.
fn tuesdays(agency: &str, location: &str, advisers: &[&str]) -> Value {
    json!({
        "agency": agency, "location": location, "advisers": advisers, "start": "2026-11-24T09:30",
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY", "status": "published"
    })
}

async fn add_adviser(app: &TestApp, id: &str, agency: &str, extra: &[(&str, Value)]) {
    let mut body = json!({"agency": agency, "name": id, "email": "a@b.example", "languages": ["fr", "nl", "en"]});
    for (field, value) in extra {
        body[*field] = value.clone();
    }
    let path = format!("/v1/advisers/{id}");
    app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(201);
}

async fn hold(app: &TestApp, id: &str, body: &Value) -> Answer {
    app.as_admin().header("if-none-match", "*").put_json(&format!("/v1/permanences/{id}"), body).await
}

fn kinds(saved: &Value) -> Vec<&str> {
    saved["warnings"].as_array().unwrap().iter().map(|warning| warning["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_can_not_take_place_is_refused_at_its_field_in_three_languages() {
    let app = app().await;
    add_adviser(&app, "ann", "hub", &[]).await;
    hold(&app, "p1", &tuesdays("hub", "greenbizz", &["ann"])).await.expect_status(201);
    let mut elsewhere = tuesdays("hub", "becentral", &["ann"]);
    elsewhere["start"] = json!("2026-12-01T12:00");
    let mut said = Vec::new();
    for language in ["fr", "nl", "en"] {
        let sent = app.as_admin().language(language).header("if-none-match", "*");
        let refused = sent.put_json("/v1/permanences/p2", &elsewhere).await.expect_status(409).json();
        assert!(refused["type"].as_str().unwrap().ends_with("/problems/clash"), "{refused}");
        assert_eq!(refused["errors"].as_array().unwrap().len(), 1, "said once for the series: {refused}");
        assert_eq!(refused["errors"][0]["pointer"], "/advisers");
        said.push(refused["detail"].as_str().unwrap().to_owned());
    }
    assert!(said.iter().all(|said| said.contains("ann") && said.contains("9:30") && said.contains("Greenbizz")));
    said.dedup();
    assert_eq!(said.len(), 3);
    app.as_admin().key("k").post_json("/v1/permanences", &elsewhere).await.expect_status(409);
    app.anonymous().get("/v1/permanences/p2").await.expect_status(404);
    app.anonymous().header("accept", "text/html").get("/problems/clash").await.expect_status(200);
    elsewhere["start"] = json!("2026-12-01T14:00");
    hold(&app, "p2", &elsewhere).await.expect_status(201);
}

#[tokio::test]
async fn desks_and_rooms_are_for_as_many_as_they_are() {
    let app = app().await;
    for (id, agency) in [("ann", "hub"), ("bob", "innoviris"), ("cat", "finance")] {
        add_adviser(&app, id, agency, &[]).await;
    }
    // BeCentral has two desks.
    hold(&app, "p1", &tuesdays("hub", "becentral", &["ann"])).await.expect_status(201);
    hold(&app, "p2", &tuesdays("innoviris", "becentral", &["bob"])).await.expect_status(201);
    hold(&app, "p6", &tuesdays("actiris", "becentral", &[])).await.expect_status(201);
    let refused = hold(&app, "p3", &tuesdays("finance", "becentral", &["cat"])).await.expect_status(409).json();
    assert_eq!(refused["errors"][0]["pointer"], "/location", "{refused}");
    let in_room = |agency: &str| {
        let mut body = tuesdays(agency, "eebic", &[]);
        body["room"] = json!("A");
        body
    };
    hold(&app, "p4", &in_room("hub")).await.expect_status(201);
    let refused = hold(&app, "p5", &in_room("innoviris")).await.expect_status(409).json();
    assert_eq!(refused["errors"][0]["pointer"], "/room", "{refused}");
    // ICAB and betacowork are one building: a room of it is the same from both.
    let mut shared = tuesdays("hub", "icab", &[]);
    shared["room"] = json!("Salle 2");
    hold(&app, "p7", &shared).await.expect_status(201);
    let mut same = tuesdays("innoviris", "betacowork", &[]);
    same["room"] = json!("salle 2");
    let refused = hold(&app, "p8", &same).await.expect_status(409).json();
    assert_eq!(refused["errors"][0]["pointer"], "/room", "{refused}");
    // Once one has left, there is room.
    app.as_admin().if_match("\"v1\"").send("DELETE", "/v1/permanences/p1").await.expect_status(204);
    hold(&app, "p3", &tuesdays("finance", "becentral", &["cat"])).await.expect_status(201);
}

#[tokio::test]
async fn what_is_left_to_people_is_told_and_saved() {
    let app = app().await;
    let away = json!([{"from": "2026-12-08", "to": "2026-12-08"}]);
    add_adviser(&app, "ann", "hub", &[("absences", away), ("max_permanences_per_week", json!(1))]).await;
    add_adviser(&app, "bob", "hub", &[("half_days", json!(["MO-AM"])), ("languages", json!(["fr"]))]).await;
    let saved = hold(&app, "p1", &tuesdays("hub", "greenbizz", &["ann"])).await.expect_status(201).json();
    assert_eq!(kinds(&saved), ["absent"]);
    assert_eq!(saved["warnings"][0]["sessions"], json!(["p1.20261208"]));
    let mut next = tuesdays("hub", "icab", &["ann"]);
    next["start"] = json!("2026-11-24T12:45");
    let saved = hold(&app, "p2", &next).await.expect_status(201).json();
    assert_eq!(kinds(&saved), ["travel", "too_many", "absent"]);
    let mut late = tuesdays("hub", "eebic", &["bob"]);
    late["start"] = json!("2026-11-24T16:00");
    let saved = hold(&app, "p3", &late).await.expect_status(201).json();
    let mut found = kinds(&saved);
    found.sort_unstable();
    assert_eq!(found, ["half_day", "language", "opening_hours"]);
    let read = app.anonymous().get("/v1/permanences/p3").await.json();
    assert!(read.get("warnings").is_none());
    // The answer can be sent back as it is.
    app.as_admin().if_match("\"v1\"").put_json("/v1/permanences/p3", &saved).await.expect_status(200);
}

#[tokio::test]
async fn advisers_are_the_agencys_own() {
    let app = app().await;
    add_adviser(&app, "ann", "hub", &[]).await;
    add_adviser(&app, "bob", "innoviris", &[]).await;
    for (advisers, pointer) in [(&["nobody"][..], "/advisers/0"), (&["ann", "bob"], "/advisers/1")] {
        let refused = hold(&app, "p1", &tuesdays("hub", "icab", advisers)).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    hold(&app, "p1", &tuesdays("hub", "icab", &["ann"])).await.expect_status(201);
}

#[tokio::test]
async fn a_change_is_refused_for_what_it_makes_worse_only() {
    let app = app().await;
    add_adviser(&app, "ann", "hub", &[]).await;
    add_adviser(&app, "bob", "innoviris", &[]).await;
    hold(&app, "p1", &tuesdays("hub", "becentral", &["ann"])).await.expect_status(201);
    hold(&app, "p2", &tuesdays("innoviris", "becentral", &["bob"])).await.expect_status(201);
    // Since then the place gave a desk away.
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut becentral = catalogue.locations.values().find(|place| place.id.as_str() == "becentral").unwrap().clone();
    becentral.desks = 1;
    let kind = store::repos::catalogue::Kind::Location;
    app.store().catalogue().put(kind, "becentral", &becentral, store::Condition::Any).await.unwrap();
    let mut body = tuesdays("innoviris", "becentral", &["bob"]);
    body["seats"] = json!(2);
    let saved = app.as_admin().if_match("\"v1\"").put_json("/v1/permanences/p2", &body).await.expect_status(200);
    assert_eq!(kinds(&saved.json()), ["desks"]);
    body["start"] = json!("2026-11-24T10:00");
    app.as_admin().if_match("\"v2\"").put_json("/v1/permanences/p2", &body).await.expect_status(409);
    body["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true}]);
    body["start"] = json!("2026-11-24T09:30");
    app.as_admin().if_match("\"v2\"").put_json("/v1/permanences/p2", &body).await.expect_status(200);
}

#[tokio::test]
async fn what_stands_elsewhere_does_not_make_saving_dearer() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    add_adviser(&app, "ann", "innoviris", &[]).await;
    add_adviser(&app, "bob", "hub", &[]).await;
    for (id, body, reads) in [
        // Itself, the directory's revision, the place's list.
        ("p1", tuesdays("innoviris", "greenbizz", &[]), 3),
        // And the adviser, and the agency's list.
        ("p2", tuesdays("innoviris", "icab", &["ann"]), 5),
    ] {
        let before = table.counts();
        hold(&app, id, &body).await.expect_status(201);
        let after = table.counts();
        assert_eq!((after.reads() - before.reads(), after.commits - before.commits), (reads, 1), "{id}");
    }
}

#[tokio::test]
async fn a_clash_of_monthly_series_half_a_year_ahead_is_refused() {
    let app = app().await;
    add_adviser(&app, "ann", "hub", &[]).await;
    let mut once = tuesdays("hub", "greenbizz", &["ann"]);
    once["start"] = json!("2027-07-27T09:30");
    once["rrule"] = Value::Null;
    hold(&app, "p1", &once).await.expect_status(201);
    let mut monthly = tuesdays("hub", "becentral", &["ann"]);
    monthly["rrule"] = json!("FREQ=MONTHLY;BYDAY=4TU");
    let refused = hold(&app, "p2", &monthly).await.expect_status(409).json();
    assert_eq!(refused["errors"][0]["pointer"], "/advisers", "{refused}");
    // A single session of a weekly series is looked at wherever it is moved.
    let mut weekly = tuesdays("hub", "icab", &["ann"]);
    weekly["start"] = json!("2026-11-25T14:00");
    hold(&app, "p3", &weekly).await.expect_status(201);
    let moves = json!({"scope": "this", "date": "2027-07-28", "start": "2027-07-27T10:00"});
    let sent = app.as_admin().key("far").header("if-match", "*").post_json("/v1/permanences/p3/changes", &moves).await;
    sent.expect_status(409);
}
