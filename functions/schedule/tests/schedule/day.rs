//! The day in the console: who comes, who came, who walked in.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{Desk, SLOT, contact, desk, wish};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::json;
use testkit::Request;

const DAY: &str = "/console/schedule/day?day=2026-12-01";

#[tokio::test]
async fn the_day_shows_who_comes_to_those_whom_it_concerns() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let page = |role: StaffRole| async {
        desk.app
            .as_staff(role)
            .await
            .language("fr")
            .header("accept", "text/html")
            .get(DAY)
            .await
            .expect_status(200)
            .text()
    };
    let host = |place: &str| StaffRole::Host { location: LocationId::parse(place).unwrap() };
    let adviser = |agency: &str| StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() };
    for role in [StaffRole::Coordinator, host("icab"), adviser("innoviris")] {
        assert!(page(role.clone()).await.contains("Zoé Maes"), "{role:?}");
    }
    for role in [host("greenbizz"), adviser("actiris")] {
        let text = page(role.clone()).await;
        assert!(!text.contains("Zoé") && text.contains("Aucune permanence"), "{role:?}");
    }
    desk.app.anonymous().get(DAY).await.expect_status(303);
}

#[tokio::test]
async fn who_came_and_who_walked_in_is_noted() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let path = format!("/console/schedule/bookings/{}", made["id"].as_str().unwrap());
    let host = desk.app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    host.form(&path, &[("action", "attended")]).await.expect_status(409);
    desk.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    let host = desk.app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    let stranger = desk.app.as_staff(StaffRole::Host { location: LocationId::parse("greenbizz").unwrap() }).await;
    stranger.clone().form(&path, &[("action", "attended")]).await.expect_status(404);
    host.clone().form(&path, &[("action", "attended")]).await.expect_status(303);
    assert_eq!(desk.status(&made).await, "attended");
    let walk_in = [("submission", "w0"), ("session", "tuesdays.20261201"), ("slot", SLOT)];
    stranger.form("/console/schedule/walk-in", &walk_in).await.expect_status(404);
    host.clone().form("/console/schedule/walk-in", &walk_in).await.expect_status(303);
    let text = host.language("nl").header("accept", "text/html").get(DAY).await.expect_status(200).text();
    assert!(text.contains("zonder afspraak") && text.contains("gekomen"), "{text}");
}

async fn host(desk: &Desk) -> Request<'_> {
    let role = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    desk.app.as_staff(role).await.language("fr").header("accept", "text/html")
}

#[tokio::test]
async fn a_walk_in_counts_once_has_a_name_and_can_be_taken_back_while_the_day_lasts() {
    let desk = desk(1).await;
    let fields = [
        ("submission", "w1"),
        ("session", "tuesdays.20261201"),
        ("slot", SLOT),
        ("name", "Zoé Maes"),
        ("company", "Zoé Robotics"),
    ];
    let press = || async { host(&desk).await.form("/console/schedule/walk-in", &fields).await };
    press().await.expect_status(409);
    let before = desk.app.as_admin().header("idempotency-key", "early");
    let mut early = wish(SLOT);
    early["walk_in"] = true.into();
    before.post_json("/v1/bookings", &early).await.expect_status(409);

    desk.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    let form =
        host(&desk).await.get("/console/schedule/walk-in?session=tuesdays.20261201").await.expect_status(200).text();
    assert!(form.contains("name=\"company\"") && form.contains("value=\"2026-12-01T11:00\""), "{form}");
    press().await.expect_status(303);
    press().await.expect_status(303);
    let listed = || async {
        let path = "/v1/bookings?session=tuesdays.20261201";
        desk.app.as_admin().get(path).await.expect_status(200).json()["items"].as_array().unwrap().clone()
    };
    let [noted] = listed().await.try_into().unwrap();
    assert_eq!((&noted["name"], &noted["member"]), (&"Zoé Maes".into(), &"Zoé Robotics".into()));
    let day = host(&desk).await.get(DAY).await.expect_status(200).text();
    assert!(day.contains("Zoé Maes") && day.contains("Annuler cette note"), "{day}");

    let path = format!("/console/schedule/bookings/{}", noted["id"].as_str().unwrap());
    let undone = host(&desk).await.form(&path, &[("action", "cancel")]).await.expect_status(303);
    assert!(undone.header("location").ends_with("done=taken-back"));
    assert!(listed().await.is_empty());
    desk.dispatch().await;
    assert!(desk.memory.sent().is_empty(), "nobody was told of it, nor that it was a mistake");

    host(&desk)
        .await
        .form("/console/schedule/walk-in", &[("submission", "w2"), fields[1], fields[2]])
        .await
        .expect_status(303);
    let [kept] = listed().await.try_into().unwrap();
    desk.app.clock.advance(chrono::TimeDelta::days(1));
    let path = format!("/console/schedule/bookings/{}", kept["id"].as_str().unwrap());
    host(&desk).await.form(&path, &[("action", "cancel")]).await.expect_status(409);
    assert_eq!(listed().await.len(), 1);
}

#[tokio::test]
async fn staff_book_queue_and_move_from_the_day_and_come_back_to_it() {
    let desk = desk(1).await;
    let day = host(&desk).await.get(DAY).await.expect_status(200).text();
    let path = "/console/schedule/book?session=tuesdays.20261201&amp;slot=2026-12-01T10:15";
    assert!(day.contains(path) && !day.contains("waiting=true"), "{day}");
    let form = host(&desk).await.get(&path.replace("&amp;", "&")).await.expect_status(200).text();
    assert!(form.contains("action=\"/console/schedule/book\"") && form.contains("name=\"csrf\""), "{form}");
    assert!(form.contains("effacé un an après") && !form.contains("Vos données servent"), "of somebody else: {form}");
    assert!(form.contains("autocomplete=\"off\"") && !form.contains("autocomplete=\"email\""), "{form}");
    assert!(form.contains("Réserver pour quelqu’un") && !form.contains("Vos coordonnées"), "staff fill it in: {form}");
    let fields = |submission: &'static str, waiting: &'static str| {
        [
            ("submission", submission),
            ("session", "tuesdays.20261201"),
            ("slot", SLOT),
            ("waiting", waiting),
            ("name", "Zoé Maes"),
            ("email", "zoe@zoe-robotics.example"),
        ]
    };
    let stranger = desk.app.as_staff(StaffRole::Host { location: LocationId::parse("greenbizz").unwrap() }).await;
    stranger.form("/console/schedule/book", &fields("s0", "false")).await.expect_status(404);
    for _ in 0..2 {
        let booked = host(&desk).await.form("/console/schedule/book", &fields("s1", "false")).await.expect_status(303);
        assert_eq!(booked.header("location"), format!("{DAY}&done=booked"));
    }
    let mut bob = fields("s2", "false");
    bob[5].1 = "bob@example.org";
    let taken = host(&desk).await.form("/console/schedule/book", &bob).await.expect_status(409).text();
    assert!(taken.contains("value=\"wait\"") && taken.contains("/console/schedule/day?day=2026-12-01"), "{taken}");
    let shown = host(&desk).await.get(&format!("{DAY}&done=booked")).await.expect_status(200).text();
    assert!(shown.contains("Le rendez-vous est réservé") && shown.contains("waiting=true"), "{shown}");
    let twice = host(&desk).await.form("/console/schedule/book", &fields("s3", "true")).await.expect_status(409).text();
    assert!(twice.contains("été ajouté") && !twice.contains("value=\"wait\""), "{twice}");
    let mut other = fields("s4", "true");
    other[5].1 = "ann@example.org";
    let waits = host(&desk).await.form("/console/schedule/book", &other).await.expect_status(303);
    assert_eq!(waits.header("location"), format!("{DAY}&done=waiting"));

    let path = "/v1/bookings?session=tuesdays.20261201";
    let listed = desk.app.as_admin().get(path).await.expect_status(200).json();
    let id = listed["items"][0]["id"].as_str().unwrap();
    let path = format!("/console/schedule/bookings/{id}/move");
    let choose = host(&desk).await.get(&path).await.expect_status(200).text();
    assert!(choose.contains("?session=tuesdays.20261201&amp;slot=2026-12-01T11:00#confirm"), "{choose}");
    let confirm =
        host(&desk).await.get(&format!("{path}?session=tuesdays.20261201&slot=2026-12-01T11:00")).await.text();
    assert!(confirm.contains("id=\"confirm\""), "{confirm}");
    let to = |slot: &'static str| [("action", "move"), ("session", "tuesdays.20261201"), ("slot", slot)];
    let moved = host(&desk).await.form(&path, &to("2026-12-01T11:00")).await.expect_status(303);
    assert_eq!(moved.header("location"), format!("{DAY}&done=moved"));
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 0, 1]);
    let mut other = wish("2026-12-01T11:45");
    other["contact"] = contact("cem");
    desk.book("other", &other).await.expect_status(201);
    let refused = host(&desk).await.form(&path, &to("2026-12-01T11:45")).await.expect_status(409).text();
    assert!(refused.contains("Quelqu’un a été plus rapide"), "{refused}");
}

#[tokio::test]
async fn who_booked_at_another_time_than_the_session_has_now_is_still_listed() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    let shown = |what: &'static str| {
        let desk = &desk;
        async move {
            let text = host(desk).await.get(DAY).await.expect_status(200).text();
            assert!(text.contains("Zoé Maes") && text.contains("value=\"attended\""), "{what}: {text}");
            assert!(text.contains("Autres heures"), "{what}: {text}");
        }
    };
    // Once the slot has begun, its booking follows the session no more.
    desk.change(|series| {
        series["exceptions"] = json!([{"date": "2026-12-01", "start": "2026-12-01T12:00", "duration_minutes": 60}]);
    })
    .await;
    desk.dispatch().await;
    shown("moved").await;
    desk.change(|series| series["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true}])).await;
    desk.dispatch().await;
    shown("cancelled").await;
}

#[tokio::test]
async fn an_adviser_sees_who_is_there_and_which_sessions_are_their_own() {
    let desk = desk(1).await;
    let role = StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() };
    let own = desk.app.as_staff(role.clone()).await.language("fr").header("accept", "text/html");
    let me = desk.app.store().staff().list().await.unwrap().pop().unwrap();
    let ann = json!({"agency": "innoviris", "name": "Ann Maes", "email": me.email.as_str(), "languages": ["fr"]});
    desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/ann", &ann).await.expect_status(201);
    desk.change(|series| series["advisers"] = json!(["ann"])).await;
    let shown = own.get(DAY).await.expect_status(200).text();
    assert!(shown.contains("Ann Maes") && shown.contains("votre séance"), "{shown}");
    let colleague = desk.app.as_staff(role).await.language("fr").header("accept", "text/html");
    let shown = colleague.get(DAY).await.expect_status(200).text();
    assert!(shown.contains("Ann Maes") && !shown.contains("votre séance"), "{shown}");
    let at_the_place = host(&desk).await.get(DAY).await.expect_status(200).text();
    assert!(!at_the_place.contains("Ann Maes"), "{at_the_place}");
}
