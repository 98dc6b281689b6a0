//! Where else there is a free slot, told to whoever lost one.

use crate::booked::{contact, desk};
use crate::held::{at, hold};
use serde_json::json;

/// One session of Innoviris of one slot, at a place.
fn once(place: &str, start: &str) -> serde_json::Value {
    let mut draft = at("innoviris", place, start);
    (draft["rrule"], draft["duration_minutes"]) = (json!(null), json!(40));
    draft
}

#[tokio::test]
async fn where_the_own_place_has_no_free_slot_the_nearest_that_has_one_is_named() {
    let desk = desk(1).await;
    let path = "/v1/permanences/tuesdays";
    desk.app.as_admin().header("if-match", "*").send("DELETE", path).await.expect_status(204);
    // ICAB and Betacowork are one building; Greenbizz is far.
    hold(&desk.app, "own", once("icab", "2026-12-01T09:30")).await;
    let mut draft = once("betacowork", "2026-12-02T09:30");
    draft["status"] = json!("draft");
    hold(&desk.app, "draft", draft).await;
    hold(&desk.app, "far", once("greenbizz", "2026-12-03T09:30")).await;
    let wish = json!({"session": "own.20261201", "slot": "2026-12-01T09:30", "contact": contact("ann")});
    desk.book("one", &wish).await.expect_status(201);
    let mut cancelled = once("icab", "2026-12-01T09:30");
    cancelled["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true}]);
    let put = desk.app.as_admin().header("if-match", "*").put_json("/v1/permanences/own", &cancelled).await;
    put.expect_status(200);
    desk.dispatch().await;
    let sent = desk.memory.sent();
    let last = sent.iter().rev().find(|sent| sent.message.to.as_str() == "ann@example.org").unwrap();
    assert_eq!(last.message.subject, "Your appointment cannot take place");
    assert!(last.message.text.contains("3 December 2026 at 9:30, Greenbizz"), "{}", last.message.text);
}
