//! The rota of the next quarter, asked for by itself.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use flows::plans::prepare;
use serde_json::json;

use crate::common::Desk;

async fn tasks(desk: &Desk) -> Vec<String> {
    let found = desk.app.store().tasks().page(None, 10).await.unwrap();
    found.iter().map(|task| format!("{}.{}", task.about.code(), task.about.id())).collect()
}

#[tokio::test]
async fn it_is_asked_for_once_a_month_ahead_and_waits_to_be_looked_at() {
    let desk = Desk::new().await;
    let store = desk.app.store();
    // Asked for by hand, with weights of its own.
    let by_hand = json!({"from": "2026-12-07", "weeks": 2, "keep": "all", "weights": {"travel": 7.0}});
    desk.app.as_admin().key("k").post_json("/v1/plans", &by_hand).await.expect_status(202);
    assert_eq!(prepare(store).await.unwrap(), None, "more than a month ahead");
    desk.app.clock.advance(TimeDelta::days(8));
    let (one, other) = tokio::join!(prepare(store), prepare(store));
    let asked: Vec<_> = [one.unwrap(), other.unwrap()].into_iter().flatten().collect();
    assert_eq!(asked.len(), 1, "of two that try one asks");
    assert_eq!(prepare(store).await.unwrap(), None);
    let id = asked[0].to_string();
    let plan = desk.plan(&id).await;
    assert_eq!((&plan["from"], &plan["weeks"], &plan["prepared"]), (&json!("2027-01-04"), &json!(13), &json!(true)));
    assert_eq!((&plan["weights"]["travel"], &plan["keep"]), (&json!(7.0), &json!("all")), "as last used");
    assert_eq!(tasks(&desk).await, Vec::<String>::new(), "it is not worked out yet");
    flows::plans::work_out(store).await.unwrap();
    assert_eq!(tasks(&desk).await, [format!("plan.{id}")]);
    desk.app.as_admin().send("POST", &format!("/v1/plans/{id}/aside")).await.expect_status(200);
    desk.app.as_admin().send("POST", &format!("/v1/plans/{id}/aside")).await.expect_status(200);
    assert_eq!(tasks(&desk).await, Vec::<String>::new());
    assert_eq!(desk.plan(&id).await["status"], "aside");
    desk.post(&id, "publish", &json!({})).await.expect_status(409);
    // Worked out again it waits again, until it is published.
    desk.again(&id).await;
    assert_eq!(tasks(&desk).await, [format!("plan.{id}")]);
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    assert_eq!(tasks(&desk).await, Vec::<String>::new());
    assert_eq!(prepare(store).await.unwrap(), None, "once a quarter, whatever becomes of it");
}

#[tokio::test]
async fn it_is_not_asked_for_where_somebody_did() {
    let desk = Desk::new().await;
    let by_hand = json!({"from": "2027-01-04", "weeks": 13, "keep": "none"});
    desk.app.as_admin().key("k").post_json("/v1/plans", &by_hand).await.expect_status(202);
    desk.app.clock.advance(TimeDelta::days(8));
    assert_eq!(prepare(desk.app.store()).await.unwrap(), None);
}

#[tokio::test]
async fn a_working_morning_asks_for_it_and_has_it_looked_what_is_broken() {
    let desk = Desk::new().await;
    let store = desk.app.store();
    desk.app.clock.advance(TimeDelta::days(8));
    desk.upkeep().await;
    desk.dispatch().await;
    assert!(flows::repairs::look(store).await.unwrap(), "the morning asked");
    let plans = desk.app.as_admin().get("/v1/plans").await.expect_status(200).json();
    assert_eq!(plans["items"].as_array().unwrap().len(), 1, "{plans}");
    assert_eq!(plans["items"][0]["prepared"], true);
}
