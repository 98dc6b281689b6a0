//! Alerts: what falls below its aim is found in the morning, is on the work
//! list, told by webhook's commit, acted upon, and looked at in the next wave.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::common::{answer, app};
use crate::waves::Desk;

/// The answers of so many people about Innoviris at ICAB.
async fn answered(desk: &Desk, key: &str, (n, overall): (usize, u8), wave: &str) {
    let survey = survey(desk, wave).await;
    for one in 0..n {
        let answers = json!({"overall": overall, "useful": 5, "effort": 4, "recommend": 9});
        answer(&desk.app, &survey, &format!("{key}-{one}-answer"), answers).await.expect_status(201);
    }
    desk.count().await;
}

/// The survey of a wave about Innoviris at ICAB.
async fn survey(desk: &Desk, wave: &str) -> String {
    let page = desk.app.anonymous().get("/s/a.innoviris.icab").await.expect_status(200);
    assert!(page.text().contains("Innoviris"));
    let store = desk.app.store();
    let target = serde_json::from_value(json!({"agency": "innoviris", "location": "icab"})).unwrap();
    let wave = domain::ids::WaveId::parse(wave).unwrap();
    let id = store.waves().survey_id(&wave, &target).unwrap();
    let wave = store.waves().load(&wave).await.unwrap().unwrap().value;
    store.waves().make_survey(&wave.survey(id.clone(), target).unwrap()).await.unwrap();
    id.to_string()
}

/// The morning of the next day.
async fn morning(desk: &Desk) {
    desk.app.clock.advance(TimeDelta::days(1));
    desk.dispatcher.upkeep().await.unwrap();
    desk.dispatcher.come_to_rest().await.unwrap();
}

async fn alerts(desk: &Desk) -> Vec<Value> {
    let list = desk.app.as_admin().get("/v1/alerts").await.expect_status(200).json();
    list["items"].as_array().unwrap().clone()
}

async fn work(desk: &Desk) -> Vec<Value> {
    let found = desk.app.store().tasks().page(None, 100).await.unwrap();
    found.into_iter().map(|task| serde_json::to_value(task).unwrap()).collect()
}

#[tokio::test]
async fn a_fall_raises_one_alert_for_each_part_and_few_answers_none() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    answered(&desk, "first", (9, 1), &wave).await;
    morning(&desk).await;
    assert_eq!(alerts(&desk).await, Vec::<Value>::new(), "nine answers say too little");

    answered(&desk, "second", (1, 1), &wave).await;
    morning(&desk).await;
    let found = alerts(&desk).await;
    let parts: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|one| {
            let id = |name: &str| one[name].as_str().unwrap_or_default();
            (id("question"), id("agency"), id("location"))
        })
        .collect();
    let mut sorted = parts.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [("overall", "", ""), ("overall", "", "icab"), ("overall", "innoviris", "")]);
    for one in &found {
        assert_eq!((one["satisfied"].as_u64(), one["n"].as_u64()), (Some(0), Some(10)));
        assert_eq!(one["aim"].as_f64(), Some(0.8));
        assert!(one["high"].as_f64().unwrap() < 0.5, "{one}");
    }
    assert_eq!(work(&desk).await.len(), 3);

    // The same again raises nothing more, however many answer.
    answered(&desk, "third", (30, 1), &wave).await;
    morning(&desk).await;
    assert_eq!(alerts(&desk).await.len(), 3);
}

#[tokio::test]
async fn what_is_done_is_noted_once_and_leaves_the_list() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    answered(&desk, "bad", (12, 2), &wave).await;
    morning(&desk).await;
    let found = alerts(&desk).await;
    let of_agency = found.iter().find(|one| one["agency"] == "innoviris").unwrap();
    let id = of_agency["id"].as_str().unwrap();
    let path = format!("/v1/alerts/{id}");
    let done = json!({"text": "Two advisers on Tuesdays."});
    let actions = format!("{path}/actions");
    desk.app.as_admin().post_json(&actions, &done).await.expect_status(428);
    desk.app.as_admin().if_match("\"v1\"").post_json(&actions, &json!({"text": "  "})).await.expect_status(422);
    let noted = desk.app.as_admin().if_match("\"v1\"").post_json(&actions, &done).await.expect_status(200);
    assert_eq!(noted.json()["actions"][0]["text"], "Two advisers on Tuesdays.");
    desk.app.as_admin().if_match("\"v1\"").post_json(&actions, &done).await.expect_status(412);
    assert_eq!(work(&desk).await.len(), 2);

    // By form, over a version; a stale form is shown again as it was filled in.
    let coordinator = desk.app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let page = format!("/console/survey/alerts/{id}");
    let fields = [("version", "2"), ("text", "A third one from January on.")];
    coordinator.form(&page, &fields).await.expect_status(303);
    let coordinator = desk.app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let stale = [("version", "2"), ("text", "A fourth one from May on.")];
    let stale = coordinator.language("en").form(&page, &stale).await.expect_status(422).text();
    assert!(stale.contains("Somebody else changed this meanwhile"), "{stale}");
    assert!(stale.contains("A fourth one from May on.") && stale.contains("name=\"version\" value=\"3\""), "{stale}");
    let shown = desk.app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let shown = shown.language("en").get(&page).await.expect_status(200).text();
    assert!(shown.contains("Two advisers on Tuesdays.") && shown.contains("A third one from January on."), "{shown}");

    // The next wave says what was done and that it moved.
    let next = desk.plan("after_visit", json!(["icab"]), "2026-11-25", "2026-12-31").await;
    answered(&desk, "better", (30, 5), &next).await;
    let page = desk.app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let page = page.language("en").get(&format!("/console/survey/waves/{next}")).await.expect_status(200).text();
    assert!(page.contains("Two advisers on Tuesdays."), "{page}");
    assert!(page.contains("surely better"), "{page}");

    // An adviser and a host see none of it.
    let adviser = domain::staff::StaffRole::Adviser { agency: domain::ids::AgencyId::parse("innoviris").unwrap() };
    desk.app.as_staff(adviser).await.get("/v1/alerts").await.expect_status(404);
}

#[tokio::test]
async fn who_asks_to_be_contacted_and_what_is_promised_for_a_day_are_on_the_list() {
    let app = app().await;
    let id = crate::common::after_visit(&app).await;
    let page = app.anonymous().get(&format!("/s/{id}/contact")).await.expect_status(200).text();
    let key = crate::common::submission(&page);
    let fields = [("submission", key.as_str()), ("name", "Zoé"), ("email", "zoe@atelier.example"), ("soon", "true")];
    app.anonymous().form(&format!("/s/{id}/contact"), &fields).await.expect_status(303);
    let suggestion = json!({"text": "Open later", "place": "icab", "state": "planned", "due": "2026-12-18",
        "answer": {"fr": "Oui", "nl": "Ja"}});
    let made = app.as_admin().key("one-suggestion").post_json("/v1/suggestions", &suggestion).await.expect_status(201);

    let found = app.store().tasks().page(None, 10).await.unwrap();
    let due: Vec<(&str, domain::Instant)> = found.iter().map(|task| (task.about.code(), task.due)).collect();
    // Asked on Tuesday, one working day; the suggestion at five of its day.
    let at = |text| domain::Instant::parse(text).unwrap();
    assert_eq!(due, [("contact", at("2026-11-25T16:00:00Z")), ("suggestion", at("2026-12-18T16:00:00Z"))]);

    let contacts = app.as_admin().get(&format!("/v1/surveys/{id}/contacts")).await.expect_status(200).json();
    assert_eq!(contacts["items"][0]["soon"], true);
    let place = contacts["items"][0]["id"].as_str().unwrap();
    app.as_admin()
        .if_match("\"v1\"")
        .send("DELETE", &format!("/v1/surveys/{id}/contacts/{place}"))
        .await
        .expect_status(204);
    let path = format!("/v1/suggestions/{}", made.json()["id"].as_str().unwrap());
    let done = json!({"text": "Open later", "place": "icab", "state": "done", "due": "2026-12-18",
        "answer": {"fr": "Oui", "nl": "Ja"}});
    app.as_admin().if_match("\"v1\"").put_json(&path, &done).await.expect_status(200);
    assert!(app.store().tasks().page(None, 10).await.unwrap().is_empty());
}
