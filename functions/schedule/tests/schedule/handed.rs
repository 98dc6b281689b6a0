//! An appointment whose session has another adviser is put into the new one's
//! calendar and taken out of the former one's; a place is told of its sessions
//! and appointments, at its own address where nobody signs in for it.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::LocationId;
use domain::notice::Wish;
use rstest::rstest;
use serde_json::json;
use store::Condition;
use store::repos::catalogue::Kind;

use crate::booked::{Desk, SLOT, contact, desk, wish};
use crate::notices::{ANN, HOST, attended, change, text_to};

const BOB: &str = "bob@innoviris.example";
const PLACE: &str = "reception@icab.example";

async fn with_bob(wish: &str) -> Desk {
    let desk = attended(wish).await;
    let bob = json!({"agency": "innoviris", "name": "Bob", "email": BOB, "languages": ["en"], "notices": wish});
    desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(201);
    desk
}

/// The parts that calendars act on, of one appointment: method and text.
async fn parts_of(desk: &Desk, to: &str, booking: &str) -> Vec<(String, String)> {
    let all = desk.calendar_to(to).await.into_iter().map(|(method, ics)| (method, ics.replace("\r\n ", "")));
    all.filter(|(_, ics)| ics.contains(&format!("UID:{booking}@permanence.test\r\n"))).collect()
}

fn methods(parts: &[(String, String)]) -> Vec<&str> {
    parts.iter().map(|(method, _)| method.as_str()).collect()
}

/// The whole series, what follows from a day on, and a session of its own.
#[rstest]
#[case::all(None)]
#[case::from_a_day(Some("2026-12-01"))]
#[case::from_the_day_after(Some("2026-12-08"))]
#[tokio::test]
async fn an_appointment_follows_who_is_there_into_their_calendar(#[case] from: Option<&str>) {
    let desk = with_bob("at_once").await;
    let day = if from == Some("2026-12-08") { "2026-12-08T10:15" } else { SLOT };
    let mut body = wish(day);
    body["session"] = format!("tuesdays.{}", day[..10].replace('-', "")).into();
    let made = desk.book("one", &body).await.expect_status(201).json();
    let id = made["id"].as_str().unwrap();
    desk.dispatch().await;
    desk.memory.take();
    match from {
        None => desk.change(|series| series["advisers"] = json!(["bob"])).await,
        Some(date) => {
            let later = json!({"scope": "following", "date": date, "advisers": ["bob"]});
            assert!(change(&desk, "k", &later).await.status < 300);
        }
    }
    desk.dispatch().await;
    desk.dispatch().await;
    let (of_ann, of_bob) = (parts_of(&desk, ANN, id).await, parts_of(&desk, BOB, id).await);
    assert_eq!((methods(&of_ann), methods(&of_bob)), (vec!["CANCEL"], vec!["REQUEST"]));
    assert!(of_bob[0].1.contains("SUMMARY:Zoé Robotics · Zoé Maes") && of_bob[0].1.contains(&format!("mailto:{BOB}")));
    let subjects = desk.subjects_to(BOB);
    assert!(
        subjects.iter().any(|subject| subject.starts_with("Appointment is yours now: Zoé Robotics")),
        "{subjects:?}"
    );
    let subjects = desk.subjects_to(ANN);
    assert!(subjects.iter().any(|subject| subject.starts_with("Appointment no longer yours")), "{subjects:?}");
    assert!(!text_to(&desk, ANN).contains("zoe@zoe-robotics.example"), "who does not come to her any more");
    assert_eq!(desk.subjects_to("zoe@zoe-robotics.example").len(), 0, "for who comes nothing changed");

    // Back again: what was taken out comes back, as something newer.
    match from {
        None => desk.change(|series| series["advisers"] = json!(["ann"])).await,
        Some(_) => return,
    }
    desk.dispatch().await;
    let back = parts_of(&desk, ANN, id).await;
    assert_eq!(methods(&back), ["CANCEL", "REQUEST"]);
    assert_eq!(methods(&parts_of(&desk, BOB, id).await), ["REQUEST", "CANCEL"]);
}

#[tokio::test]
async fn an_appointment_that_moves_with_its_session_to_a_colleague_is_told_once_to_each() {
    let desk = with_bob("at_once").await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let id = made["id"].as_str().unwrap();
    desk.dispatch().await;
    desk.memory.take();
    let later = json!({"scope": "following", "date": "2026-12-01", "start": "2026-12-01T13:30", "advisers": ["bob"]});
    assert!(change(&desk, "k", &later).await.status < 300);
    desk.dispatch().await;
    desk.dispatch().await;
    let (of_ann, of_bob) = (parts_of(&desk, ANN, id).await, parts_of(&desk, BOB, id).await);
    assert_eq!((methods(&of_ann), methods(&of_bob)), (vec!["CANCEL"], vec!["REQUEST"]));
    assert!(of_bob[0].1.contains("20261201T141500"), "{}", of_bob[0].1);
}

#[tokio::test]
async fn who_is_told_once_a_day_reads_of_it_in_the_morning() {
    let desk = with_bob("daily").await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    desk.morning(24).await;
    desk.memory.take();
    let mut other = wish("2026-12-01T11:00");
    other["contact"] = contact("cem");
    desk.book("two", &other).await.expect_status(201);
    desk.dispatch().await;
    desk.change(|series| series["advisers"] = json!(["bob"])).await;
    desk.dispatch().await;
    assert!(desk.subjects_to(ANN).is_empty() && desk.subjects_to(BOB).is_empty());
    desk.morning(24).await;
    let (to_ann, to_bob) = (text_to(&desk, ANN), text_to(&desk, BOB));
    assert_eq!(desk.subjects_to(ANN).len(), 1);
    assert_eq!(to_ann.matches("no longer yours:").count(), 1, "the other she never read of: {to_ann}");
    assert_eq!(to_bob.matches("yours now:").count(), 2, "{to_bob}");
    // There and back between two mornings is nothing.
    desk.memory.take();
    desk.change(|series| series["advisers"] = json!(["ann"])).await;
    desk.dispatch().await;
    desk.change(|series| series["advisers"] = json!(["bob"])).await;
    desk.dispatch().await;
    desk.morning(24).await;
    let told = |to: &str| {
        desk.memory
            .sent()
            .iter()
            .any(|sent| sent.message.to.as_str() == to && sent.message.text.contains("Zoé Robotics"))
    };
    assert!(!told(ANN) && !told(BOB));
}

async fn set_place(desk: &Desk, email: Option<&str>, wish: Option<Wish>) {
    let store = desk.app.store();
    let icab = LocationId::parse("icab").unwrap();
    let mut place = store.catalogue().load().await.unwrap().locations[&icab].clone();
    place.email = email.map(|email| domain::contact::EmailAddress::parse(email).unwrap());
    place.notices = wish;
    let row = store.catalogue().row::<domain::location::Location>(Kind::Location, "icab").await.unwrap().unwrap();
    store.catalogue().put(Kind::Location, "icab", &place, Condition::Version(row.version)).await.unwrap();
}

#[rstest]
#[case::in_the_morning(None)]
#[case::at_once(Some(Wish::AtOnce))]
#[case::not_at_all(Some(Wish::None))]
#[tokio::test]
async fn a_place_for_which_nobody_signs_in_is_told_at_its_own_address(#[case] as_wished: Option<Wish>) {
    let desk = desk(1).await;
    // What is new is told before the place has an address: to nobody there.
    desk.dispatch().await;
    set_place(&desk, Some(PLACE), as_wished).await;
    desk.dispatch().await;
    desk.memory.take();
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    desk.cancel(&made).await;
    desk.book("two", &wish("2026-12-01T11:00")).await.expect_status(201);
    let cancelled = json!({"scope": "this", "date": "2026-12-08", "cancelled": true});
    change(&desk, "k", &cancelled).await.expect_status(200);
    desk.dispatch().await;
    let at_once = desk.subjects_to(PLACE);
    desk.morning(24).await;
    let texts: Vec<String> = desk
        .memory
        .sent()
        .into_iter()
        .filter(|sent| sent.message.to.as_str() == PLACE)
        .map(|sent| sent.message.text)
        .collect();
    assert!(!texts.iter().any(|text| text.contains("Zoé")), "who comes is not theirs to read: {texts:?}");
    match as_wished {
        Some(Wish::None) => assert!(texts.is_empty(), "{texts:?}"),
        Some(_) => {
            assert_eq!((at_once.len(), texts.len()), (4, 4), "{at_once:?}");
            assert!(at_once[0].starts_with("Rendez-vous pris : mardi 1er décembre 2026, 10:15"), "{at_once:?}");
        }
        None => {
            assert!(at_once.is_empty(), "{at_once:?}");
            let [text] = texts.as_slice() else { unreachable!("{texts:?}") };
            assert!(
                text.contains("annulée, mardi 8 décembre 2026") && text.contains("11:00") && !text.contains("10:15"),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn who_signs_in_for_a_place_is_told_and_then_the_place_is_not() {
    let desk = attended("none").await;
    set_place(&desk, Some(PLACE), None).await;
    desk.dispatch().await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    desk.morning(24).await;
    assert!(desk.subjects_to(PLACE).is_empty());
    assert_eq!(desk.subjects_to(HOST).len(), 1);
    assert!(
        text_to(&desk, HOST).contains("10:15") && !text_to(&desk, HOST).contains("Zoé"),
        "{}",
        text_to(&desk, HOST)
    );
}

#[tokio::test]
async fn the_coordinator_reads_where_nobody_is_told() {
    let desk = desk(1).await;
    let coordinator = crate::common::coordinator(&desk.app).await;
    let page = coordinator.clone().get("/console/schedule/tuesdays").await.expect_status(200);
    assert!(page.text().contains("Personne sur place n’est averti"), "{}", page.text());
    set_place(&desk, Some(PLACE), None).await;
    let page = coordinator.get("/console/schedule/tuesdays").await.expect_status(200);
    assert!(!page.text().contains("Personne sur place n’est averti"));
}
