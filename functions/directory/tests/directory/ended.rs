//! Entries end, are followed by another, or joined: what that does is said first.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::booking::BookingStatus;
use domain::entry::Sort;
use domain::ids::{LocationId, PermanenceId};
use mail::transport::Memory;
use serde_json::json;
use store::keys::PermanenceList;
use store::repos::entries::EndingStage;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};
use crate::console::booked;
use crate::entries::{api, app, get, post};

pub(crate) fn dispatcher(app: &TestApp) -> Dispatcher {
    let base = testkit::BASE_URL.to_owned();
    Dispatcher::new(app.store().clone(), base, flows::contexts(), Arc::new(Memory::new()), "t".to_owned())
}

pub(crate) async fn rest(app: &TestApp) {
    dispatcher(app).come_to_rest().await.unwrap();
}

/// The button of the page that asks, as a browser would send it.
pub(crate) fn asked(page: &str) -> String {
    assert!(page.contains("name=\"asked\""), "nothing is asked: {page}");
    let button = page.split("name=\"asked\" value=\"").nth(1).unwrap();
    button.split('"').next().unwrap().to_owned()
}

/// Says what an end does, and then has it done.
pub(crate) async fn confirm(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> String {
    let page = post(app, path, fields).await.expect_status(200).text();
    let said = asked(&page);
    post(app, path, &[fields, &[("asked", said.as_str())]].concat()).await.expect_status(303);
    page
}

#[tokio::test]
async fn a_service_that_another_follows_leads_there_and_needs_and_series_go_over() {
    let app = app().await;
    hold(&app, "tuesdays", innoviris_at_icab()).await;
    let path = "/console/directory/services/innoviris-shape/end";
    get(&app, path).await.expect_status(200);
    for (wrong, field) in [
        (vec![("version", "1")], "#f-how"),
        (vec![("version", "1"), ("how", "ends")], "#f-last"),
        (vec![("version", "1"), ("how", "ends"), ("last", "2026-01-01")], "#f-last"),
        (vec![("version", "1"), ("how", "followed"), ("last", "2026-12-31")], "#f-follower"),
        (
            vec![("version", "1"), ("how", "followed"), ("last", "2026-12-31"), ("follower", "innoviris-shape")],
            "#f-follower",
        ),
    ] {
        let page = post(&app, path, &wrong).await.expect_status(422).text();
        assert!(page.contains(field), "{wrong:?} {page}");
    }
    let fields = [("version", "1"), ("how", "followed"), ("last", "2026-12-31"), ("follower", "innoviris-rise")];
    let page = post(&app, path, &fields).await.expect_status(200).text();
    for said in [
        "la suivante est interrogée à sa place",
        "/console/needs/strategies/rd_grant",
        "/console/schedule/tuesdays",
        "31 déc. 2026",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(api(&app, "/v1/services/innoviris-shape").await.get("valid_to"), None, "nothing was stored");
    // Somebody else was faster: what was asked for is kept.
    let late = [&fields[1..], &[("version", "7")]].concat();
    let said = asked(&post(&app, path, &late).await.expect_status(200).text());
    let page = post(&app, path, &[&late[..], &[("asked", said.as_str())]].concat()).await.expect_status(422).text();
    for kept in ["Rien n’est perdu", "value=\"2026-12-31\"", "name=\"version\" value=\"1\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    confirm(&app, path, &fields).await;
    let kept = api(&app, "/v1/services/innoviris-shape").await;
    assert_eq!((&kept["valid_to"], &kept["successor"]), (&json!("2026-12-31"), &json!("innoviris-rise")));
    let page = get(&app, "/console/directory/services/innoviris-shape").await.expect_status(200).text();
    assert!(page.contains("terminé et suivi par un autre") && page.contains("/services/innoviris-rise"), "{page}");

    rest(&app).await;
    let services = || async {
        let series = app.store().permanences().load(&PermanenceId::parse("tuesdays").unwrap()).await.unwrap().unwrap();
        series.value.services.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(services().await, ["innoviris-shape", "innoviris-feasibility"], "until its last day");
    app.anonymous().header("accept", "text/html").get("/services/innoviris-shape").await.expect_status(200);
    app.clock.advance(TimeDelta::days(40));
    rest(&app).await;
    assert_eq!(services().await, ["innoviris-rise", "innoviris-feasibility"]);
    let moved = app.anonymous().header("accept", "text/html").get("/services/innoviris-shape").await.expect_status(301);
    assert_eq!(moved.header("location"), "/services/innoviris-rise");
    let job = app.store().entries().ending(Sort::Service, "innoviris-shape").await.unwrap().unwrap().value;
    assert_eq!((job.stage, job.changed), (EndingStage::Done, 1));

    // It was a mistake.
    post(&app, "/console/directory/services/innoviris-shape/reopen", &[("reopen", "yes")]).await.expect_status(303);
    let kept = api(&app, "/v1/services/innoviris-shape").await;
    assert_eq!((kept.get("valid_to"), kept.get("successor")), (None, None));
}

#[tokio::test]
async fn an_agency_that_ends_alone_ends_its_series_and_says_who_loses_an_appointment() {
    let app = app().await;
    let booking = booked(&app).await;
    let path = "/console/directory/agencies/innoviris/end";
    let fields = [("version", "1"), ("how", "ends"), ("last", "2026-12-01")];
    let page = confirm(&app, path, &fields).await;
    for said in [
        "Une personne perd son rendez-vous",
        "plus personne n’est interrogé",
        "Une série du planning se termine ce jour-là",
        "services que plus personne n’offre",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    rest(&app).await;
    let series = app.store().permanences().load(&PermanenceId::parse("tuesdays").unwrap()).await.unwrap().unwrap();
    assert_eq!(series.value.until.map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
    let after = app.store().bookings().load(&booking).await.unwrap().unwrap();
    assert_eq!(after.booking.status, BookingStatus::Cancelled);
    let job = app.store().entries().ending(Sort::Agency, "innoviris").await.unwrap().unwrap().value;
    assert_eq!((job.stage, job.changed, job.left.len()), (EndingStage::Done, 1, 0));
}

#[tokio::test]
async fn two_entries_of_one_agency_are_one_and_its_page_leads_to_the_other() {
    let app = app().await;
    let booking = booked(&app).await;
    let path = "/console/directory/agencies/innoviris/end";
    let page = confirm(&app, path, &[("version", "1"), ("how", "same"), ("follower", "hub")]).await;
    assert!(
        page.contains("Un rendez-vous après ce jour reste")
            && page.contains("Une série du planning passe à la suivante"),
        "{page}"
    );
    rest(&app).await;
    let moved = app.anonymous().header("accept", "text/html").get("/agencies/innoviris").await.expect_status(301);
    assert_eq!(moved.header("location"), "/agencies/hub");
    assert_eq!(api(&app, "/v1/agencies/innoviris").await["merged"], json!(true));
    let after = app.store().bookings().load(&booking).await.unwrap().unwrap();
    assert_eq!(after.booking.status, BookingStatus::Booked, "the other has its sessions");
    assert_eq!(api(&app, "/v1/services/innoviris-shape").await["provider"], json!("hub"));
    // The other way round it would go in a circle.
    let back = [("version", "1"), ("how", "followed"), ("last", "2026-12-31"), ("follower", "innoviris")];
    post(&app, "/console/directory/agencies/hub/end", &back).await.expect_status(422);
}

#[tokio::test]
async fn a_place_whose_sessions_go_on_elsewhere_loses_no_appointment() {
    let app = app().await;
    let booking = booked(&app).await;
    let path = "/console/directory/locations/icab/end";
    let fields = [("version", "1"), ("how", "followed"), ("last", "2026-12-01"), ("follower", "greenbizz")];
    let page = confirm(&app, path, &fields).await;
    assert!(
        page.contains("Un rendez-vous change d’heure ou de lieu") && !page.contains("perd son rendez-vous"),
        "{page}"
    );
    assert_eq!(api(&app, "/v1/locations/icab").await.get("open_to"), None, "the series go first");
    post(&app, path, &fields).await.expect_status(200);
    let again = post(&app, path, &[&fields[..], &[("asked", asked(&page).as_str())]].concat()).await;
    again.expect_status(409);
    rest(&app).await;
    let kept = api(&app, "/v1/locations/icab").await;
    assert_eq!((&kept["open_to"], &kept["successor"]), (&json!("2026-12-01"), &json!("greenbizz")));
    let there = PermanenceList::Location(LocationId::parse("greenbizz").unwrap());
    let there = app.store().permanences().list(&there, "2026-12-02".parse().unwrap()).await.unwrap();
    assert_eq!(there.len(), 1);
    let after = app.store().bookings().load(&booking).await.unwrap().unwrap().booking;
    assert_eq!((after.status, after.location.as_str()), (BookingStatus::Booked, "greenbizz"));
    app.clock.advance(TimeDelta::days(10));
    let moved = app.anonymous().header("accept", "text/html").get("/locations/icab").await.expect_status(301);
    assert_eq!(moved.header("location"), "/locations/greenbizz");
}

#[tokio::test]
async fn an_end_that_is_taken_back_changes_no_series_any_more() {
    let app = app().await;
    hold(&app, "tuesdays", innoviris_at_icab()).await;
    let own = "/console/directory/services/innoviris-shape";
    let fields = [("version", "1"), ("how", "ends"), ("last", "2026-12-31")];
    confirm(&app, &format!("{own}/end"), &fields).await;
    rest(&app).await;
    assert!(get(&app, own).await.expect_status(200).text().contains("Le planning suit"));
    post(&app, &format!("{own}/reopen"), &[("reopen", "yes")]).await.expect_status(303);
    app.clock.advance(TimeDelta::days(60));
    rest(&app).await;
    let series = app.store().permanences().load(&PermanenceId::parse("tuesdays").unwrap()).await.unwrap().unwrap();
    assert_eq!((series.version, series.value.services.len()), (1, 2));
    // Through the outside interface the same.
    let fields = [("version", "3"), ("how", "ends"), ("last", "2027-02-28")];
    confirm(&app, &format!("{own}/end"), &fields).await;
    let mut body = api(&app, "/v1/services/innoviris-shape").await;
    body.as_object_mut().unwrap().remove("valid_to");
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &body).await.expect_status(200);
    app.clock.advance(TimeDelta::days(60));
    rest(&app).await;
    let series = app.store().permanences().load(&PermanenceId::parse("tuesdays").unwrap()).await.unwrap().unwrap();
    assert_eq!(series.version, 1);
    let job = app.store().entries().ending(Sort::Service, "innoviris-shape").await.unwrap().unwrap().value;
    assert_eq!((job.stage, job.changed), (EndingStage::Done, 0));
}

#[tokio::test]
async fn an_end_goes_on_where_a_crash_left_it() {
    let app = app().await;
    for id in ["one", "two", "three"] {
        hold(&app, id, innoviris_at_icab()).await;
    }
    confirm(
        &app,
        "/console/directory/agencies/innoviris/end",
        &[("version", "1"), ("how", "ends"), ("last", "2026-12-01")],
    )
    .await;
    let job = || async { app.store().entries().ending(Sort::Agency, "innoviris").await.unwrap().unwrap().value };
    // Each dispatcher is a process of its own, which dies after what is due now.
    let mut seen = Vec::new();
    while job().await.stage != EndingStage::Done && seen.len() < 12 {
        let dispatcher = dispatcher(&app);
        dispatcher.sweep().await.unwrap();
        dispatcher.run_due(app.store().now()).await.unwrap();
        seen.push(job().await.changed);
    }
    assert_eq!(seen.last(), Some(&3), "{seen:?}");
    assert_eq!(job().await.stage, EndingStage::Done);
    for id in ["one", "two", "three"] {
        let series = app.store().permanences().load(&PermanenceId::parse(id).unwrap()).await.unwrap().unwrap();
        assert_eq!((series.version, series.value.until.is_some()), (2, true), "changed once");
    }
}
