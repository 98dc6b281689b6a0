//! The week by place in the console, and what its pages cost.

use std::sync::Arc;

use crate::common::{app, coordinator, with};
use crate::held::{at, hold};
use chrono::TimeDelta;
use domain::ids::{LocationId, PermanenceId};
use domain::permanence::PermanenceDraft;
use domain::staff::StaffRole;
use serde_json::json;
use store::Transaction;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

#[tokio::test]
async fn the_week_shows_who_is_where_and_which_core_places_are_empty() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let draft =
        with(&[("agency", "hub"), ("location", "greenbizz"), ("services", ""), ("status", "draft"), ("id", "p2")]);
    staff.clone().form("/console/schedule/new", &draft).await.expect_status(303);
    for language in ["fr", "nl", "en"] {
        let answer = app.as_staff(StaffRole::Coordinator).await.language(language).get("/console/schedule").await;
        let text = answer.expect_status(200).text();
        assert_eq!(text.matches("<h1").count(), 1);
        assert!(!text.contains("Unknown localization"), "{text}");
    }
    let text = staff.clone().get("/console/schedule").await.text();
    assert!(text.contains("ICAB") && text.contains("Betacowork") && text.contains("/console/schedule/p1"));
    assert!(text.contains("aucune permanence : à combler") && text.contains("hub.brussels, brouillon"));
    assert!(text.contains("/console/schedule?week=2026-W47") && text.contains("/console/schedule?week=2026-W49"));
    let christmas = staff.clone().get("/console/schedule?week=2026-W53").await.text();
    assert!(christmas.contains("Innoviris, annulée"), "the agencies are closed between the years");
    let past = staff.get("/console/schedule?week=2026-W40").await.expect_status(200).text();
    assert!(!past.contains("class=\"chip"));
}

#[tokio::test]
async fn a_hosts_week_counts_what_is_planned_at_its_place() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let week = async |location: &str| {
        let location = LocationId::parse(location).unwrap();
        let host = app.as_staff(StaffRole::Host { location }).await.language("fr");
        host.get("/console/schedule").await.expect_status(200).text()
    };
    let (own, other) = (week("icab").await, week("eebic").await);
    assert!(own.contains("· une permanence prévue"), "{own}");
    assert!(other.contains("· aucune permanence prévue"), "{other}");
}

#[tokio::test]
async fn what_changes_in_a_week_is_said_with_its_reason() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let fridays = with(&[("date", "2026-11-27")]);
    staff.clone().form("/console/schedule/new", &fridays).await.expect_status(303);
    let moved = [
        ("ex_date", "2026-12-11"),
        ("ex_kind", "move"),
        ("ex_new_date", "2026-12-12"),
        ("ex_new_time", "10:00"),
        ("ex_reason_fr", "Portes ouvertes"),
    ];
    staff.clone().form("/console/schedule/p1/exceptions", &moved).await.expect_status(303);
    let christmas = staff.clone().get("/console/schedule?week=2026-W52").await.expect_status(200).text();
    assert!(
        christmas.contains("Innoviris, annulée") && christmas.contains("Noël") && christmas.contains("N’a pas lieu")
    );
    let saturday = staff.clone().get("/console/schedule?week=2026-W50").await.expect_status(200).text();
    assert!(
        saturday.contains("sa 12")
            && saturday.contains("Déplacée du ve 11 déc.")
            && saturday.contains("Portes ouvertes")
    );
    let usual = staff.get("/console/schedule?week=2026-W49").await.expect_status(200).text();
    assert!(!usual.contains("Ce qui change") && !usual.contains("sa 5"));
}

#[tokio::test]
async fn on_a_saturday_the_agenda_shows_the_next_week_and_leads_back_to_this_one() {
    let app = app().await;
    let wednesdays = with(&[("date", "2026-12-02")]);
    coordinator(&app).await.form("/console/schedule/new", &wednesdays).await.expect_status(303);
    let page = async || coordinator(&app).await.get("/console/schedule").await.expect_status(200).text();
    app.clock.advance(TimeDelta::days(3));
    let friday = page().await;
    assert!(friday.contains("Semaine du 23 nov. 2026 · aucune permanence prévue"), "{friday}");
    app.clock.advance(TimeDelta::days(1));
    let saturday = page().await;
    assert!(saturday.contains("Semaine du 30 nov. 2026 · une permanence prévue"), "{saturday}");
    assert!(saturday.contains("href=\"/console/schedule?week=2026-W48\">Cette semaine"), "{saturday}");
    let back = coordinator(&app).await.get("/console/schedule?week=2026-W48").await.expect_status(200).text();
    assert!(back.contains("Semaine du 23 nov. 2026") && !back.contains(">Cette semaine<"), "{back}");
}

#[tokio::test]
async fn a_draft_fills_no_gap() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff
        .clone()
        .form("/console/schedule/new", &with(&[("location", "eebic"), ("status", "draft")]))
        .await
        .expect_status(303);
    let text = staff.clone().get("/console/schedule").await.text();
    assert!(text.contains("aucune permanence prévue") && text.contains("0 sur "), "{text}");
    assert!(text.contains("/console/schedule/new?location=eebic\""));
    let published = with(&[("location", "eebic"), ("id", "p2")]);
    staff.clone().form("/console/schedule/new", &published).await.expect_status(303);
    let text = staff.get("/console/schedule").await.text();
    assert!(
        text.contains("une permanence prévue")
            && text.contains("1 sur ")
            && !text.contains("/console/schedule/new?location=eebic\"")
    );
}

#[tokio::test]
async fn a_series_of_an_agency_that_ended_is_its_successors() {
    let app = app().await;
    let draft: PermanenceDraft = serde_json::from_value(json!({
        "agency": "impulse", "location": "icab", "services": ["impulse-business-plan"], "start": "2017-11-07T14:00",
        "duration_minutes": 120, "rrule": "FREQ=WEEKLY;BYDAY=TU", "status": "published"
    }))
    .unwrap();
    let catalogue = app.store().catalogue().load().await.unwrap();
    let permanence = draft.parse(PermanenceId::parse("old").unwrap(), &catalogue).unwrap();
    let mut tx = Transaction::new();
    app.store().permanences().create(&mut tx, &permanence);
    app.store().commit(tx).await.unwrap();

    let grid = |text: &str| {
        text.split("class=\"week rota by-place\"").nth(1).unwrap().split("</table>").next().unwrap().to_owned()
    };
    let staff = coordinator(&app).await;
    let then = grid(&staff.clone().get("/console/schedule?week=2017-W46").await.expect_status(200).text());
    assert!(then.contains("Impulse") && !then.contains("hub.brussels"), "{then}");
    let now = grid(&staff.get("/console/schedule").await.expect_status(200).text());
    assert!(now.contains("hub.brussels") && !now.contains("Impulse"), "{now}");
    for (query, expected) in [
        ("agency=hub", 4),
        ("location=icab&agency=hub", 4),
        ("agency=impulse", 0),
        ("service=impulse-business-plan", 4),
    ] {
        let found = app.anonymous().get(&format!("/v1/sessions?{query}")).await.expect_status(200).json();
        let items = found["items"].as_array().unwrap();
        assert_eq!(items.len(), expected, "{query}");
        assert!(items.iter().all(|item| item["agency"] == "hub"));
    }
}

#[tokio::test]
async fn what_a_page_reads_does_not_grow() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    // Of console pages one read is the session of who is signed in, and one the
    // needs that wait, for the navigation.
    for (path, reads) in [
        // And the list of advisers; nobody is on it.
        ("/console/schedule", 5),
        ("/console/schedule/new?agency=hub", 4),
        // And what stands at the same place, and who of the place is told.
        ("/console/schedule/p1", 7),
        ("/console/schedule/p1?scope=following&from=2026-12-01", 7),
        ("/console/schedule/p1/move?date=2026-12-01", 4),
        ("/console/schedule/advisers", 4),
        ("/console/schedule/advisers/new", 3),
        // And who has an appointment; nobody does.
        ("/console/schedule/p1/delete", 5),
    ] {
        let before = table.counts();
        staff.clone().get(path).await.expect_status(200);
        let after = table.counts();
        assert_eq!((after.reads() - before.reads(), after.commits - before.commits), (reads, 0), "{path}");
    }
    for (path, reads) in [
        ("/v1/sessions", 3),
        ("/v1/sessions?location=icab", 3),
        ("/v1/permanences?agency=innoviris", 1),
        ("/v1/permanences/p1", 1),
    ] {
        let before = table.counts();
        app.anonymous().get(path).await.expect_status(200);
        let after = table.counts();
        assert_eq!((after.reads() - before.reads(), after.commits - before.commits), (reads, 0), "{path}");
    }
}

#[tokio::test]
async fn series_have_a_page_of_their_own_with_filters_and_a_second_page() {
    let app = app().await;
    for number in 0..30 {
        let place = if number % 3 == 0 { "eebic" } else { "icab" };
        hold(&app, &format!("s{number}"), at("hub", place, "2026-11-25T09:00")).await;
    }
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = async |path: &str| staff.clone().get(path).await.expect_status(200).text();
    let rows = |text: &str| text.matches("class=\"button secondary\" href=\"/console/schedule/s").count();
    let agenda = page("/console/schedule").await;
    assert!(agenda.contains("href=\"/console/schedule/series\"") && !agenda.contains("open end"), "{agenda}");
    let first = page("/console/schedule/series").await;
    assert!(first.contains("rel=\"next\" href=\"/console/schedule/series?page=2\""), "{first}");
    let eebic = page("/console/schedule/series?agency=&location=eebic").await;
    assert!(eebic.contains("10 series") && !eebic.contains("rel=\"next\"") && eebic.contains("EEBIC"), "{eebic}");
    assert_eq!((rows(&first), rows(&eebic)), (25, 10), "{eebic}");
    let none = page("/console/schedule/series?agency=innoviris&location=eebic").await;
    assert!(none.contains("no series") && none.contains("Change the filters"), "{none}");
    let beyond = page("/console/schedule/series?page=99").await;
    assert!(beyond.contains("href=\"/console/schedule/series\""), "{beyond}");
    staff.clone().get("/console/schedule/series?page=x").await.expect_status(422);
    let host = app.as_staff(StaffRole::Host { location: LocationId::parse("eebic").unwrap() }).await.language("en");
    let own = host.get("/console/schedule/series").await.expect_status(200).text();
    assert!(own.contains("10 series"), "{}", own.split("class=\"lead\"").nth(1).unwrap_or_default());
    assert!(!own.contains("ICAB"), "{}", own.split("ICAB").next().unwrap_or_default());
}
