//! What is known of a member is for an agency only while it has a part.

use domain::event::Actor;
use domain::moves;
use flows::needs::move_need;
use serde_json::Value;
use testkit::TestApp;

use crate::common::{app, need_known_as, token};

const KNOWN: [&str; 2] = ["launch", "25000"];

/// The referral by its bearer token, as text.
async fn read(app: &TestApp, need: &domain::ids::NeedId) -> String {
    let bearer = format!("Bearer {}", token(app, need, "innoviris", 0));
    let path = format!("/v1/referrals/{need}.innoviris");
    let asked = app.anonymous().language("en").header("authorization", bearer);
    let mut view: Value = asked.get(&path).await.expect_status(200).json();
    // The services that apply keep their names.
    view["services"] = Value::Null;
    view.to_string()
}

#[tokio::test]
async fn an_agency_reads_no_value_and_no_amount_once_the_member_takes_back_consent() {
    let app = app().await;
    let need = need_known_as(&app, "rd_grant", serde_json::json!({"stage": "launch"})).await;
    let before = read(&app, &need).await;
    assert!(KNOWN.iter().all(|known| before.contains(known)), "{before}");
    move_need(app.store(), &need, |case, _, now| Ok(moves::take_back_consent(case, now, &Actor::Member)))
        .await
        .unwrap();
    let after = read(&app, &need).await;
    assert!(!KNOWN.iter().any(|known| after.contains(known)) && !after.contains("condition met"), "{after}");
    assert!(after.contains("strategy"), "why it was asked at all: {after}");
}
