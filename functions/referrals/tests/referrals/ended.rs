//! An agency ends: what it has open goes to whoever does its work.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::entry::{Ending, Sort};
use domain::event::Actor;
use domain::referral::ReferralStatus;
use flows::entries::end;
use rstest::rstest;
use testkit::TestApp;

use crate::common::{agency, app, case, link, need_of, need_of_another, post, status};

/// Innoviris ends on the first of December, and hub.brussels follows it.
async fn followed(app: &TestApp) {
    let row = app.store().entries().load(Sort::Agency, "innoviris").await.unwrap().unwrap();
    let last = "2026-12-01".parse().unwrap();
    let ending = Ending { last, follower: Some("hub".to_owned()), merged: false };
    end(app.store(), (Sort::Agency, "innoviris", row.version), ending, &Actor::Administrator).await.unwrap();
}

#[rstest]
#[case(false)]
#[case(true)]
#[tokio::test]
async fn what_an_agency_that_ends_has_open_goes_to_the_one_that_follows(#[case] accepted: bool) {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    post(&app).await;
    if accepted {
        app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
    }
    followed(&app).await;
    post(&app).await;
    assert!(status(&app, &need, "innoviris").await.is_open(), "until its last day it is its own");

    app.clock.advance(TimeDelta::days(8));
    post(&app).await;
    let mails = post(&app).await;
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Withdrawn);
    assert_eq!(status(&app, &need, "hub").await, ReferralStatus::Sent);
    let directory = brussels_data::catalogue().unwrap();
    let [own, next] = ["innoviris", "hub"].map(|id| directory.agencies[&agency(id)].email.to_string());
    assert!(mails.iter().any(|(to, text)| *to == next && text.contains("/r/")), "{mails:?}");
    let to_own: Vec<&str> = mails.iter().filter(|(to, _)| *to == own).map(|(_, text)| text.as_str()).collect();
    assert!(to_own.iter().all(|text| text.contains("een ander agentschap heeft ze nu (hub.brussels)")), "{to_own:?}");

    // Who opens the old link reads why nothing can be pressed there.
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("another agency has this request: hub.brussels"), "{page}");
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(409);
    app.anonymous().form(&link(&app, &need, "hub"), &[("action", "accept")]).await.expect_status(303);
}

#[tokio::test]
async fn all_of_them_go_over_a_few_at_a_time() {
    let app = app().await;
    let mut needs = Vec::new();
    for number in 0..60 {
        needs.push(need_of_another(&app, number).await);
    }
    followed(&app).await;
    post(&app).await;
    app.clock.advance(TimeDelta::days(8));
    for _ in 0..6 {
        post(&app).await;
    }
    for need in &needs {
        let case = case(&app, need).await;
        assert_eq!(case.referral(&agency("innoviris")).unwrap().status, ReferralStatus::Withdrawn, "{need}");
        assert!(case.referral(&agency("hub")).unwrap().status.is_open(), "{need}");
    }
}
