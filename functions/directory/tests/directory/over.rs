//! A place is followed by another: who and what is there goes over with it.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::entry::Sort;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, SourceId};
use domain::member::{Hosting, Sent, Source as Learnt};
use domain::rotation::Rotation;
use domain::source::SourceKind;
use domain::staff::StaffRole;
use serde_json::json;
use store::Transaction;
use store::keys::PermanenceList;
use store::repos::entries::{EndingJob, EndingStage};
use store::repos::sources::Source;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};
use crate::ended::{asked, confirm, dispatcher, rest};
use crate::entries::{app, get, post};

const OWN: &str = "/console/directory/locations/icab";
const LAST: &str = "2026-12-01";

fn place(id: &str) -> LocationId {
    LocationId::parse(id).unwrap()
}

/// A member with these stays.
async fn member(app: &TestApp, id: &str, hosted: serde_json::Value) {
    let profile = [("trade_name".to_owned(), json!(format!("{id} nv")))].into_iter().collect();
    let sent = Sent { profile, hosted: Some(serde_json::from_value(hosted).unwrap()), place: None };
    let whom = (MemberId::parse(id).unwrap(), sent);
    flows::members::enter(app.store(), whom, (Learnt::HostList, Actor::Administrator), None, |_, _| None)
        .await
        .unwrap();
}

async fn stays(app: &TestApp, id: &str) -> Vec<Hosting> {
    let found = app.store().members().load(&MemberId::parse(id).unwrap()).await.unwrap().unwrap();
    found.value.case.member.hosted
}

fn stay(at: &str, from: Option<&str>, to: Option<&str>) -> Hosting {
    let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    Hosting { location: place(at), from: day(from), to: day(to) }
}

/// Three members, of whom one left long ago, a program and a host.
async fn inhabit(app: &TestApp) -> SourceId {
    member(app, "lasting", json!([{"location": "icab", "from": "2025-01-01"}])).await;
    member(app, "leaving", json!([{"location": "icab", "from": "2025-01-01", "to": "2027-06-30"}])).await;
    member(app, "gone", json!([{"location": "icab", "from": "2024-01-01", "to": "2025-12-31"}])).await;
    member(app, "there", json!([{"location": "greenbizz", "from": "2024-01-01"}])).await;
    let id = SourceId::parse("program").unwrap();
    let source = Source {
        id: id.clone(),
        location: place("icab"),
        kind: SourceKind::StandardWebhooks,
        on: true,
        mapping: None,
        account: None,
        rotation: Rotation::default(),
        created_at: app.store().now(),
    };
    let mut tx = Transaction::new();
    app.store().sources().create(&mut tx, &source);
    app.store().commit(tx).await.unwrap();
    app.as_staff(StaffRole::Host { location: place("icab") }).await;
    id
}

async fn job(app: &TestApp) -> EndingJob {
    app.store().entries().ending(Sort::Location, "icab").await.unwrap().unwrap().value
}

async fn hosts(app: &TestApp, at: &str) -> usize {
    let all = app.store().staff().list().await.unwrap();
    all.iter().filter(|one| one.role == StaffRole::Host { location: place(at) }).count()
}

const FOLLOWED: [(&str, &str); 4] = [("version", "1"), ("how", "followed"), ("last", LAST), ("follower", "greenbizz")];

#[tokio::test]
async fn members_programs_and_hosts_of_a_place_go_over_to_the_one_that_follows_the_day_after() {
    let app = app().await;
    let source = inhabit(&app).await;
    rest(&app).await;
    let page = confirm(&app, &format!("{OWN}/end"), &FOLLOWED).await;
    for said in [
        "Ceux de ses 3 membres qui y sont encore sont hébergés au lieu qui suit dès le lendemain",
        "Dès le lendemain, une personne se connecte pour le lieu qui suit",
        "Dès le lendemain, un programme ou formulaire envoie pour le lieu qui suit",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    rest(&app).await;
    assert_eq!(stays(&app, "lasting").await, [stay("icab", Some("2025-01-01"), None)], "not before that day");
    assert_eq!(job(&app).await.stage, EndingStage::Hosted);
    let page = get(&app, OWN).await.expect_status(200).text();
    assert!(page.contains("passent au lieu qui suit dès le lendemain du 1er déc. 2026"), "{page}");

    // Each dispatcher is a process of its own, which dies after what is due now.
    app.clock.advance(TimeDelta::days(8));
    let mut seen = Vec::new();
    while job(&app).await.stage != EndingStage::Done && seen.len() < 20 {
        let dispatcher = dispatcher(&app);
        dispatcher.sweep().await.unwrap();
        dispatcher.run_due(app.store().now()).await.unwrap();
        let over = job(&app).await.over;
        seen.push((over.sources.len(), over.hosts.len(), over.members));
    }
    assert_eq!(seen.last(), Some(&(1, 1, 2)), "{seen:?}");
    let from = Some("2026-12-02");
    let begun = Some("2025-01-01");
    assert_eq!(stays(&app, "lasting").await, [stay("icab", begun, Some(LAST)), stay("greenbizz", from, None)]);
    let leaving = [stay("icab", begun, Some(LAST)), stay("greenbizz", from, Some("2027-06-30"))];
    assert_eq!(stays(&app, "leaving").await, leaving, "its last day was known");
    assert_eq!(stays(&app, "gone").await, [stay("icab", Some("2024-01-01"), Some("2025-12-31"))]);
    let kept = app.store().sources().load(&source).await.unwrap().unwrap().value;
    assert_eq!(kept.location, place("greenbizz"));
    assert_eq!((hosts(&app, "icab").await, hosts(&app, "greenbizz").await), (0, 1));

    // It was a mistake; meanwhile one of them moved on by itself.
    let moved = vec![stay("icab", begun, Some(LAST)), stay("silversquare-louise", from, None)];
    let id = MemberId::parse("leaving").unwrap();
    let sent = Sent { hosted: Some(moved.clone()), place: None, profile: domain::member::Profile::new() };
    let mode = domain::member::Mode::Part;
    let from = (Learnt::Coordinator, Actor::Administrator);
    flows::members::learn(app.store(), &id, None, (sent, mode), from).await.unwrap();
    let page = get(&app, OWN).await.expect_status(200).text();
    assert!(page.contains("membres 2, programmes et formulaires 1, responsables 1"), "{page}");
    post(&app, &format!("{OWN}/reopen"), &[("reopen", "yes")]).await.expect_status(303);
    rest(&app).await;
    assert_eq!(job(&app).await.stage, EndingStage::Done);
    assert_eq!(stays(&app, "lasting").await, [stay("icab", begun, None)]);
    assert_eq!(stays(&app, "leaving").await, moved, "it said otherwise since");
    assert_eq!(stays(&app, "there").await, [stay("greenbizz", Some("2024-01-01"), None)]);
    let kept = app.store().sources().load(&source).await.unwrap().unwrap().value;
    assert_eq!(kept.location, place("icab"));
    assert_eq!((hosts(&app, "icab").await, hosts(&app, "greenbizz").await), (1, 0));
}

#[tokio::test]
async fn what_a_series_clashes_with_at_the_place_that_follows_is_said_before_and_listed_after() {
    let app = app().await;
    let mut here = innoviris_at_icab();
    here["advisers"] = json!(["ann"]);
    hold(&app, "tuesdays", here).await;
    let mut there = innoviris_at_icab();
    there["location"] = json!("greenbizz");
    there["advisers"] = json!(["bob"]);
    there["agency"] = json!("hub");
    there["services"] = json!([]);
    hold(&app, "theirs", there).await;
    let path = "/v1/locations/greenbizz";
    let mut body = app.as_admin().get(path).await.json();
    body["desks"] = json!(2);
    app.as_admin().if_match("*").put_json(path, &body).await.expect_status(200);
    let page = post(&app, &format!("{OWN}/end"), &FOLLOWED).await.expect_status(200).text();
    assert!(!page.contains("ne va pas ensemble"), "there are two desks: {page}");
    asked(&page);
    body["desks"] = json!(1);
    app.as_admin().if_match("*").put_json(path, &body).await.expect_status(200);
    let page = confirm(&app, &format!("{OWN}/end"), &FOLLOWED).await;
    assert!(page.contains("Une chose ne va pas ensemble au lieu qui suit"), "{page}");
    assert!(page.contains("8 déc. 2026"), "on which days: {page}");
    rest(&app).await;
    let list = PermanenceList::Location(place("greenbizz"));
    let series = app.store().permanences().list(&list, "2026-12-02".parse().unwrap()).await.unwrap();
    let went = series.iter().find(|one| one.agency.as_str() == "innoviris").unwrap();
    assert_eq!(job(&app).await.clashing, std::slice::from_ref(&went.id));
    let page = get(&app, OWN).await.expect_status(200).text();
    assert!(
        page.contains("une série n’allait pas avec une autre")
            && page.contains(&format!("/console/schedule/{}", went.id)),
        "{page}"
    );
}
