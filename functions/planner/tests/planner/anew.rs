//! Proposed again, a plan is of things as they stand by then.

use domain::ids::PlanId;
use flows::plans::{again, load, work_out};
use rota_planner::Weights;
use serde_json::json;

use crate::common::{Desk, FROM};
use crate::published::on_thursdays;
use crate::repairs::adviser;

#[tokio::test]
async fn what_is_impossible_is_named_and_gone_once_it_is_proposed_again() {
    let desk = Desk::new().await;
    let id = on_thursdays(&desk).await;
    desk.app.as_admin().if_match("*").send("DELETE", "/v1/permanences/tuesdays").await.expect_status(204);
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    let refused = ahead["refused"].as_array().unwrap();
    assert!(!refused.is_empty(), "{ahead}");
    for one in refused {
        assert!(["agency", "location", "start"].iter().all(|name| one[name].is_string()), "{one}");
    }
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}/publish")).await.expect_status(200).text();
    assert!(page.contains("· ICAB"), "{page}");
    let plan = desk.again(&id).await;
    assert!(plan["assignments"].as_array().unwrap().iter().all(|one| one["permanence"] != "tuesdays"), "{plan}");
    assert_eq!(plan["gone"], json!([]));
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(ahead["refused"], json!([]), "{ahead}");
    assert_eq!(plan["pins"].as_array().unwrap().len(), 2, "what was settled still applies: {plan}");
}

#[tokio::test]
async fn after_another_plan_was_published_and_taken_back_it_can_be_proposed_again() {
    let desk = Desk::new().await;
    let one = on_thursdays(&desk).await;
    let body = json!({"from": FROM, "weeks": 2, "keep": "none"});
    let other = desk.app.as_admin().key("other").post_json("/v1/plans", &body).await.expect_status(202).json();
    let other = other["id"].as_str().unwrap();
    flows::plans::work_out(desk.app.store()).await.unwrap();
    for what in ["publish", "undo"] {
        desk.post(&one, what, &json!({})).await.expect_status(202);
        desk.dispatch().await;
    }
    desk.again(other).await;
    let ahead = desk.post(other, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(ahead["refused"], json!([]), "{ahead}");
}

#[tokio::test]
async fn a_pin_on_days_of_an_absence_is_dropped_and_said() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let all = plan["assignments"].as_array().unwrap();
    let of = all.iter().find(|one| one["adviser"] == "ann").unwrap();
    desk.post(&id, "pins", &json!({"assignment": of["id"], "wish": "pinned"})).await.expect_status(200);
    let days: Vec<&str> = of["days"].as_array().unwrap().iter().map(|day| day.as_str().unwrap()).collect();
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &days).await;
    let plan = desk.again(&id).await;
    assert_eq!((&plan["status"], &plan["pins"]), (&json!("ready"), &json!([])), "{plan}");
    assert_eq!(plan["dropped"][0]["days"], of["days"], "{plan}");
    assert!(plan["dropped"][0]["reason"]["fr"].as_str().unwrap().contains("absente"), "{plan}");
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("ne s’applique plus"), "{page}");
}

#[tokio::test]
async fn pressed_twice_it_is_worked_out_once() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let path = format!("/console/plans/{id}");
    let staff = desk.coordinator().await;
    for _ in 0..2 {
        let pressed = staff.clone().form(&format!("{path}/again"), &[]).await.expect_status(303);
        assert!(pressed.header("location").starts_with(&path), "{}", pressed.header("location"));
    }
    desk.post(&id, "again", &json!({})).await.expect_status(202);
    let store = desk.app.store();
    assert_eq!(work_out(store).await.unwrap(), 1);
    // Both had read it as it stood; who wants something else is refused.
    let read = load(store, &PlanId::parse(&id).unwrap()).await.unwrap().unwrap();
    let first = again(store, &read, None).await.unwrap();
    assert_eq!(again(store, &read, None).await.unwrap().revision, first.revision);
    let other = Weights { travel: 9.0, ..first.settled.weights };
    assert!(again(store, &read, Some(other)).await.is_err());
    assert_eq!(work_out(store).await.unwrap(), 1);
}
