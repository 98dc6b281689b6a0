//! Asked for, worked out, looked at, settled, worked out again.

use serde_json::{Value, json};

use crate::common::{Desk, FROM, changed};
use crate::repairs::adviser;

#[tokio::test]
async fn a_plan_is_asked_for_once_and_worked_out_beside() {
    let desk = Desk::new().await;
    let body = json!({"from": FROM, "weeks": 2, "keep": "none"});
    let first = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(202);
    let again = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(202);
    assert_eq!(first.json()["id"], again.json()["id"]);
    let id = first.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(first.header("location"), format!("/v1/plans/{id}"));
    let waiting = desk.plan(&id).await;
    assert_eq!((waiting["status"].as_str(), waiting["score"].is_null()), (Some("running"), true));
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 0, "nothing is left");
    let plan = desk.plan(&id).await;
    assert_eq!((plan["status"].as_str(), plan["progress"].as_u64()), (Some("ready"), Some(100)));
    assert!(!plan["assignments"].as_array().unwrap().is_empty());
    let total = plan["score"]["total"].as_f64().unwrap();
    assert!(plan["bound"].as_f64().unwrap() >= total - 1e-6, "{plan}");
    let parts: f64 = plan["score"]["parts"].as_object().unwrap().values().map(|part| part.as_f64().unwrap()).sum();
    assert!((parts - total).abs() < 1e-6);
    for one in plan["assignments"].as_array().unwrap() {
        let because = one["because"].as_array().unwrap();
        assert!(!because.is_empty(), "{one}");
        for reason in because {
            assert!(["fr", "nl", "en"].iter().all(|tag| !reason["text"][tag].as_str().unwrap().is_empty()), "{reason}");
        }
    }
    let listed = desk.app.as_admin().get("/v1/plans").await.expect_status(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_at_its_field() {
    let desk = Desk::new().await;
    for (body, pointer) in [
        (json!({"from": "2026-12-08", "weeks": 2, "keep": "none"}), "/from"),
        (json!({"from": "2026-11-16", "weeks": 2, "keep": "none"}), "/from"),
        (json!({"from": FROM, "weeks": 27, "keep": "none"}), "/weeks"),
        (json!({"from": FROM, "weeks": 2, "keep": "none", "weights": {"demand": -1.0}}), "/weights"),
    ] {
        let answer = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(422);
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.text());
    }
    desk.app.anonymous().get("/v1/plans").await.expect_status(401);
}

#[tokio::test]
async fn a_day_within_the_year_that_is_no_monday_is_asked_to_be_one() {
    let desk = Desk::new().await;
    for (language, word) in [("fr", "lundi"), ("nl", "maandag"), ("en", "Monday")] {
        let body = json!({"from": "2027-01-05", "weeks": 2, "keep": "none"});
        let request = desk.app.as_admin().language(language).key("k");
        let answer = request.post_json("/v1/plans", &body).await.expect_status(422).json();
        assert_eq!(answer["errors"][0]["pointer"], "/from", "{answer}");
        let said = answer["errors"][0]["detail"].as_str().unwrap();
        assert!(said.contains(word) && !said.contains("2027"), "{said}");
    }
}

#[tokio::test]
async fn names_that_there_are_not_are_refused_where_they_stand() {
    let desk = Desk::new().await;
    let asked = |keep: Value, weights: Value| json!({"from": FROM, "weeks": 2, "keep": keep, "weights": weights});
    for (body, pointer) in [
        (asked(json!("none"), json!({"x": 1})), "/weights/x"),
        (asked(json!(["nope"]), json!({})), "/keep/0"),
        (asked(json!(["tuesdays", "nope"]), json!({})), "/keep/1"),
    ] {
        let answer = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(422).json();
        let errors = answer["errors"].as_array().unwrap();
        assert_eq!((errors.len(), &errors[0]["pointer"]), (1, &json!(pointer)), "{answer}");
    }
    let body = asked(json!(["tuesdays"]), json!({"travel": 5}));
    let begun = desk.app.as_admin().key("kept").post_json("/v1/plans", &body).await.expect_status(202).json();
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let id = begun["id"].as_str().unwrap();
    let plan = desk.plan(id).await;
    assert_eq!((&plan["weights"]["travel"], &plan["weights"]["demand"]), (&json!(5.0), &json!(10.0)), "{plan}");
    let refused = desk.post(id, "again", &json!({"weights": {"x": 1}})).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/weights/x", "{refused}");
}

#[tokio::test]
async fn what_is_kept_stays_and_what_is_forbidden_goes() {
    let desk = Desk::new().await;
    let id = desk.planned("all").await;
    let plan = desk.plan(&id).await;
    let kept = |one: &&Value| one["permanence"] == "tuesdays" && one["change"] == "kept";
    assert!(plan["assignments"].as_array().unwrap().iter().any(|one| kept(&one)), "{plan}");
    assert_eq!(plan["gone"], json!([]));
    // Something new is forbidden, and does not come back.
    let of = changed(&plan).first().map(|one| one["id"].as_str().unwrap().to_owned()).unwrap();
    desk.post(&id, "pins", &json!({"assignment": of, "wish": "forbidden"})).await.expect_status(200);
    let after = desk.again(&id).await;
    assert!(after["assignments"].as_array().unwrap().iter().all(|one| one["id"] != of.as_str()), "{after}");
    assert_eq!(after["pins"][0]["wish"], "forbidden");
    assert!(after["score"]["total"].as_f64() <= plan["score"]["total"].as_f64());
    // Lifted, it is as before.
    let refused = desk.post(&id, "pins", &json!({"assignment": of, "wish": null})).await;
    assert_eq!(refused.status, 422, "it is not in the plan any more");
}

#[tokio::test]
async fn what_is_pinned_to_another_day_is_there_in_the_next_plan() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let of = plan["assignments"].as_array().unwrap().iter().find(|one| one["adviser"] == "ann").unwrap();
    let (name, day) = (of["id"].as_str().unwrap().to_owned(), of["days"][0].as_str().unwrap());
    let tuesday: chrono::NaiveDate = day.parse().unwrap();
    let weekday = if chrono::Datelike::weekday(&tuesday) == chrono::Weekday::Tue { 3 } else { 1 };
    let body = json!({"assignment": name, "wish": null, "instead": {"weekday": weekday, "window": 0}});
    desk.post(&id, "pins", &body).await.expect_status(200);
    let after = desk.again(&id).await;
    let there = after["assignments"].as_array().unwrap().iter().any(|one| {
        let day: chrono::NaiveDate = one["days"][0].as_str().unwrap().parse().unwrap();
        let at = chrono::Datelike::weekday(&day).num_days_from_monday();
        one["adviser"] == "ann" && one["location"] == of["location"] && at == weekday
    });
    assert!(there, "{after}");
    let nowhere = json!({"assignment": after["assignments"][0]["id"], "instead": {"weekday": 6, "window": 0}});
    let refused = desk.post(&id, "pins", &nowhere).await.expect_status(422);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/time");
}

#[tokio::test]
async fn what_is_pinned_to_another_place_or_adviser_is_there_in_the_next_plan() {
    let desk = Desk::new().await;
    adviser(&desk, "cat", &json!(["TU-AM", "TH-AM"]), &[]).await;
    // On each day on which they could come.
    let away = ["2026-12-08", "2026-12-10", "2026-12-15", "2026-12-17"];
    adviser(&desk, "dan", &json!(["TU-AM", "TH-AM"]), &away).await;
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let of = plan["assignments"].as_array().unwrap().iter().find(|one| one["agency"] == "innoviris").unwrap();
    let (own, day) = (of["adviser"].as_str().unwrap(), &of["days"][0]);
    let place = if of["location"] == "eebic" { "icab" } else { "eebic" };
    let colleague = if own == "cat" { "ann" } else { "cat" };
    let there = |plan: &Value, adviser: &str, place: &Value| {
        let all = plan["assignments"].as_array().unwrap();
        let is_there = |one: &&Value| {
            one["adviser"] == adviser && one["location"] == *place && one["days"].as_array().unwrap().contains(day)
        };
        all.iter().find(is_there).map(|one| one["id"].clone())
    };
    desk.post(&id, "pins", &json!({"assignment": of["id"], "place": place})).await.expect_status(200);
    let plan = desk.again(&id).await;
    let moved = there(&plan, own, &json!(place)).unwrap();
    assert_eq!(there(&plan, own, &of["location"]), None, "{plan}");
    for (body, pointer) in [
        (json!({"assignment": moved, "adviser": "bob"}), "/adviser"),
        (json!({"assignment": moved, "adviser": "nope"}), "/adviser"),
        (json!({"assignment": moved, "adviser": "dan"}), "/time"),
        (json!({"assignment": moved, "adviser": own}), "/time"),
        (json!({"assignment": moved, "place": "nope"}), "/place"),
        (json!({"assignment": moved, "place": of["location"], "instead": {"weekday": 6, "window": 0}}), "/time"),
    ] {
        let refused = desk.post(&id, "pins", &body).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{body}: {refused}");
    }
    desk.post(&id, "pins", &json!({"assignment": moved, "adviser": colleague})).await.expect_status(200);
    let plan = desk.again(&id).await;
    assert!(there(&plan, colleague, &json!(place)).is_some(), "{plan}");
    assert_eq!(there(&plan, own, &json!(place)), None, "{plan}");
}

#[tokio::test]
async fn a_plan_whose_program_died_is_gone_on_with() {
    let desk = Desk::new().await;
    let body = json!({"from": FROM, "weeks": 2, "keep": "none"});
    let id = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(202).json()["id"].clone();
    let id = domain::ids::PlanId::parse(id.as_str().unwrap()).unwrap();
    // Somebody claimed it a moment ago, and is never heard of again.
    let store = desk.app.store();
    let mut plan = flows::plans::load(store, &id).await.unwrap().unwrap();
    plan.value.leased_until = Some(store.now().plus(chrono::TimeDelta::seconds(60)));
    let mut tx = store::Transaction::new();
    store.plans().save(&mut tx, &plan.value, Some(plan.version));
    store.commit(tx).await.unwrap();
    assert_eq!(flows::plans::work_out(store).await.unwrap(), 0, "it is somebody's");
    desk.app.clock.advance(chrono::TimeDelta::seconds(61));
    assert_eq!(flows::plans::work_out(store).await.unwrap(), 1);
    assert_eq!(desk.plan(id.as_str()).await["status"], "ready");
}

#[tokio::test]
async fn a_plan_at_which_every_program_dies_is_given_up() {
    let desk = Desk::new().await;
    let body = json!({"from": FROM, "weeks": 2, "keep": "none"});
    let id = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(202).json()["id"].clone();
    let id = domain::ids::PlanId::parse(id.as_str().unwrap()).unwrap();
    let store = desk.app.store();
    let mut plan = flows::plans::load(store, &id).await.unwrap().unwrap();
    plan.value.attempts = 5;
    let mut tx = store::Transaction::new();
    store.plans().save(&mut tx, &plan.value, Some(plan.version));
    store.commit(tx).await.unwrap();
    assert_eq!(flows::plans::work_out(store).await.unwrap(), 0);
    assert_eq!(desk.plan(id.as_str()).await["status"], "failed");
    let path = format!("/console/plans/{id}");
    let page = desk.coordinator().await.get(&path).await.expect_status(200).text();
    assert!(page.contains(&format!("action=\"{path}/again\"")), "what it says to do can be done there: {page}");
    assert_eq!(desk.again(id.as_str()).await["status"], "ready", "asked again it is begun anew");
}
