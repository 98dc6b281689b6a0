//! The work list: what is due first first, each once, to those whose it is.

use crate::support::{adviser, app, dead_mail, host, need, weekly};
use chrono::TimeDelta;
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, MemberSays, Moment};
use domain::need::effect::{MemberStep, NeedEffect};
use domain::staff::StaffRole;
use flows::needs::move_need;
use serde_json::Value;
use testkit::TestApp;

fn innoviris() -> AgencyId {
    AgencyId::parse("innoviris").unwrap()
}

async fn sent(app: &TestApp, need: &NeedId) {
    move_need(app.store(), need, |case, catalogue, now| moves::sent(case, &innoviris(), &catalogue.staff_days, now))
        .await
        .unwrap();
}

async fn accepted(app: &TestApp, need: &NeedId) {
    let by = Actor::Agency(innoviris());
    move_need(app.store(), need, |case, catalogue, now| {
        moves::accept(case, &innoviris(), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
}

async fn nobody_came(app: &TestApp, need: &NeedId) {
    move_need(app.store(), need, |case, catalogue, now| {
        moves::member_says(case, &innoviris(), MemberSays::Nobody, &Moment::new(catalogue, now, &Actor::Member))
    })
    .await
    .unwrap();
}

fn kinds(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_needs_the_coordinator_stands_there_until_it_is_done() {
    let app = app().await;
    let vague = need(&app, "Kanal Data", "molengeek", &[], "Nous voulons exporter.").await;
    let silent = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    sent(&app, &silent).await;
    accepted(&app, &silent).await;
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["triage"]);
    assert_eq!(list["items"][0]["urgency"], "later");
    assert_eq!(list["items"][0]["href"], format!("/console/needs/{vague}"));
    app.clock.advance(TimeDelta::days(1));
    nobody_came(&app, &silent).await;
    dead_mail(&app, &vague, NeedEffect::MemberMail(MemberStep::Received), "550").await;
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["mail", "triage", "silent"], "what is due first first");
    let page = app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console/work").await.text();
    assert!(page.contains("Personne ne dit ce qu’il en est de Zoé Robotics chez Innoviris"), "{page}");
    assert!(page.contains(&format!("/console/referrals/{silent}.innoviris/remind")), "{page}");
    let by = Actor::Administrator;
    move_need(app.store(), &silent, |case, catalogue, now| {
        let outcome = domain::need::Outcome::Helped;
        moves::done(case, &innoviris(), (outcome, ""), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["mail", "triage"]);
}

#[tokio::test]
async fn everybody_has_their_own_list_in_their_language() {
    let app = app().await;
    let asked = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    sent(&app, &asked).await;
    let own = app.as_staff(adviser("innoviris")).await;
    assert_eq!(kinds(&own.clone().get("/v1/worklist").await.json()), ["answer"]);
    accepted(&app, &asked).await;
    let list = own.clone().get("/v1/worklist").await.json();
    assert_eq!(
        (kinds(&list), list["items"][0]["href"].as_str()),
        (vec!["report"], Some(&*format!("/console/referrals/{asked}.innoviris")))
    );
    let page = own.language("en").get("/console/work").await.text();
    assert!(page.contains("Zoé Robotics: meet the company") && !page.contains("/console/needs/"), "{page}");
    for role in [adviser("hub"), host("icab"), StaffRole::Coordinator] {
        for (language, words) in
            [("fr", "Rien n’attend personne"), ("nl", "Niets wacht op iemand"), ("en", "Nothing waits")]
        {
            let page = app.as_staff(role.clone()).await.language(language).get("/console/work").await.text();
            assert!(page.contains(words) && !page.contains("Unknown localization"), "{role:?} {language}: {page}");
        }
    }
    app.anonymous().get("/v1/worklist").await.expect_status(401);
}

#[tokio::test]
async fn a_long_list_goes_on_and_each_thing_stands_on_it_once() {
    let app = app().await;
    for number in 0..7 {
        app.clock.advance(TimeDelta::minutes(1));
        need(&app, &format!("Company {number}"), "icab", &[], "Nous voulons exporter.").await;
    }
    weekly(&app, "innoviris", "icab", "2026-11-24T09:30").await;
    let (mut path, mut seen) = ("/v1/worklist?limit=3".to_owned(), Vec::new());
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/worklist?limit=3&cursor={next}");
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (7, 7));
    app.as_admin().get("/v1/worklist?colour=red").await.expect_status(422);
}
