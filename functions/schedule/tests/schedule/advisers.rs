//! Advisers for programs.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

fn adviser(agency: &str) -> Value {
    json!({
        "agency": agency, "name": "Ann", "email": "ann@agency.example", "languages": ["fr", "nl"],
        "max_permanences_per_week": 2, "half_days": ["TU-AM"], "absences": [{"from": "2026-12-01", "to": "2026-12-04"}]
    })
}

async fn add(app: &TestApp, id: &str, body: &Value) {
    let path = format!("/v1/advisers/{id}");
    app.as_admin().header("if-none-match", "*").put_json(&path, body).await.expect_status(201);
}

async fn seen(caller: Request<'_>, query: &str) -> Vec<String> {
    let list = caller.get(&format!("/v1/advisers{query}")).await.expect_status(200).json();
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_read_can_be_sent_back_changed_under_its_version() {
    let app = app().await;
    let path = "/v1/advisers/ann";
    app.as_admin().put_json(path, &adviser("hub")).await.expect_status(428);
    add(&app, "ann", &adviser("hub")).await;
    app.as_admin().header("if-none-match", "*").put_json(path, &adviser("hub")).await.expect_status(412);
    let read = app.as_admin().get(path).await.expect_status(200);
    assert_eq!(read.header("etag"), "\"v1\"");
    app.as_admin().header("if-none-match", "\"v1\"").get(path).await.expect_status(304);
    let mut body = read.json();
    assert_eq!(body["absences"], json!([{"from": "2026-12-01", "to": "2026-12-04"}]));
    body["agency"] = json!("innoviris");
    let changed = app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(200);
    assert_eq!((changed.header("etag"), &changed.json()["agency"]), ("\"v2\"", &json!("innoviris")));
    assert_eq!(seen(app.as_admin(), "?agency=hub").await, Vec::<String>::new(), "they left the old agency's list");
    assert_eq!(seen(app.as_admin(), "?agency=innoviris").await, ["ann"]);
    app.as_admin().send("DELETE", path).await.expect_status(428);
    app.as_admin().if_match("\"v1\"").send("DELETE", path).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").send("DELETE", path).await.expect_status(204);
    app.as_admin().get(path).await.expect_status(404);
    assert_eq!(seen(app.as_admin(), "").await, Vec::<String>::new());
}

#[tokio::test]
async fn an_agency_has_its_own_advisers_and_nobody_else_sees_them() {
    let app = app().await;
    for (id, agency) in [("ann", "hub"), ("bob", "innoviris"), ("cat", "hub")] {
        add(&app, id, &adviser(agency)).await;
    }
    app.anonymous().get("/v1/advisers").await.expect_status(401);
    app.anonymous().get("/v1/advisers/ann").await.expect_status(401);
    let role = |agency: &str| StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() };
    let hub = app.as_staff(role("hub")).await.header("sec-fetch-site", "same-origin");
    let host = app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    assert_eq!(seen(app.as_admin(), "").await, ["ann", "cat", "bob"]);
    assert_eq!(seen(hub.clone(), "").await, ["ann", "cat"]);
    assert_eq!(seen(hub.clone(), "?agency=innoviris").await, Vec::<String>::new());
    assert_eq!(seen(host.clone(), "").await, Vec::<String>::new());
    host.get("/v1/advisers/ann").await.expect_status(404);
    hub.clone().get("/v1/advisers/bob").await.expect_status(404);
    hub.clone().if_match("\"v1\"").put_json("/v1/advisers/bob", &adviser("hub")).await.expect_status(404);
    hub.clone().if_match("\"v1\"").put_json("/v1/advisers/ann", &adviser("innoviris")).await.expect_status(404);
    hub.clone().if_match("\"v1\"").send("DELETE", "/v1/advisers/bob").await.expect_status(404);
    hub.clone().if_match("\"v1\"").put_json("/v1/advisers/ann", &adviser("hub")).await.expect_status(200);
    let first = app.as_admin().get("/v1/advisers?limit=2").await.json();
    let next = first["next"].as_str().unwrap();
    assert_eq!(seen(app.as_admin(), &format!("?limit=2&cursor={next}")).await, ["bob"]);
    app.as_admin().get(&format!("/v1/advisers?agency=hub&cursor={next}")).await.expect_status(400);
}

#[tokio::test]
async fn what_is_wrong_is_said_in_three_languages_and_nothing_is_stored() {
    let app = app().await;
    let cases = [
        ("agency", json!("nobody"), "/agency"),
        ("name", json!(""), "/name"),
        ("email", json!("ann"), "/email"),
        ("languages", json!([]), "/languages"),
        ("half_days", json!(["MO"]), "/half_days/0"),
        ("max_permanences_per_week", json!(0), "/max_permanences_per_week"),
        ("absences", json!([{"from": "2026-12-02", "to": "2026-12-01"}]), "/absences/0/to"),
        ("salary", json!(1), "/salary"),
    ];
    for (field, value, pointer) in cases {
        let mut body = adviser("hub");
        body[field] = value;
        let mut said = Vec::new();
        for language in ["fr", "nl", "en"] {
            let sent = app.as_admin().language(language).header("if-none-match", "*");
            let answer = sent.put_json("/v1/advisers/ann", &body).await.expect_status(422).json();
            assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
            said.push(answer["errors"][0]["detail"].as_str().unwrap().to_owned());
        }
        said.dedup();
        assert_eq!(said.len(), 3, "{field}");
    }
    app.as_admin().get("/v1/advisers/ann").await.expect_status(404);
}

#[tokio::test]
async fn whoever_permanences_count_on_stays() {
    let app = app().await;
    add(&app, "ann", &adviser("hub")).await;
    let permanence = json!({
        "agency": "hub", "location": "icab", "advisers": ["ann"], "start": "2026-11-24T09:30", "duration_minutes": 60
    });
    let held = |id: &str| format!("/v1/permanences/{id}");
    app.as_admin().header("if-none-match", "*").put_json(&held("p1"), &permanence).await.expect_status(201);
    let mut moved = adviser("innoviris");
    for _ in 0..2 {
        let refused = app.as_admin().if_match("\"v1\"").send("DELETE", "/v1/advisers/ann").await.expect_status(409);
        let refused = refused.json();
        assert!(refused["type"].as_str().unwrap().ends_with("/problems/adviser-in-use"));
        assert_eq!(refused["used_by"], json!(["p1"]));
        app.as_admin().if_match("\"v1\"").put_json("/v1/advisers/ann", &moved).await.expect_status(409);
        moved["name"] = json!("Another");
    }
    app.anonymous().header("accept", "text/html").get("/problems/adviser-in-use").await.expect_status(200);
    app.as_admin().if_match("\"v1\"").send("DELETE", &held("p1")).await.expect_status(204);
    app.as_admin().if_match("\"v1\"").send("DELETE", "/v1/advisers/ann").await.expect_status(204);
}

#[tokio::test]
async fn an_absence_of_one_day_is_one_date_and_one_of_another_year_names_it() {
    let app = app().await;
    for (id, to) in [("ann", "2026-12-03"), ("bob", "2027-12-29")] {
        let mut body = adviser("hub");
        body["absences"] = json!([{"from": "2026-12-03", "to": to}]);
        add(&app, id, &body).await;
    }
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.get("/console/schedule/advisers").await.expect_status(200).text();
    assert!(page.contains(">je 3 déc.<"), "{page}");
    assert!(page.contains("3 déc. 2026 – 29 déc. 2027"), "{page}");
}
