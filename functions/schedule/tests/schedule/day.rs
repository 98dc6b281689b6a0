//! The day in the console: who comes, who came, who walked in.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{SLOT, desk, wish};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;

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
    let walk_in = [("session", "tuesdays.20261201"), ("slot", SLOT)];
    stranger.form("/console/schedule/walk-in", &walk_in).await.expect_status(404);
    host.clone().form("/console/schedule/walk-in", &walk_in).await.expect_status(303);
    let text = host.language("nl").header("accept", "text/html").get(DAY).await.expect_status(200).text();
    assert!(text.contains("zonder afspraak") && text.contains("gekomen"), "{text}");
}
