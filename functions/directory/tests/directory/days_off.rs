//! Days off of all agencies: what they do is said first, and told after.

use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::booking::BookingStatus;
use domain::ids::LocationId;
use domain::staff::StaffRole;
use mail::transport::Memory;

use crate::console::booked;
use crate::ended::rest;
use crate::entries::{app, get, post};

#[tokio::test]
async fn days_off_are_entered_once_it_was_said_who_loses_an_appointment() {
    let app = app().await;
    let booking = booked(&app).await;
    for place in ["icab", "greenbizz"] {
        app.as_staff(StaffRole::Host { location: LocationId::parse(place).unwrap() }).await;
    }
    let path = "/console/directory/days-off";
    let page = get(&app, path).await.expect_status(200).text();
    assert!(page.contains("value=\"08/05\"") && page.contains("Lundi de Pâques"), "{page}");
    let days = app.store().entries().days_off().await.unwrap().unwrap();
    let mut fields: Vec<(String, String)> = vec![("version".to_owned(), "1".to_owned())];
    for (at, day) in days.value.days.iter().enumerate() {
        fields.push((format!("day_on_{at}"), String::from(day.on)));
        fields.push((format!("day_fr_{at}"), day.name.fr.clone()));
        fields.push((format!("day_nl_{at}"), day.name.nl.clone()));
    }
    let at = days.value.days.len();
    for (name, value) in [("on", "8/12"), ("fr", "Fête locale"), ("nl", "Lokaal feest")] {
        fields.push((format!("day_{name}_{at}"), value.to_owned()));
    }
    let send = |fields: Vec<(String, String)>| {
        let app = &app;
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            post(app, path, &fields).await
        }
    };
    let mut wrong = fields.clone();
    wrong.push((format!("day_on_{at}"), "40/12".to_owned()));
    assert!(send(wrong).await.expect_status(422).text().contains(&format!("#f-day-on-{at}")));
    let asks = send(fields.clone()).await.expect_status(200).text();
    assert!(asks.contains("Une personne perd son rendez-vous"), "{asks}");
    fields.push(("asked".to_owned(), "0-1".to_owned()));
    send(fields.clone()).await.expect_status(303);
    let stale = send(fields.clone()).await.expect_status(422).text();
    assert!(stale.contains("Rien n’est perdu") && !stale.contains("Enregistré maintenant →"), "{stale}");
    fields.push((format!("day_fr_{at}"), "Fête de la commune".to_owned()));
    let stale = send(fields).await.expect_status(422).text();
    for kept in ["Enregistré maintenant →", "Fête locale", "value=\"Fête de la commune\""] {
        assert!(stale.contains(kept), "{kept}: {stale}");
    }
    rest(&app).await;
    let after = app.store().bookings().load(&booking).await.unwrap().unwrap();
    assert_eq!(after.booking.status, BookingStatus::Cancelled);
    let catalogue = app.store().catalogue().load().await.unwrap();
    let day = "2026-12-08".parse().unwrap();
    assert_eq!(catalogue.staff_days.closure_on(day).map(|name| name.fr.as_str()), Some("Fête locale"));
    assert!(catalogue.staff_days.closures.is_empty(), "an emptied span is gone");
    let page = get(&app, path).await.expect_status(200).text();
    assert!(page.contains("Jours de congé :"), "its history: {page}");

    // The morning after, those of the place read that the session is no more; others have none.
    app.clock.advance(TimeDelta::days(1));
    let mails = Arc::new(Memory::new());
    let base = testkit::BASE_URL.to_owned();
    let dispatcher =
        Dispatcher::new(app.store().clone(), base, flows::contexts(), Arc::clone(&mails) as _, "t".to_owned());
    dispatcher.upkeep().await.unwrap();
    dispatcher.come_to_rest().await.unwrap();
    let staff = app.store().staff().list().await.unwrap();
    let host = |place: &str| {
        let of_it = |role: &StaffRole| matches!(role, StaffRole::Host { location } if location.as_str() == place);
        staff.iter().find(|one| of_it(&one.role)).unwrap().email.to_string()
    };
    let told = |address: String| {
        mails
            .sent()
            .iter()
            .any(|sent| sent.message.to.to_string() == address && sent.message.text.contains("Fête locale"))
    };
    assert!(told(host("icab")), "{:?}", mails.sent());
    assert!(!told(host("greenbizz")));
}
