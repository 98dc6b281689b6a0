//! Permanences and sessions for programs.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::TestApp;

async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

fn tuesdays() -> Value {
    json!({
        "agency": "innoviris", "location": "icab", "services": ["innoviris-shape"], "seats": 1,
        "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels",
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29",
        "exceptions": [{"date": "2026-12-29", "cancelled": true}, {"date": "2027-01-05", "start": "2027-01-05T13:30"}],
        "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"
    })
}

fn with(changes: &[(&str, Value)]) -> Value {
    let mut body = tuesdays();
    for (field, value) in changes {
        body[*field] = value.clone();
    }
    body
}

async fn hold(app: &TestApp, id: &str, body: &Value) {
    app.as_admin()
        .header("if-none-match", "*")
        .put_json(&format!("/v1/permanences/{id}"), body)
        .await
        .expect_status(201);
}

async fn sessions(app: &TestApp, query: &str) -> Vec<Value> {
    let answer = app.anonymous().get(&format!("/v1/sessions{query}")).await.expect_status(200).json();
    answer["items"].as_array().unwrap().clone()
}

fn column<'a>(items: &'a [Value], field: &str) -> Vec<&'a str> {
    items.iter().map(|item| item[field].as_str().unwrap()).collect()
}

#[rstest]
#[case("advisers")]
#[case("room")]
#[case("services")]
#[case("exceptions")]
#[case("languages")]
#[case("timezone")]
#[tokio::test]
async fn null_is_as_good_as_left_out(#[case] field: &str) {
    let app = app().await;
    hold(&app, "nothing-said", &with(&[(field, Value::Null)])).await;
}

#[tokio::test]
async fn a_permanence_is_created_once_for_one_key() {
    let app = app().await;
    app.as_admin().post_json("/v1/permanences", &tuesdays()).await.expect_status(400);
    let made = app.as_admin().key("k1").post_json("/v1/permanences", &tuesdays()).await.expect_status(201);
    assert_eq!(made.header("etag"), "\"v1\"");
    let path = made.header("location").to_owned();
    assert_eq!(path, format!("/v1/permanences/{}", made.json()["id"].as_str().unwrap()));
    let again = app.as_admin().key("\"k1\"").post_json("/v1/permanences", &tuesdays()).await.expect_status(201);
    assert_eq!((again.json(), again.header("location")), (made.json(), path.as_str()));
    app.as_admin().key("k1").post_json("/v1/permanences", &with(&[("seats", json!(2))])).await.expect_status(422);
    let listed = app.anonymous().get("/v1/permanences").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0], app.anonymous().get(&path).await.json());
}

#[tokio::test]
async fn what_is_read_can_be_sent_back_changed_under_its_version() {
    let app = app().await;
    let path = "/v1/permanences/icab-tuesdays";
    app.as_admin().put_json(path, &tuesdays()).await.expect_status(428);
    app.as_admin().if_match("*").put_json(path, &tuesdays()).await.expect_status(412);
    hold(&app, "icab-tuesdays", &tuesdays()).await;
    app.as_admin().header("if-none-match", "*").put_json(path, &tuesdays()).await.expect_status(412);

    let read = app.anonymous().get(path).await.expect_status(200);
    assert_eq!(read.header("etag"), "\"v1\"");
    app.anonymous().header("if-none-match", "\"v1\"").get(path).await.expect_status(304);
    let mut body = read.json();
    body["location"] = json!("greenbizz");
    let changed = app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(200);
    assert_eq!(changed.header("etag"), "\"v2\"");
    app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(412);
    assert!(sessions(&app, "?location=icab").await.is_empty(), "it left the old place's list");
    assert_eq!(sessions(&app, "?location=greenbizz").await.len(), 4);

    app.as_admin().send("DELETE", path).await.expect_status(428);
    app.as_admin().if_match("\"v1\"").send("DELETE", path).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").send("DELETE", path).await.expect_status(204);
    app.anonymous().get(path).await.expect_status(404);
    app.as_admin().if_match("\"v2\"").send("DELETE", path).await.expect_status(404);
    assert!(sessions(&app, "").await.is_empty());
}

#[tokio::test]
async fn drafts_are_seen_by_those_they_concern_and_changed_by_the_coordinator_alone() {
    let app = app().await;
    let draft = with(&[("status", json!("draft"))]);
    app.anonymous().header("if-none-match", "*").put_json("/v1/permanences/p1", &draft).await.expect_status(401);
    hold(&app, "p1", &draft).await;
    hold(&app, "p2", &tuesdays()).await;
    let agency = |id: &str| StaffRole::Adviser { agency: AgencyId::parse(id).unwrap() };
    let host = |id: &str| StaffRole::Host { location: LocationId::parse(id).unwrap() };
    let cases = [
        (app.anonymous(), 1),
        (app.as_staff(agency("innoviris")).await, 2),
        (app.as_staff(agency("hub")).await, 1),
        (app.as_staff(host("icab")).await, 2),
        (app.as_staff(host("greenbizz")).await, 1),
        (app.as_staff(StaffRole::Coordinator).await, 2),
        (app.as_admin(), 2),
    ];
    for (at, (caller, seen)) in cases.into_iter().enumerate() {
        let list = caller.clone().get("/v1/permanences").await.expect_status(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), seen, "case {at}");
        caller.clone().get("/v1/permanences/p1").await.expect_status(if seen == 2 { 200 } else { 404 });
        if (1..=4).contains(&at) {
            let caller = caller.header("sec-fetch-site", "same-origin");
            caller.clone().if_match("\"v1\"").put_json("/v1/permanences/p2", &tuesdays()).await.expect_status(404);
            caller.clone().key("k").post_json("/v1/permanences", &tuesdays()).await.expect_status(404);
            caller.if_match("\"v1\"").send("DELETE", "/v1/permanences/p2").await.expect_status(404);
        }
    }
    assert_eq!(sessions(&app, "").await.len(), 4, "drafts have no public sessions");
    let drafts = app.as_admin().get("/v1/permanences?status=draft&agency=innoviris&location=icab").await.json();
    assert_eq!(column(drafts["items"].as_array().unwrap(), "id"), ["p1"]);
}

#[tokio::test]
async fn a_list_goes_on_where_it_stopped() {
    let app = app().await;
    for nth in 0..9 {
        let status = if nth % 3 == 0 { "draft" } else { "published" };
        hold(&app, &format!("p{nth}"), &with(&[("status", json!(status))])).await;
    }
    let mut seen = Vec::new();
    let mut path = "/v1/permanences?limit=2".to_owned();
    loop {
        let part = app.anonymous().get(&path).await.expect_status(200).json();
        let items = part["items"].as_array().unwrap();
        assert!(items.len() <= 2);
        seen.extend(column(items, "id").into_iter().map(str::to_owned));
        let Some(next) = part["next"].as_str() else { break };
        path = format!("/v1/permanences?limit=2&cursor={next}");
        app.anonymous().get(&format!("/v1/permanences?agency=hub&cursor={next}")).await.expect_status(400);
    }
    seen.sort();
    assert_eq!(seen, ["p1", "p2", "p4", "p5", "p7", "p8"]);
}

#[rstest]
#[case(&[("agency", json!("nobody"))], "/agency")]
#[case(&[("agency", json!("impulse"))], "/agency")]
#[case(&[("location", json!("nowhere"))], "/location")]
#[case(&[("location", json!("costation"))], "/location")]
#[case(&[("services", json!(["impulse-permits"]))], "/services/0")]
#[case(&[("start", json!("2026-02-30T09:30"))], "/start")]
#[case(&[("start", json!("2026-11-25T09:30"))], "/start")]
#[case(&[("timezone", json!("Europe/Etterbeek"))], "/timezone")]
#[case(&[("duration_minutes", json!(5))], "/duration_minutes")]
#[case(&[("duration_minutes", json!("long"))], "/duration_minutes")]
#[case(&[("seats", json!(0))], "/seats")]
#[case(&[("slot_minutes", json!(200))], "/slot_minutes")]
#[case(&[("rrule", json!("FREQ=DAILY"))], "/rrule")]
#[case(&[("rrule", json!("FREQ=WEEKLY;BYDAY=TU;COUNT=3"))], "/until")]
#[case(&[("until", json!("2026-11-01"))], "/until")]
#[case(&[("exceptions", json!([{"date": "2026-12-30", "cancelled": true}]))], "/exceptions/0/date")]
#[case(&[("exceptions", json!([{"date": "2026-12-29", "canceled": true}]))], "/exceptions/0/canceled")]
#[case(&[("status", json!("secret"))], "/status")]
#[case(&[("languages", json!(["de"]))], "/languages/0")]
#[case(&[("id", json!("another"))], "/id")]
#[case(&[("colour", json!("red"))], "/colour")]
#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_field(#[case] changes: &[(&str, Value)], #[case] pointer: &str) {
    let app = app().await;
    let body = with(changes);
    for language in ["fr", "nl", "en"] {
        let request = app.as_admin().language(language).header("if-none-match", "*");
        let answer = request.put_json("/v1/permanences/p1", &body).await.expect_status(422).json();
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
        assert!(!answer["errors"][0]["detail"].as_str().unwrap().is_empty());
    }
    app.as_admin().key("k").post_json("/v1/permanences", &body).await.expect_status(422);
    assert_eq!(app.as_admin().get("/v1/permanences").await.json()["items"], json!([]));
}

#[tokio::test]
async fn sessions_have_slots_with_free_seats_on_the_wall_clock() {
    let app = app().await;
    hold(&app, "p1", &with(&[("seats", json!(3))])).await;
    let found = sessions(&app, "?from=2026-11-24&to=2026-11-25").await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["id"], "p1.20261124");
    assert_eq!(
        (&found[0]["start"], &found[0]["end"]),
        (&json!("2026-11-24T08:30:00Z"), &json!("2026-11-24T11:30:00Z"))
    );
    assert_eq!(
        (&found[0]["local_start"], &found[0]["timezone"]),
        (&json!("2026-11-24T09:30"), &json!("Europe/Brussels"))
    );
    let slots = found[0]["slots"].as_array().unwrap();
    assert_eq!(
        column(slots, "local_start"),
        ["2026-11-24T09:30", "2026-11-24T10:15", "2026-11-24T11:00", "2026-11-24T11:45"]
    );
    assert!(slots.iter().all(|slot| slot["free"] == 3));
}

#[tokio::test]
async fn a_weekly_hour_stays_the_same_on_the_wall_across_both_clock_changes() {
    let app = app().await;
    let start = json!("2026-10-20T09:30");
    hold(&app, "p1", &with(&[("start", start), ("exceptions", json!([])), ("until", Value::Null)])).await;
    let autumn = sessions(&app, "?from=2026-10-20&to=2026-11-03").await;
    assert_eq!(column(&autumn, "start"), ["2026-10-20T07:30:00Z", "2026-10-27T08:30:00Z"]);
    let spring = sessions(&app, "?from=2027-03-22&to=2027-04-05").await;
    assert_eq!(column(&spring, "start"), ["2027-03-23T08:30:00Z", "2027-03-30T07:30:00Z"]);
    assert_eq!(column(&spring, "local_start"), ["2027-03-23T09:30", "2027-03-30T09:30"]);
}

#[tokio::test]
async fn holidays_and_exceptions_show_what_became_of_a_session() {
    let app = app().await;
    hold(&app, "p1", &tuesdays()).await;
    let fridays = with(&[
        ("start", json!("2026-11-27T09:30")),
        ("rrule", json!("FREQ=WEEKLY;BYDAY=FR")),
        ("exceptions", json!([])),
    ]);
    hold(&app, "p2", &fridays).await;
    let christmas = sessions(&app, "?from=2026-12-25&to=2026-12-26").await;
    assert_eq!((&christmas[0]["status"], &christmas[0]["slots"]), (&json!("cancelled"), &json!([])));
    assert_eq!((&christmas[0]["reason"]["fr"], &christmas[0]["reason"]["nl"]), (&json!("Noël"), &json!("Kerstmis")));
    let cancelled = sessions(&app, "?from=2026-12-29&to=2026-12-30").await;
    assert_eq!(cancelled[0]["status"], "cancelled");
    let moved = sessions(&app, "?from=2027-01-05&to=2027-01-06").await;
    assert_eq!((&moved[0]["local_start"], &moved[0]["id"]), (&json!("2027-01-05T13:30"), &json!("p1.20270105")));
}

#[rstest]
#[case("?from=2026-11-01&to=2027-02-02", 422, "/to")]
#[case("?from=2026-11-01&to=2026-11-01", 422, "/to")]
#[case("?from=2026-11-02&to=2026-11-01", 422, "/to")]
#[case("?from=2026-02-30", 422, "/from")]
#[case("?from=9999-12-30", 422, "/from")]
#[case("?from=262142-12-31", 422, "/from")]
#[case("?location=nowhere", 422, "/location")]
#[case("?agency=nobody", 422, "/agency")]
#[case("?service=nothing", 422, "/service")]
#[case("?colour=red", 422, "/colour")]
#[case("?limit=101", 422, "/limit")]
#[tokio::test]
async fn a_window_has_at_most_92_days_and_known_filters(
    #[case] query: &str,
    #[case] status: u16,
    #[case] pointer: &str,
) {
    let app = app().await;
    let answer = app.anonymous().language("nl").get(&format!("/v1/sessions{query}")).await.expect_status(status).json();
    assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
}

#[tokio::test]
async fn a_window_defaults_to_four_weeks_from_today_and_takes_92_days() {
    let app = app().await;
    let unbounded = with(&[("start", json!("2026-11-03T09:30")), ("exceptions", json!([])), ("until", Value::Null)]);
    hold(&app, "p1", &unbounded).await;
    let own = sessions(&app, "").await;
    assert_eq!((own.len(), own[0]["local_start"].as_str()), (4, Some("2026-11-24T09:30")));
    assert_eq!(sessions(&app, "?from=2026-11-01&to=2027-02-01").await.len(), 13);
    assert_eq!(sessions(&app, "?from=2027-02-01").await.len(), 4);
}

#[tokio::test]
async fn sessions_come_in_order_of_time_filtered_and_page_by_page() {
    let app = app().await;
    hold(&app, "tuesdays", &tuesdays()).await;
    let thursdays = json!({"agency": "hub", "location": "icab", "start": "2026-11-26T13:30", "duration_minutes": 120,
        "rrule": "FREQ=WEEKLY;BYDAY=TH", "status": "published"});
    hold(&app, "thursdays", &thursdays).await;
    let all = sessions(&app, "?limit=100").await;
    let starts = column(&all, "start");
    assert!(starts.len() == 8 && starts.is_sorted());
    assert!(column(&sessions(&app, "?agency=hub").await, "agency").iter().all(|agency| *agency == "hub"));
    assert_eq!(sessions(&app, "?location=icab&agency=hub").await.len(), 4);
    assert_eq!(sessions(&app, "?location=greenbizz").await.len(), 0);
    assert_eq!(sessions(&app, "?service=innoviris-shape").await.len(), 4);
    assert_eq!(sessions(&app, "?service=impulse-business-plan").await.len(), 4, "hub offers what Impulse began");
    assert_eq!(sessions(&app, "?service=innoviris-launch").await.len(), 0);

    let mut seen = Vec::new();
    let mut path = "/v1/sessions?limit=3".to_owned();
    loop {
        let answer = app.anonymous().get(&path).await.expect_status(200);
        let part = answer.json();
        seen.extend(part["items"].as_array().unwrap().clone());
        let Some(next) = part["next"].as_str() else { break };
        assert!(answer.header("link").contains("rel=\"next\""));
        path = format!("/v1/sessions?limit=3&cursor={next}");
    }
    assert_eq!(seen, all);
    app.anonymous().get("/v1/sessions?cursor=bm90IG91cnM").await.expect_status(400);
}

#[tokio::test]
async fn of_two_who_change_one_version_at_once_the_second_must_read_again() {
    let app = app().await;
    hold(&app, "raced", &tuesdays()).await;
    let put = async |seats: u8| {
        let body = with(&[("seats", json!(seats))]);
        app.as_admin().if_match("\"v1\"").put_json("/v1/permanences/raced", &body).await.status
    };
    let (one, two) = tokio::join!(put(2), put(3));
    assert_eq!((one.min(two), one.max(two)), (200, 412));
}
