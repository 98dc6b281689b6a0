//! The directory for programs.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::TestApp;

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

fn agency() -> Value {
    json!({
        "kind": "partner", "name": {"fr": "Aide", "nl": "Hulp"}, "short": "Aide", "mission": {"fr": "Aider", "nl": "Helpen"},
        "languages": ["fr", "nl"], "email": "contact@aide.example"
    })
}

fn service() -> Value {
    json!({
        "agency": "hub", "name": {"fr": "Conseil", "nl": "Advies"}, "kind": "advice", "description": {"fr": "Un conseil", "nl": "Een advies"},
        "answers": ["business_plan"], "stages": ["idea"], "conditions": {"headcount": {"lt": 250}}
    })
}

fn location() -> Value {
    json!({
        "name": "Le Hangar", "type": "coworking", "nis": "21005", "postcode": "1040", "address": {"fr": "Rue 1", "nl": "Straat 1"},
        "lat": 50.8, "lon": 4.4, "languages": ["fr"], "opening_hours": [["09:00", "17:00"]], "desks": 2, "fit": "core",
        "closing_days": [{"from": "2026-12-24", "to": "2026-12-31", "reason": {"fr": "Congés", "nl": "Verlof"}}]
    })
}

#[tokio::test]
async fn lists_show_what_is_current_unless_all_is_asked() {
    let app = app().await;
    let current = app.anonymous().get("/v1/agencies?limit=100").await.expect_status(200).json();
    assert!(ids(&current).contains(&"hub") && !ids(&current).contains(&"impulse"));
    let all = app.anonymous().get("/v1/agencies?limit=100&all=true").await.expect_status(200).json();
    assert!(ids(&all).contains(&"impulse"));
    let open = app.anonymous().get("/v1/locations?limit=100").await.json();
    assert!(ids(&open).contains(&"icab") && !ids(&open).contains(&"costation"));
    let types = app.anonymous().get("/v1/need-types?limit=100").await.json();
    assert_eq!(types["items"].as_array().unwrap().len(), 30);
    assert_eq!(types["items"][0]["group"]["label"]["nl"], "Financiering");
}

#[tokio::test]
async fn a_service_names_who_offers_it_today_beside_who_began_it() {
    let app = app().await;
    let one = app.anonymous().get("/v1/services/impulse-business-plan").await.expect_status(200).json();
    assert_eq!((one["agency"].as_str(), one["provider"].as_str()), (Some("impulse"), Some("hub")));
    let of_hub = app.anonymous().get("/v1/services?agency=hub&limit=100").await.json();
    assert!(ids(&of_hub).contains(&"impulse-business-plan"));
    let of_need = app.anonymous().get("/v1/services?need_type=rd_grant").await.json();
    assert!(ids(&of_need).contains(&"innoviris-shape") && !ids(&of_need).contains(&"impulse-permits"));
}

#[tokio::test]
async fn an_agency_read_by_anybody_can_be_sent_back_and_keeps_its_address() {
    let app = app().await;
    let before = app.as_admin().get("/v1/agencies/hub").await.json()["email"].clone();
    let read = app.anonymous().get("/v1/agencies/hub").await.expect_status(200);
    let changed = app
        .as_admin()
        .if_match(read.header("etag"))
        .put_json("/v1/agencies/hub", &read.json())
        .await
        .expect_status(200);
    assert_eq!(changed.json()["email"], before);
}

#[rstest]
#[case("agencies", agency())]
#[case("services", service())]
#[case("locations", location())]
#[tokio::test]
async fn no_entry_is_made_under_a_step_of_an_address(#[case] list: &str, #[case] body: Value) {
    let app = app().await;
    for step in [".", "..", "%2e%2e"] {
        let path = format!("/v1/{list}/{step}");
        app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(404);
    }
}

#[tokio::test]
async fn a_list_goes_on_where_it_stopped_and_a_cursor_fits_its_list_only() {
    let app = app().await;
    let whole = app.anonymous().get("/v1/services?limit=100").await.json();
    let mut seen: Vec<String> = Vec::new();
    let mut path = "/v1/services?limit=7".to_owned();
    loop {
        let answer = app.anonymous().get(&path).await.expect_status(200);
        let part = answer.json();
        seen.extend(ids(&part).into_iter().map(str::to_owned));
        let Some(next) = part["next"].as_str() else { break };
        assert!(answer.header("link").contains("rel=\"next\""));
        path = format!("/v1/services?limit=7&cursor={next}");
        app.anonymous().get(&format!("/v1/agencies?cursor={next}")).await.expect_status(400);
    }
    assert_eq!(seen, ids(&whole));
    app.anonymous().get("/v1/services?limit=0").await.expect_status(422);
    app.anonymous().get("/v1/services?colour=red").await.expect_status(422);
    let empty = app.anonymous().language("en").get("/v1/services?agency=").await.expect_status(422).json();
    assert_eq!(empty["errors"][0]["pointer"], "/agency", "{empty}");
}

#[rstest]
#[case("agencies", "aide", agency(), "short")]
#[case("services", "hub-conseil", service(), "kind")]
#[case("locations", "hangar", location(), "name")]
#[tokio::test]
async fn an_entry_is_created_changed_and_removed_under_its_version(
    #[case] list: &str,
    #[case] id: &str,
    #[case] body: Value,
    #[case] field: &str,
) {
    let app = app().await;
    let path = format!("/v1/{list}/{id}");
    app.anonymous().get(&path).await.expect_status(404);
    app.as_admin().put_json(&path, &body).await.expect_status(428);
    app.as_admin().if_match("\"v1\"").put_json(&path, &body).await.expect_status(412);
    let made = app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(201);
    assert_eq!(made.header("etag"), "\"v1\"");
    app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(412);

    let read = app.as_admin().get(&path).await.expect_status(200);
    assert_eq!(read.header("etag"), "\"v1\"");
    assert_eq!(read.json(), made.json());
    app.anonymous().header("if-none-match", "\"v1\"").get(&path).await.expect_status(304);

    let mut changed = read.json();
    changed[field] = json!("other");
    let changed_answer = app.as_admin().if_match("\"v1\"").put_json(&path, &changed).await.expect_status(200);
    assert_eq!((changed_answer.header("etag"), changed_answer.json()[field].as_str()), ("\"v2\"", Some("other")));
    app.as_admin().if_match("\"v1\"").put_json(&path, &changed).await.expect_status(412);
    app.anonymous().header("if-none-match", "\"v1\"").get(&path).await.expect_status(200);
    let listed = app.anonymous().get(&format!("/v1/{list}?limit=100")).await.json();
    assert!(ids(&listed).contains(&id), "a change shows at once");

    app.as_admin().send("DELETE", &path).await.expect_status(428);
    app.as_admin().if_match("\"v1\"").send("DELETE", &path).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").send("DELETE", &path).await.expect_status(204);
    app.as_admin().if_match("\"v2\"").send("DELETE", &path).await.expect_status(404);
    app.anonymous().get(&path).await.expect_status(404);
}

#[tokio::test]
async fn only_the_coordinator_changes_the_directory_and_sees_where_referrals_go() {
    let app = app().await;
    let adviser = app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() }).await;
    let host = app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await;
    app.anonymous().header("if-none-match", "*").put_json("/v1/agencies/aide", &agency()).await.expect_status(401);
    for (nth, staff) in [adviser, host].into_iter().enumerate() {
        let path = format!("/v1/agencies/aide-{nth}");
        assert_eq!(staff.clone().get("/v1/agencies/hub").await.json()["email"], Value::Null);
        let staff = staff.header("sec-fetch-site", "same-origin").header("if-none-match", "*");
        staff.clone().put_json(&path, &agency()).await.expect_status(404);
        staff.if_match("\"v1\"").send("DELETE", "/v1/agencies/hub").await.expect_status(404);
    }
    let coordinator = coordinator.header("sec-fetch-site", "same-origin").header("if-none-match", "*");
    coordinator.put_json("/v1/agencies/aide", &agency()).await.expect_status(201);
    assert_eq!(app.anonymous().get("/v1/agencies/hub").await.json()["email"], Value::Null);
    assert!(app.as_admin().get("/v1/agencies/hub").await.json()["email"].is_string());
}

#[rstest]
#[case("agencies", agency(), "/kind", "/kind", json!("club"))]
#[case("agencies", agency(), "/successor", "/successor", json!("nobody"))]
#[case("agencies", agency(), "/parent", "/parent", json!("new"))]
#[case("agencies", agency(), "/email", "/email", json!("not an address"))]
#[case("agencies", agency(), "/email", "/email", Value::Null)]
#[case("agencies", agency(), "/languages", "/languages", json!([]))]
#[case("agencies", agency(), "/languages", "/languages/1", json!(["fr", "fr"]))]
#[case("agencies", agency(), "/id", "/id", json!("another"))]
#[case("agencies", agency(), "/name", "/name/nl", json!({"fr": "Aide"}))]
#[case("agencies", agency(), "/name", "/name/fr", json!({"fr": "", "nl": "Hulp"}))]
#[case("agencies", agency(), "/valid_to", "/valid_to", json!("31.12.2026"))]
#[case("agencies", agency(), "/colour", "/colour", json!("red"))]
#[case("agencies", agency(), "/name", "/name/de", json!({"fr": "Aide", "nl": "Hulp", "de": "Hilfe"}))]
#[case("agencies", agency(), "/closures", "/closures/0/why", json!([{"from": "2026-12-02", "to": "2026-12-03", "why": "x"}]))]
#[case("agencies", agency(), "/desks", "/desks/0/colour", json!([{"id": "a", "name": "A", "email": "a@aide.example", "colour": "red"}]))]
#[case("agencies", agency(), "/desks", "/desks/0/absences/0/why", json!([{"id": "a", "name": "A", "email": "a@aide.example", "absences": [{"from": "2026-12-02", "to": "2026-12-03", "why": "x"}]}]))]
#[case("services", service(), "/colour", "/colour", json!("red"))]
#[case("services", service(), "/agency", "/agency", json!("nobody"))]
#[case("services", service(), "/answers", "/answers", json!([]))]
#[case("services", service(), "/answers", "/answers/0", json!(["gardening"]))]
#[case("services", service(), "/stages", "/stages/0", json!(["retired"]))]
#[case("services", service(), "/conditions", "/conditions/headcount", json!({"headcount": {"about": 3}}))]
#[case("locations", location(), "/nis", "/nis", json!("99999"))]
#[case("locations", location(), "/postcode", "/postcode", json!("B-1040"))]
#[case("locations", location(), "/lat", "/lat", json!(4.4))]
#[case("locations", location(), "/fit", "/fit", json!("perfect"))]
#[case("locations", location(), "/opening_hours", "/opening_hours/0", json!([["17:00", "09:00"]]))]
#[case("locations", location(), "/closing_days", "/closing_days/0/to", json!([{"from": "2026-12-02", "to": "2026-12-01"}]))]
#[case("locations", location(), "/closing_days", "/closing_days/0/reason/nl", json!([{"from": "2026-12-02", "to": "2026-12-03", "reason": {"fr": "Travaux"}}]))]
#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_field(
    #[case] list: &str,
    #[case] mut body: Value,
    #[case] field: &str,
    #[case] pointer: &str,
    #[case] value: Value,
) {
    let app = app().await;
    body[&field[1..]] = value;
    for language in ["fr", "nl", "en"] {
        let request = app.as_admin().language(language).header("if-none-match", "*");
        let answer = request.put_json(&format!("/v1/{list}/new"), &body).await.expect_status(422).json();
        let pointers: Vec<&str> =
            answer["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, [pointer]);
        assert!(answer["errors"][0]["detail"].as_str().unwrap().len() > 5);
    }
    app.as_admin().get(&format!("/v1/{list}/new")).await.expect_status(404);
}

#[tokio::test]
async fn all_that_is_wrong_with_an_entry_is_said_at_once() {
    let app = app().await;
    let mut body = location();
    for (field, value) in [("name", json!("")), ("type", json!("club")), ("lat", json!(4.4)), ("postcode", json!("1"))]
    {
        body[field] = value;
    }
    let request = app.as_admin().header("if-none-match", "*");
    let answer = request.put_json("/v1/locations/new", &body).await.expect_status(422).json();
    let errors = answer["errors"].as_array().unwrap();
    let pointers: Vec<&str> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/name", "/type", "/postcode", "/lat"]);
    // What can't even be read does not hide the rest.
    body["nis"] = json!(21004);
    body["open_from"] = json!("soon");
    body["open_to"] = json!("2016-01-01");
    body["colour"] = json!("red");
    body.as_object_mut().unwrap().remove("lon");
    let request = app.as_admin().header("if-none-match", "*");
    let answer = request.put_json("/v1/locations/new", &body).await.expect_status(422).json();
    let mut pointers: Vec<&str> =
        answer["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/colour", "/lat", "/lon", "/name", "/nis", "/open_from", "/postcode", "/type"]);
}

#[tokio::test]
async fn an_end_before_the_beginning_and_a_circle_of_successors_are_refused() {
    let app = app().await;
    let mut body = agency();
    body["valid_from"] = json!("2027-01-01");
    body["valid_to"] = json!("2026-01-01");
    let answer =
        app.as_admin().header("if-none-match", "*").put_json("/v1/agencies/aide", &body).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/valid_to");
    let hub = app.as_admin().get("/v1/agencies/hub").await;
    let mut circle = hub.json();
    circle["successor"] = json!("impulse");
    let answer =
        app.as_admin().if_match(hub.header("etag")).put_json("/v1/agencies/hub", &circle).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/successor");
}

#[tokio::test]
async fn what_is_named_elsewhere_is_not_deleted_and_the_answer_says_by_what() {
    let app = app().await;
    crate::common::hold(&app, "p1", crate::common::innoviris_at_icab()).await;
    let cases = [
        ("agencies/hub", "agency", "impulse"),
        ("agencies/innoviris", "permanence", "p1"),
        ("services/innoviris-shape", "need_type", "rd_grant"),
        ("services/innoviris-feasibility", "permanence", "p1"),
        ("locations/icab", "permanence", "p1"),
    ];
    for (path, kind, id) in cases {
        let path = format!("/v1/{path}");
        let etag = app.as_admin().get(&path).await.header("etag").to_owned();
        let answer =
            app.as_admin().language("nl").if_match(&etag).send("DELETE", &path).await.expect_status(409).json();
        assert!(answer["type"].as_str().unwrap().ends_with("/problems/in-use"), "{answer}");
        let named = json!({"kind": kind, "id": id});
        assert!(answer["used_by"].as_array().unwrap().contains(&named), "{path}: {answer}");
        assert!(answer["detail"].as_str().unwrap().contains(id) || answer["used_by"].as_array().unwrap().len() > 1);
        app.as_admin().get(&path).await.expect_status(200);
    }
    let page = app.anonymous().header("accept", "text/html").get("/problems/in-use").await.expect_status(200);
    assert!(page.text().contains("used_by"));
}

#[tokio::test]
async fn of_two_who_change_one_version_at_once_the_second_must_read_again() {
    let app = app().await;
    app.as_admin().header("if-none-match", "*").put_json("/v1/agencies/aide", &agency()).await.expect_status(201);
    let put = async |short: &str| {
        let mut body = agency();
        body["short"] = json!(short);
        app.as_admin().if_match("\"v1\"").put_json("/v1/agencies/aide", &body).await.status
    };
    let (one, two) = tokio::join!(put("A"), put("B"));
    assert_eq!((one.min(two), one.max(two)), (200, 412));
}
