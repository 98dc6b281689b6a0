//! Strategies are the coordinator's: read, changed, tried, taken back.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::cell::Cell;

use crate::common::{adviser, app, need_with, stated};
use domain::staff::StaffRole;
use futures::stream::{self, StreamExt as _};
use serde_json::{Value, json};
use testkit::TestApp;

const PATH: &str = "/v1/strategies/rd_grant";

fn to(agency: &str, service: &str) -> Value {
    json!({
        "steps": [{"agency": agency, "service": service, "role": "lead"}],
        "clock": {"remind_days": [1], "answer_days": 2, "follow_up_days": 4},
        "why": "Innoviris is closed for a month"
    })
}

async fn set(app: &TestApp, path: &str, etag: Option<&str>, strategy: &Value) -> Value {
    let request = match etag {
        Some(etag) => app.as_admin().if_match(etag),
        None => app.as_admin().header("if-none-match", "*"),
    };
    let answer = request.put_json(path, strategy).await;
    assert!([200, 201].contains(&answer.status), "{}", answer.text());
    answer.json()
}

async fn asked(app: &TestApp, number: u32, place: &str) -> Value {
    let mut need = need_with("/location", json!(place));
    need["contact"]["email"] = json!(format!("member-{number}@zoe-robotics.example"));
    let id = stated(app, &format!("k{number}"), &need).await;
    app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json()
}

fn agencies(need: &Value) -> Vec<&str> {
    need["referrals"].as_array().unwrap().iter().map(|one| one["agency"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_set_routes_from_then_on_and_says_which_version_and_step_it_was() {
    let app = app().await;
    let before = app.as_admin().get(PATH).await.expect_status(200);
    assert_eq!((before.json()["version"].as_u64(), before.header("etag")), (Some(1), "\"v1\""));
    let first = asked(&app, 1, "icab").await;
    assert_eq!(agencies(&first), ["innoviris"]);
    assert!(first["referrals"][0]["because"].to_string().contains("version 1, étape 1"), "{first}");

    let set_to = set(&app, PATH, Some("\"v1\""), &to("hub", "impulse-financial-plan")).await;
    assert_eq!(set_to["version"], 2);
    let then = asked(&app, 2, "icab").await;
    assert_eq!(agencies(&then), ["hub"]);
    assert!(then["referrals"][0]["because"].to_string().contains("version 2, étape 1"), "{then}");
    // What is under way keeps what chose it.
    let still = app.as_admin().get(&format!("/v1/needs/{}", first["id"].as_str().unwrap())).await.json();
    assert_eq!(agencies(&still), ["innoviris"]);

    let versions = app.as_admin().get(&format!("{PATH}/versions")).await.expect_status(200).json();
    assert_eq!(versions["items"][0]["why"], "Innoviris is closed for a month");
    app.as_admin().post_json(&format!("{PATH}/versions/1/restore"), &json!({})).await.expect_status(200);
    assert_eq!(agencies(&asked(&app, 3, "icab").await), ["innoviris"], "as before");
    app.as_admin().post_json(&format!("{PATH}/versions/2/restore"), &json!({})).await.expect_status(200);
    assert_eq!(agencies(&asked(&app, 4, "icab").await), ["hub"]);
    app.as_admin().post_json(&format!("{PATH}/versions/9/restore"), &json!({})).await.expect_status(404);
}

/// Needs of the change below.
const IN_FLIGHT: usize = 200;

/// By which version, and by whom: what a referral keeps of what chose it.
fn chosen_by(need: &Value) -> (u32, &str) {
    let because = need["referrals"][0]["because"].to_string();
    let version = (1..=2).find(|version| because.contains(&format!("version {version}, étape 1")));
    (version.unwrap(), agencies(need)[0])
}

#[tokio::test]
async fn changed_while_two_hundred_needs_are_in_flight_each_keeps_what_chose_it() {
    let app = app().await;
    let (answered, changed) = (Cell::new(0), Cell::new(false));
    let ask = async |number: usize| {
        // The last quarter arrives once it changed, however the others fared.
        while number >= IN_FLIGHT * 3 / 4 && !changed.get() {
            tokio::task::yield_now().await;
        }
        let need = asked(&app, u32::try_from(number).unwrap(), "icab").await;
        answered.set(answered.get() + 1);
        need
    };
    let needs = stream::iter(0..IN_FLIGHT).map(ask).buffer_unordered(25).collect::<Vec<Value>>();
    let change = async {
        while answered.get() < IN_FLIGHT / 2 {
            tokio::task::yield_now().await;
        }
        set(&app, PATH, Some("\"v1\""), &to("hub", "impulse-financial-plan")).await;
        changed.set(true);
    };
    let (needs, ()) = futures::join!(needs, change);
    let by = |version: u32| needs.iter().filter(|need| chosen_by(need).0 == version).count();
    assert_eq!(by(1) + by(2), IN_FLIGHT);
    assert!(by(1) >= IN_FLIGHT / 2 && by(2) >= IN_FLIGHT / 4, "{} by the first, {} by the second", by(1), by(2));
    assert!(needs.iter().all(|need| [(1, "innoviris"), (2, "hub")].contains(&chosen_by(need))));

    app.as_admin().post_json(&format!("{PATH}/versions/1/restore"), &json!({})).await.expect_status(200);
    for need in &needs {
        let still = app.as_admin().get(&format!("/v1/needs/{}", need["id"].as_str().unwrap())).await.json();
        assert_eq!(still["referrals"], need["referrals"]);
    }
    let number = u32::try_from(IN_FLIGHT).unwrap();
    assert_eq!(chosen_by(&asked(&app, number, "icab").await), (1, "innoviris"), "as before the change");
}

#[tokio::test]
async fn a_place_may_have_its_own_and_all_others_keep_theirs() {
    let app = app().await;
    let own = format!("{PATH}?location=eebic");
    assert_eq!(app.as_admin().get(&own).await.json()["version"], 1, "that of all");
    set(&app, &own, None, &to("hub", "impulse-financial-plan")).await;
    assert_eq!(agencies(&asked(&app, 1, "eebic").await), ["hub"]);
    assert_eq!(agencies(&asked(&app, 2, "icab").await), ["innoviris"]);
    let all = app.as_admin().get("/v1/strategies?limit=100").await.expect_status(200).json();
    let warns = |kind: &str| {
        let found = all["items"].as_array().unwrap().iter().find(|one| one["need_type"] == kind).unwrap();
        found["may_leave_alone"].as_bool().unwrap()
    };
    assert!(warns("rd_grant") && !warns("workspace"), "an idea is too early for one and not for the other");
    let places: Vec<&Value> =
        all["items"].as_array().unwrap().iter().filter(|one| one.get("location").is_some()).collect();
    assert_eq!((places.len(), &places[0]["location"]), (1, &json!("eebic")));
}

#[tokio::test]
async fn it_is_tried_on_the_needs_that_there_were_and_stores_nothing() {
    let app = app().await;
    for number in 0..3 {
        asked(&app, number, "icab").await;
    }
    let strategy = to("hub", "impulse-financial-plan");
    let tried = json!({"need_type": "rd_grant", "steps": strategy["steps"], "clock": strategy["clock"]});
    let found = app.as_admin().post_json("/v1/strategies/try", &tried).await.expect_status(200).json();
    assert_eq!((found["needs"].as_u64(), found["open"].as_u64()), (Some(3), Some(3)));
    assert_eq!(found["changed"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&found["changed"][0]["before"], &found["changed"][0]["after"]),
        (&json!(["innoviris"]), &json!(["hub"]))
    );
    assert_eq!(found["per_agency"]["hub"], 3);
    assert_eq!(app.as_admin().get(PATH).await.json()["version"], 1);
    // Needs of more than twelve months ago count no more.
    app.clock.advance(chrono::TimeDelta::days(400));
    let later = app.as_admin().post_json("/v1/strategies/try", &tried).await.expect_status(200).json();
    assert_eq!(later["needs"], 0);
}

#[tokio::test]
async fn what_leads_nowhere_is_refused_at_its_place_and_nobody_else_may_look() {
    let app = app().await;
    let nowhere = to("innoviris", "no-such-service");
    let refused = app.as_admin().if_match("\"v1\"").put_json(PATH, &nowhere).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/steps/0/service");
    app.as_admin().put_json(PATH, &nowhere).await.expect_status(428);
    app.as_admin().if_match("\"v7\"").put_json(PATH, &to("innoviris", "innoviris-shape")).await.expect_status(412);
    app.as_admin().get("/v1/strategies/no_such_need").await.expect_status(404);
    app.as_staff(adviser("hub")).await.get(PATH).await.expect_status(404);
    app.anonymous().get(PATH).await.expect_status(401);
}

#[tokio::test]
async fn the_console_tries_saves_and_restores() {
    let app = app().await;
    asked(&app, 1, "icab").await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for language in ["fr", "nl", "en"] {
        let list = staff.clone().language(language).get("/console/needs/strategies").await.expect_status(200).text();
        assert!(list.contains("/console/needs/strategies/rd_grant") && !list.contains("Unknown localization"));
        let page = staff.clone().language(language).get("/console/needs/strategies/rd_grant").await.expect_status(200);
        assert!(!page.text().contains("Unknown localization"), "{}", page.text());
    }
    let path = "/console/needs/strategies/rd_grant";
    let fields = |action: &'static str, step: &'static str, days: &'static str| {
        vec![
            ("action", action),
            ("version", "1"),
            ("step_0", step),
            ("role_0", "lead"),
            ("remind_0", "2"),
            ("answer_days", days),
            ("follow_up_days", "8"),
            ("why", "Essai"),
        ]
    };
    let hub = "hub|impulse-financial-plan";
    let tried = staff.clone().language("en").form(path, &fields("try", hub, "4")).await.expect_status(200).text();
    assert!(tried.contains("Tried on one need") && tried.contains("Innoviris → hub.brussels"), "{tried}");
    let wrong = staff.clone().language("en").form(path, &fields("save", hub, "1")).await.expect_status(422).text();
    assert!(wrong.contains("f-remind-0"), "a reminder after the answer: {wrong}");
    let nobody = [fields("save", hub, "4"), vec![("is_1_stage", "idea")]].concat();
    let refused = staff.clone().language("en").form(path, &nobody).await.expect_status(422).text();
    assert!(refused.contains("f-step-1"), "a condition that asks nobody is not dropped: {refused}");
    staff.clone().form(path, &fields("save", hub, "4")).await.expect_status(303);
    let page = staff.clone().language("en").get(path).await.text();
    assert!(page.contains("Version 2") && page.contains("Essai") && page.contains("Restore version 1"), "{page}");
    let late = staff.clone().language("en").form(path, &fields("save", hub, "5")).await.expect_status(422).text();
    assert!(late.contains("f-answer-days-error") && late.contains("value=\"5\""), "what was typed stays: {late}");
    staff.clone().form(path, &fields("remove", hub, "4")).await.expect_status(412);
    staff.clone().form(&format!("{path}/restore"), &[("number", "1")]).await.expect_status(303);
    assert_eq!(agencies(&asked(&app, 2, "icab").await), ["innoviris"]);
}

#[tokio::test]
async fn what_is_read_can_be_changed_and_sent_back_also_where_a_place_inherits_it() {
    let app = app().await;
    let own = format!("{PATH}?location=eebic");
    let read = app.as_admin().get(&own).await.expect_status(200);
    let (mut strategy, inherited) = (read.json(), read.header("etag").to_owned());
    strategy["clock"]["answer_days"] = json!(4);
    strategy["clock"]["remind_days"] = json!([2]);
    app.as_admin().post_json("/v1/strategies/try", &strategy).await.expect_status(200);
    // The general one changes meanwhile: what was read does not stand any more.
    set(&app, PATH, Some("\"v1\""), &to("innoviris", "innoviris-shape")).await;
    app.as_admin().if_match(&inherited).put_json(&own, &strategy).await.expect_status(412);
    let inherited = app.as_admin().get(&own).await.header("etag").to_owned();
    let set_to = app.as_admin().if_match(&inherited).put_json(&own, &strategy).await.expect_status(201);
    assert_eq!((set_to.json()["location"].as_str(), set_to.header("etag")), (Some("eebic"), "\"v2\""));
    app.as_admin().if_match(&inherited).put_json(&own, &strategy).await.expect_status(412);
    let read = app.as_admin().get(&own).await;
    app.as_admin().post_json("/v1/strategies/try", &read.json()).await.expect_status(200);
    app.as_admin().if_match(read.header("etag")).put_json(&own, &read.json()).await.expect_status(200);
    let elsewhere = app.as_admin().if_match("*").put_json(PATH, &read.json()).await.expect_status(422).json();
    assert_eq!(elsewhere["errors"][0]["pointer"], "/location", "it is for another");
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.get("/console/needs/strategies/rd_grant?location=eebic").await.expect_status(200).text();
    assert!(
        page.contains("Revenir à la stratégie de tous les lieux") && !page.contains("Revenir à l’annuaire"),
        "{page}"
    );
}
