//! What the public sees.

use serde_json::json;
use testkit::TestApp;

use crate::common::{Becomes, Desk};

#[tokio::test]
async fn everybody_reads_how_many_agencies_services_and_places_there_are() {
    let app = TestApp::with(inform::routes()).await;
    let told = app.anonymous().get("/v1/statistics").await.expect_status(200).json();
    let catalogue = app.store().catalogue().load().await.map(|read| (*read).clone());
    let day = app.store().now().day_in(domain::clock::BRUSSELS);
    let held = catalogue.map(|all| all.locations.values().filter(|place| place.open_on(day)).count());
    assert_eq!(told["directory"]["places"], held.unwrap_or_default());
    assert!(told["directory"]["places"].as_u64() > Some(10), "the real directory: {told}");
    for language in ["fr", "nl", "en"] {
        let page = app.anonymous().language(language).get("/statistics").await.expect_status(200).text();
        for of in ["agencies", "services", "places"] {
            assert!(page.contains(&format!("<strong>{}</strong>", told["directory"][of])), "{of}: {page}");
        }
    }
    let page = app.anonymous().language("en").get("/statistics").await.expect_status(200).text();
    assert!(page.contains("satisfaction: fewer than five answers") && !page.contains("n = 0"), "{page}");
    assert!(page.contains("of referrals closed with an answer") && !page.contains("working day"), "{page}");
}

#[tokio::test]
async fn the_public_sees_steps_of_five_and_nothing_under_five() {
    let desk = Desk::new().await;
    let mut n = 0;
    for (kind, times) in [("business_plan", 7), ("rd_grant", 4)] {
        for _ in 0..times {
            desk.need(n, "icab", kind, Becomes::Helped).await;
            n += 1;
        }
    }
    desk.rests().await;
    let told = desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json();
    let kinds = told["needs"]["by_kind"].as_array().cloned().unwrap_or_default();
    assert_eq!(kinds.len(), 1, "{told}");
    assert_eq!((&kinds[0]["id"], &kinds[0]["at_least"]), (&json!("business_plan"), &json!(5)));
    assert_eq!(told["needs"]["at_least"], 10, "eleven, in steps");
    assert_eq!(told["bookings"]["no_show"], serde_json::Value::Null);
    // Eleven closed of some fifteen asked: told as ten to fourteen of as many or more.
    let closed = told["referrals"]["closed_share"].as_f64();
    let asked = told["referrals"]["at_least"].as_f64();
    assert_eq!(closed, asked.map(|asked| (12.0 / (asked + 2.0)).min(1.0)), "{told}");
    for language in ["fr", "nl", "en"] {
        let page = desk.app.anonymous().language(language).get("/statistics").await.expect_status(200).text();
        assert!(page.contains("<strong>10+</strong>") && !page.contains("<strong>11"), "{page}");
        assert_eq!(page.matches("<h1>").count(), 1);
    }
    // One more of a kind moves nothing; what was told is told again for five
    // minutes, and then what is so.
    let later = |minutes: i64| desk.app.clock.advance(chrono::TimeDelta::minutes(minutes));
    desk.need(n, "icab", "business_plan", Becomes::Waits).await;
    desk.rests().await;
    later(6);
    let again = desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json();
    assert_eq!(again["needs"], told["needs"]);
    for more in 1..3 {
        desk.need(n + more, "icab", "business_plan", Becomes::Waits).await;
    }
    desk.rests().await;
    let needs = async || desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json()["needs"].clone();
    assert_eq!(needs().await, told["needs"]);
    later(6);
    assert_eq!(needs().await["by_kind"][0]["at_least"], 10);
}

#[tokio::test]
async fn a_kind_that_no_place_is_told_of_stands_in_no_public_count() {
    let desk = Desk::new().await;
    for n in 0..6 {
        desk.need(n, "icab", "difficulty", Becomes::Helped).await;
    }
    desk.rests().await;
    let told = desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json();
    assert_eq!((&told["needs"]["by_kind"], &told["needs"]["at_least"]), (&json!([]), &json!(5)), "{told}");
    let page = desk.app.anonymous().language("en").get("/statistics").await.expect_status(200).text();
    assert!(!page.contains("ifficulty"), "{page}");
}
