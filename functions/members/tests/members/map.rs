//! The map, and the same as tables.

use chrono::TimeDelta;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId};
use domain::moves::{self, Moment};
use domain::staff::StaffRole;
use flows::effects::Context as _;
use flows::members::Members;
use flows::needs::move_need;
use serde_json::{Value, json};
use store::{Transaction, keys};
use testkit::TestApp;

use crate::bench::{app, enter, post, robotics};
use crate::needs::state_of;

/// Open needs at a place, and members with one.
async fn needs_at(app: &TestApp, place: &str) -> (u32, u32) {
    let counts = app.store().members().counts().await.unwrap();
    counts.get(&LocationId::parse(place).unwrap()).map_or((0, 0), |one| (one.open_needs, one.with_need))
}

/// Changes the stage of a member.
async fn reaches(app: &TestApp, id: &str, stage: &str) {
    let path = format!("/v1/members/{id}");
    let known = app.as_admin().get(&path).await.expect_status(200);
    let mut body = known.json();
    body["stage"] = json!(stage);
    app.as_admin().if_match(known.header("etag")).put_json(&path, &body).await.expect_status(200);
}

#[tokio::test]
async fn the_tables_say_what_each_municipality_and_each_place_come_to() {
    let app = app().await;
    for (name, place) in [
        ("Data", "icab"),
        ("Beta", "betacowork"),
        ("Kanal", "greenbizz"),
        ("Seed", "seedfactory"),
        ("Buzz", "buzzynest"),
        ("Nest", "buzzynest"),
    ] {
        enter(&app, &json!({"name": name, "location": place})).await;
    }
    enter(&app, &robotics()).await;
    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]).await;
    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["workspace"]).await;
    post(&app).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.clone().get("/console/members/map").await.expect_status(200).text();
    let towns = page.split("<h2>Par commune</h2>").nth(1).expect("a table of municipalities");
    let towns = towns.split("</section>").next().unwrap();
    let row = |town: &str| {
        let rest = towns.split(&format!("rowheader\">{town}</th>")).nth(1).unwrap_or_else(|| panic!("{town}: {towns}"));
        let cells = rest.split("</tr>").next().unwrap().split("data-label=\"").skip(1);
        let cells = cells.filter_map(|cell| cell.split_once("</td>")?.0.split_once("\">"));
        cells.map(|(column, number)| (column.to_owned(), number.to_owned())).collect::<Vec<_>>()
    };
    let members = |n: &str| ("Membres".to_owned(), n.to_owned());
    assert_eq!(row("Etterbeek")[0], members("3"), "of two places");
    assert!(
        row("Etterbeek").contains(&("Besoins ouverts".to_owned(), "2".to_owned())),
        "she is one member and has two needs: {:?}",
        row("Etterbeek")
    );
    assert!(row("Etterbeek").iter().any(|(column, _)| column == "Séances du mois"));
    assert_eq!(row("Bruxelles")[0], members("1"));
    // The picture draws these two as one.
    assert_eq!((&row("Auderghem")[0], &row("Watermael-Boitsfort")[0]), (&members("1"), &members("2")));
    assert!(!towns.contains("Forest"), "where nobody is, there is no row: {towns}");
    let places = page.split("<h2>Par lieu</h2>").nth(1).expect("a table of places");
    assert!(places.contains("/console/members?location=icab"), "{places}");
    let before = staff.get("/console/members/map?show=needs&month=2026-10").await.expect_status(200).text();
    assert!(before.contains("Aucun membre pour l’instant") && !before.contains("<h2>Par commune</h2>"), "{before}");
}

#[tokio::test]
async fn open_needs_are_counted_as_they_come_and_end_and_change_hands() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let other = json!({"name": "Zoe Robotics SRL", "location": "greenbizz", "contact_email": "ann@gmail.com"});
    let second = enter(&app, &other).await;
    let hiring = state_of(&app, "Zoe Robotics SRL", ("ann@gmail.com", None), &["hiring"]).await;
    state_of(&app, "Zoe Robotics SRL", ("ann@gmail.com", None), &["workspace"]).await;
    post(&app).await;
    assert_eq!((needs_at(&app, "greenbizz").await, needs_at(&app, "icab").await), ((2, 1), (0, 0)));

    move_need(app.store(), &hiring, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    post(&app).await;
    assert_eq!(needs_at(&app, "greenbizz").await, (1, 1), "closed");
    let reopened = move_need(app.store(), &hiring, |case, catalogue, now| {
        moves::reopen(case, &Moment::new(catalogue, now, &Actor::Member))
    });
    reopened.await.unwrap();
    post(&app).await;
    assert_eq!(needs_at(&app, "greenbizz").await, (2, 1), "taken up again");

    let path = format!("/v1/members/{first}/merge");
    let merged = app.as_admin().post_json(&path, &json!({"with": second})).await.expect_status(200).json();
    assert_eq!((needs_at(&app, "greenbizz").await, needs_at(&app, "icab").await), ((0, 0), (2, 1)), "joined");
    let undo = format!("/v1/merges/{}/undo", merged["id"].as_str().unwrap());
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!((needs_at(&app, "greenbizz").await, needs_at(&app, "icab").await), ((2, 1), (0, 0)), "taken back");
    flows::members::end(app.store(), &MemberId::parse(&second).unwrap(), None).await.unwrap();
    assert_eq!(needs_at(&app, "greenbizz").await, (0, 0), "ended");
}

#[tokio::test]
async fn a_month_that_is_over_says_how_many_were_at_each_stage() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    enter(&app, &json!({"name": "Beta", "location": "greenbizz", "stage": "launch"})).await;
    enter(&app, &json!({"name": "Gamma", "location": "icab"})).await;
    // From November to January; December sees no change.
    app.clock.advance(TimeDelta::days(45));
    reaches(&app, &id, "growth").await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = async |query: &str| staff.clone().get(&format!("/console/members/map?{query}")).await;
    for (query, said) in [
        ("stage=launch", "Map of the Region: launch, 1 in all"),
        ("stage=launch&month=2026-12", "Map of the Region: launch, 2 in all"),
        ("stage=launch&month=2026-11", "Map of the Region: launch, 2 in all"),
        ("stage=growth&month=2026-12", "Map of the Region: growth, 0 in all"),
        ("stage=growth", "Map of the Region: growth, 1 in all"),
        ("month=2026-12", ">1 launch, 1 at an unknown stage<"),
        ("", ">1 growth, 1 at an unknown stage<"),
        // The month before is of what is shown.
        ("stage=launch", "map?stage=launch&amp;month=2026-12\""),
        ("stage=launch&month=2026-12", "map?stage=growth&amp;month=2026-12\""),
        ("show=incomplete", "map?show=members&amp;month=2026-12\""),
    ] {
        let text = page(query).await.expect_status(200).text();
        assert!(text.contains(said), "{query}: {said}: {text}");
    }
    page("show=incomplete&month=2026-12").await.expect_status(404);
}

#[tokio::test]
async fn what_an_earlier_version_counted_is_counted_as_today_after_an_hour() {
    let app = app().await;
    enter(&app, &robotics()).await;
    for kind in ["hiring", "workspace"] {
        state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &[kind]).await;
    }
    post(&app).await;
    let icab = LocationId::parse("icab").unwrap();
    let key = keys::member_count(&icab);
    let mut older: Value = app.store().value(key.clone()).await.unwrap().unwrap();
    older.as_object_mut().unwrap().remove("open_needs");
    older["months"] = json!({"2026-11": {"members": 1, "proposals": older["proposals"], "with_need": 1}});
    let mut tx = Transaction::new();
    tx.put(key, &older);
    app.store().commit(tx).await.unwrap();
    let november = async || {
        let kept = app.store().members().counts().await.unwrap()[&icab].at_end_of("2026-11");
        (kept.open_needs, kept.stages.get("launch").copied())
    };
    assert_eq!(november().await, (1, None), "members with one, and no stages");

    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["rd_grant"]).await;
    post(&app).await;
    for _ in 0..2 {
        Members.upkeep(app.store()).await.unwrap();
        assert_eq!(needs_at(&app, "icab").await, (3, 1));
    }
    assert_eq!(november().await, (3, Some(1)));
}
