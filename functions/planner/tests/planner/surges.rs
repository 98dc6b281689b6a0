//! Needs that outgrow what comes are seen within the hour.

use chrono::TimeDelta;
use serde_json::json;

use crate::common::Desk;
use crate::repairs::look;

const SURGE: &str = "/v1/repairs/n.eebic.innoviris";

/// A member of a place to which nobody comes states a need.
pub(crate) async fn state(desk: &Desk, number: usize) {
    let body = json!({"location": "eebic",
        "member": {"name": format!("Company {number}"), "stage": "launch"},
        "contact": {"name": "Zoé Maes", "email": format!("zoe@company-{number}.example"), "language": "fr"},
        "need_types": ["rd_grant"], "description": "Un prototype à financer.",
        "consent": {"share_with_agencies": true}});
    desk.app.as_admin().key(&format!("n{number}")).post_json("/v1/needs", &body).await.expect_status(201);
    desk.dispatch().await;
}

#[tokio::test]
async fn needs_that_outgrow_what_comes_are_one_look_within_the_hour() {
    let desk = Desk::new().await;
    look(&desk).await;
    for number in 0..6 {
        state(&desk, number).await;
        desk.app.clock.advance(TimeDelta::minutes(5));
        assert!(!look(&desk).await, "what comes within the hour is looked at together");
    }
    desk.app.as_admin().get(SURGE).await.expect_status(404);
    desk.app.clock.advance(TimeDelta::minutes(30));
    assert!(look(&desk).await, "an hour after the first");
    let found = desk.app.as_admin().get(SURGE).await.expect_status(200).json();
    assert_eq!((&found["cause"], &found["sessions"]), (&json!("surge"), &json!([])), "{found}");
    assert!(found["parties"].as_f64().unwrap() >= 4.0, "{found}");
    let tasks = desk.app.store().tasks().page(None, 10).await.unwrap();
    assert!(tasks.iter().any(|task| task.about.code() == "surge"), "{tasks:?}");
    assert!(!look(&desk).await, "nobody asks again");
}

#[tokio::test]
async fn a_need_that_comes_while_it_is_looked_is_looked_at_too() {
    let desk = Desk::new().await;
    let repairs = desk.app.store().repairs();
    state(&desk, 0).await;
    desk.app.clock.advance(TimeDelta::hours(1));
    let begun = repairs.is_to_look().await.unwrap().unwrap();
    // Stated after what the look has read.
    state(&desk, 1).await;
    let mut tx = store::Transaction::new();
    repairs.looked(&mut tx, begun);
    assert!(desk.app.store().commit(tx).await.is_err(), "the mark is another by now");
    assert!(repairs.is_to_look().await.unwrap().is_some(), "and is due at once");
}
