//! Days off of all agencies: what they do is said first, and told after.

use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::booking::BookingStatus;
use domain::holidays::StaffDays;
use domain::ids::LocationId;
use domain::staff::StaffRole;
use mail::transport::Memory;
use testkit::{Answer, TestApp};

use crate::console::booked;
use crate::ended::rest;
use crate::entries::{app, get, post};

const PATH: &str = "/console/directory/days-off";

/// A form of the days that stand and one more.
fn filled(days: &StaffDays, version: u64) -> Vec<(String, String)> {
    let mut fields = vec![("version".to_owned(), version.to_string())];
    for (at, day) in days.days.iter().enumerate() {
        fields.push((format!("day_on_{at}"), String::from(day.on)));
        fields.push((format!("day_fr_{at}"), day.name.fr.clone()));
        fields.push((format!("day_nl_{at}"), day.name.nl.clone()));
    }
    let at = days.days.len();
    for (name, value) in [("on", "8/12"), ("fr", "Fête locale"), ("nl", "Lokaal feest")] {
        fields.push((format!("day_{name}_{at}"), value.to_owned()));
    }
    fields
}

async fn send(app: &TestApp, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    post(app, PATH, &fields).await
}

#[tokio::test]
async fn a_day_that_was_entered_while_somebody_took_another_away_is_kept() {
    let app = app().await;
    let days_off = async || app.store().entries().days_off().await.unwrap().unwrap();
    let before = days_off().await;
    let mut form = filled(&before.value, before.version);
    let mut other = form.clone();
    let last = format!("_{}", before.value.days.len());
    other.retain(|(name, _)| !name.ends_with("_0") && !name.ends_with(&last));
    send(&app, &other).await.expect_status(303);

    let page = send(&app, &form).await.expect_status(422).text();
    assert!(page.contains("Rien n’est perdu") && page.contains("value=\"Fête locale\""), "{page}");
    form[0].1 = days_off().await.version.to_string();
    send(&app, &form).await.expect_status(303);
    let names = |days: &StaffDays| days.days.iter().map(|day| day.name.fr.clone()).collect::<Vec<_>>();
    let after = names(&days_off().await.value);
    assert_eq!(after[..after.len() - 1], names(&before.value));
    assert_eq!(after.last().unwrap(), "Fête locale");
}

#[tokio::test]
async fn days_off_are_entered_once_it_was_said_who_loses_an_appointment() {
    let app = app().await;
    let booking = booked(&app).await;
    for place in ["icab", "greenbizz"] {
        app.as_staff(StaffRole::Host { location: LocationId::parse(place).unwrap() }).await;
    }
    let page = get(&app, PATH).await.expect_status(200).text();
    assert!(page.contains("value=\"08/05\"") && page.contains("Lundi de Pâques"), "{page}");
    let days = app.store().entries().days_off().await.unwrap().unwrap();
    let mut fields = filled(&days.value, 1);
    let at = days.value.days.len();
    let mut wrong = fields.clone();
    wrong.push((format!("day_on_{at}"), "40/12".to_owned()));
    assert!(send(&app, &wrong).await.expect_status(422).text().contains(&format!("#f-day-on-{at}")));
    let asks = send(&app, &fields).await.expect_status(200).text();
    assert!(asks.contains("Une personne perd son rendez-vous"), "{asks}");
    fields.push(("asked".to_owned(), "0-1".to_owned()));
    send(&app, &fields).await.expect_status(303);
    let stale = send(&app, &fields).await.expect_status(422).text();
    assert!(stale.contains("Rien n’est perdu") && !stale.contains("Enregistré maintenant →"), "{stale}");
    fields.push((format!("day_fr_{at}"), "Fête de la commune".to_owned()));
    let stale = send(&app, &fields).await.expect_status(422).text();
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
    let page = get(&app, PATH).await.expect_status(200).text();
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
