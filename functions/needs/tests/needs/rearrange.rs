//! A need is taken up again, divided, moved; and the member says what came of it.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::common::{app, need, need_with, stated};
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, Moment};
use domain::need::Outcome;
use domain::staff::StaffRole;
use flows::needs::move_need;
use serde_json::{Value, json};
use store::link::{LinkPurpose, issue};
use testkit::TestApp;

fn innoviris() -> AgencyId {
    AgencyId::parse("innoviris").unwrap()
}

async fn taken_on(app: &TestApp, id: &str) {
    let (need, by) = (NeedId::parse(id).unwrap(), domain::event::Actor::Agency(innoviris()));
    move_need(app.store(), &need, |case, catalogue, now| {
        moves::accept(case, &innoviris(), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
}

async fn done(app: &TestApp, id: &str) {
    let (need, by) = (NeedId::parse(id).unwrap(), domain::event::Actor::Agency(innoviris()));
    move_need(app.store(), &need, |case, catalogue, now| {
        moves::done(case, &innoviris(), (Outcome::Helped, ""), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
}

async fn declined(app: &TestApp, id: &str) {
    let (need, by) = (NeedId::parse(id).unwrap(), domain::event::Actor::Agency(innoviris()));
    move_need(app.store(), &need, |case, catalogue, now| {
        let reason = domain::referral::DeclineReason::Capacity;
        moves::decline(case, &innoviris(), (reason, ""), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
}

async fn read(app: &TestApp, id: &str) -> Value {
    app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json()
}

fn own(app: &TestApp, id: &str) -> String {
    format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, id, 0))
}

#[tokio::test]
async fn the_member_takes_a_closed_need_up_again_and_the_coordinator_finds_it_on_the_list() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    done(&app, &id).await;
    let page = app.anonymous().language("en").get(&own(&app, &id)).await.expect_status(200).text();
    assert!(page.contains("Take my request up again"));
    app.anonymous().form(&own(&app, &id), &[("action", "reopen")]).await.expect_status(303);
    let now = read(&app, &id).await;
    assert_eq!((now["status"].as_str(), now["outcome"].as_str()), (Some("to_triage"), None));
    let last = now["history"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect::<Vec<_>>();
    assert!(last.contains(&"need.reopened"), "{last:?}");
    let (work, _) = app.store().work().page(&domain::worklist::Owner::Coordinator, None, 10).await.unwrap();
    assert_eq!(work.len(), 1);
}

#[tokio::test]
async fn after_sixty_days_a_need_stays_closed() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    done(&app, &id).await;
    app.clock.advance(chrono::TimeDelta::days(61));
    app.as_admin().if_match("*").post_json(&format!("/v1/needs/{id}/reopen"), &json!({})).await.expect_status(409);
}

#[tokio::test]
async fn the_member_says_that_nobody_came_or_that_it_was_helped() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    taken_on(&app, &id).await;
    let path = own(&app, &id);
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("Did Innoviris help you?") && page.contains("Nobody was in touch"), "{page}");
    app.anonymous().form(&path, &[("action", "nobody"), ("agency", "innoviris")]).await.expect_status(303);
    let (work, _) = app.store().work().page(&domain::worklist::Owner::Coordinator, None, 10).await.unwrap();
    assert_eq!(work[0].item.kind.code(), "silent");
    app.anonymous().form(&path, &[("action", "helped"), ("agency", "innoviris")]).await.expect_status(303);
    let now = read(&app, &id).await;
    assert_eq!((now["status"].as_str(), now["outcome"].as_str()), (Some("closed"), Some("helped")));
    let (work, _) = app.store().work().page(&domain::worklist::Owner::Coordinator, None, 10).await.unwrap();
    assert!(work.is_empty());
}

#[tokio::test]
async fn a_need_is_divided_once_nobody_has_the_part_in_hand() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/need_types", json!(["rd_grant", "hiring"]))).await;
    let path = format!("/v1/needs/{id}/split");
    let body = json!({"need_types": ["rd_grant"]});
    app.as_admin().if_match("*").post_json(&path, &body).await.expect_status(400);
    app.as_admin().if_match("*").key("early").post_json(&path, &body).await.expect_status(409);
    declined(&app, &id).await;
    app.as_admin().key("split").post_json(&path, &body).await.expect_status(428);
    let answer = app.as_admin().if_match("\"v2\"").key("split").post_json(&path, &body).await.expect_status(201);
    let made = answer.json();
    assert_eq!(answer.header("location"), format!("/v1/needs/{}", made["new"]["id"].as_str().unwrap()));
    assert_eq!(answer.header("etag"), "\"v1\"");
    let repeated = app.as_admin().if_match("\"v2\"").key("split").post_json(&path, &body).await.expect_status(201);
    assert_eq!(repeated.json(), made, "once");
    assert_eq!(made["need"]["need_types"].as_array().unwrap().len(), 1);
    assert_eq!(made["new"]["need_types"][0]["id"], "rd_grant");
    assert_eq!(made["new"]["referrals"][0]["agency"], "innoviris");
    // What is a need of its own now is known as open, too.
    let again =
        app.anonymous().key("again").post_json("/v1/needs", &crate::common::need()).await.expect_status(200).json();
    assert_eq!(again["id"], made["new"]["id"]);
}

#[tokio::test]
async fn a_need_moves_with_its_member_and_stands_in_the_lists_of_the_new_place() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let path = format!("/v1/needs/{id}/transfer");
    let wrong = app.as_admin().if_match("*").post_json(&path, &json!({"location": "atlantis"})).await;
    assert_eq!(wrong.expect_status(422).json()["errors"][0]["pointer"], "/location");
    app.as_admin().if_match("*").post_json(&path, &json!({"location": "eebic"})).await.expect_status(200);
    let count = async |filter: &str| {
        let list = app.as_admin().get(&format!("/v1/needs?{filter}")).await.expect_status(200).json();
        list["items"].as_array().unwrap().len()
    };
    for (filter, expected) in [
        ("location=icab", 0),
        ("location=eebic", 1),
        ("location=eebic&status=referred", 1),
        ("location=icab&status=referred", 0),
        ("agency=innoviris&location=eebic", 1),
    ] {
        assert_eq!(count(filter).await, expected, "{filter}");
    }
}

#[tokio::test]
async fn the_page_of_a_need_offers_all_of_it() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/need_types", json!(["rd_grant", "hiring"]))).await;
    declined(&app, &id).await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let page = staff.clone().language("en").get(&format!("/console/needs/{id}")).await.expect_status(200).text();
    assert!(page.contains("Make it a need of its own") && page.contains("Move the need"), "{page}");
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("version", version.as_str()), ("location", "eebic")];
    staff.clone().form(&format!("/console/needs/{id}/transfer"), &fields).await.expect_status(303);
    assert_eq!(read(&app, &id).await["location"], "eebic");
}

#[tokio::test]
async fn what_is_stated_again_joins_a_need_that_was_taken_up_again() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    done(&app, &id).await;
    // Meanwhile another one was opened and closed: the first is known no more.
    let other = stated(&app, "b", &need()).await;
    assert_ne!(other, id);
    done(&app, &other).await;
    app.as_admin().if_match("*").post_json(&format!("/v1/needs/{id}/reopen"), &json!({})).await.expect_status(200);
    let again = app.anonymous().key("c").post_json("/v1/needs", &need()).await.expect_status(200).json();
    assert_eq!(again["id"], id);
    // By the member's own page as well.
    app.anonymous().form(&own(&app, &other), &[("action", "reopen")]).await.expect_status(303);
    let found = app.store().needs().load(&NeedId::parse(&other).unwrap()).await.unwrap().unwrap();
    let open = app.store().needs().open_of(found.case.person.as_ref().unwrap()).await.unwrap();
    assert!(open.cases.iter().any(|one| one.case.need.id.as_str() == other), "it is among those that are open");
}

#[tokio::test]
async fn the_page_offers_only_what_can_be_done_and_says_at_the_field_what_is_missing() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/need_types", json!(["rd_grant", "hiring"]))).await;
    let (path, staff) = (format!("/console/needs/{id}"), app.as_staff(StaffRole::Coordinator).await);
    let page = staff.clone().language("en").get(&path).await.expect_status(200).text();
    assert!(!page.contains("name=\"split_types\""), "both are in somebody's hand: {page}");
    declined(&app, &id).await;
    let page = staff.clone().language("en").get(&path).await.text();
    let offered = |kind: &str| page.contains(&format!("name=\"split_types\" value=\"{kind}\""));
    assert!(offered("rd_grant") && !offered("hiring"), "{page}");
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for chosen in [&[][..], &["rd_grant", "hiring"]] {
        let ticked = chosen.iter().map(|kind| ("split_types", *kind));
        let fields: Vec<_> = std::iter::once(("version", version.as_str())).chain(ticked).collect();
        let again =
            staff.clone().language("en").form(&format!("{path}/split"), &fields).await.expect_status(422).text();
        assert!(again.contains("Tick at least one kind of need") && again.contains("<details"), "{again}");
    }
}

#[tokio::test]
async fn taking_up_again_is_offered_no_longer_than_it_is_possible() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    done(&app, &id).await;
    let words = "Take this need up again";
    let page = async || {
        let staff = app.as_staff(StaffRole::Coordinator).await;
        staff.language("en").get(&format!("/console/needs/{id}")).await.expect_status(200).text()
    };
    assert!(page().await.contains(words));
    app.clock.advance(chrono::TimeDelta::days(61));
    assert!(!page().await.contains(words));
}
