//! Sessions whose advisers are away, busy or gone.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{Desk, SLOT, desk, series, wish};
use crate::common::coordinator;
use domain::adviser::Adviser;
use domain::ids::{AdviserId, AgencyId};
use flows::bookings::{Repair, Repairs, unattended};
use serde_json::{Value, json};
use store::Transaction;
use store::keys::PermanenceList;

const DAY: &str = "2026-12-01";

fn adviser(agency: &str, away: &[&str]) -> Value {
    let absences: Vec<Value> = away.iter().map(|day| json!({"from": day, "to": day})).collect();
    json!({"agency": agency, "name": "Ann Maes", "email": "ann@b.example", "languages": ["fr", "nl"],
        "absences": absences})
}

async fn put(desk: &Desk, id: &str, body: &Value) {
    let path = format!("/v1/advisers/{id}");
    let known = desk.app.as_admin().get(&path).await.status == 200;
    let request = desk.app.as_admin();
    let request = if known { request.header("if-match", "*") } else { request.header("if-none-match", "*") };
    let answer = request.put_json(&path, body).await;
    assert!(answer.status < 300, "{}", answer.text());
}

/// A desk at which Ann receives people, and others.
async fn desk_of(others: &[&str]) -> Desk {
    let desk = desk(1).await;
    for id in ["ann"].iter().chain(others) {
        put(&desk, id, &adviser("innoviris", &[])).await;
    }
    let advisers: Vec<&str> = ["ann"].iter().chain(others).copied().collect();
    let mut body = series(1);
    body["advisers"] = json!(advisers);
    let path = "/v1/permanences/tuesdays";
    desk.app.as_admin().header("if-match", "*").put_json(path, &body).await.expect_status(200);
    desk
}

async fn busy(desk: &Desk, from: &str, to: &str) {
    let ics = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:{from}\r\nDTEND:{to}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let path = "/v1/advisers/ann/busy";
    let answer = desk.app.as_admin().bytes("PUT", path, Some("text/calendar"), ics.into_bytes()).await;
    answer.expect_status(200);
}

async fn session(desk: &Desk) -> Value {
    let path = format!("/v1/sessions?location=icab&from={DAY}&to=2026-12-02");
    desk.app.anonymous().get(&path).await.expect_status(200).json()["items"][0].clone()
}

#[tokio::test]
async fn nobody_books_where_the_only_adviser_is_away_until_they_are_back() {
    let desk = desk_of(&[]).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    let closed = session(&desk).await;
    assert_eq!((&closed["slots"], &closed["status"]), (&json!([]), &json!("scheduled")));
    assert_eq!(closed["closed"]["en"], "No adviser is available for this session");
    assert_eq!(closed["reason"], closed["closed"]);
    let refused = desk.book("one", &wish(SLOT)).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/problems/booking-closed"), "{refused}");
    let mut waiting = wish(SLOT);
    waiting["waiting"] = true.into();
    desk.book("two", &waiting).await.expect_status(409);

    put(&desk, "ann", &adviser("innoviris", &[])).await;
    assert_eq!(session(&desk).await["closed"], Value::Null);
    desk.book("three", &wish(SLOT)).await.expect_status(201);
}

#[tokio::test]
async fn a_colleague_who_is_there_is_enough() {
    let desk = desk_of(&["bob"]).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    put(&desk, "bob", &adviser("innoviris", &[DAY])).await;
    assert!(session(&desk).await["closed"].is_object());
}

#[tokio::test]
async fn who_left_or_works_for_another_agency_is_not_there() {
    let desk = desk_of(&["bob"]).await;
    let store = desk.app.store();
    let ann = store.advisers().load(&AdviserId::parse("ann").unwrap()).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    let hub = Adviser { agency: AgencyId::parse("hub").unwrap(), ..ann.value.clone() };
    store.advisers().save(&mut tx, &ann, &hub);
    store.commit(tx).await.unwrap();
    assert_eq!(desk.free(DAY).await.len(), 4, "Bob is there");
    let store = desk.app.store();
    let bob = store.advisers().load(&AdviserId::parse("bob").unwrap()).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.advisers().delete(&mut tx, &bob);
    store.commit(tx).await.unwrap();
    desk.book("one", &wish(SLOT)).await.expect_status(409);
}

/// From the second slot to the end of the third: 10:15 to 11:40 in Brussels.
#[tokio::test]
async fn times_at_which_the_only_adviser_is_busy_are_not_to_be_had() {
    let desk = desk_of(&[]).await;
    busy(&desk, "20261201T091500Z", "20261201T104000Z").await;
    let left = session(&desk).await;
    let starts: Vec<&str> =
        left["slots"].as_array().unwrap().iter().map(|slot| slot["local_start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2026-12-01T09:30", "2026-12-01T11:45"]);
    assert!(left.get("closed").is_none(), "{left}");
    desk.book("one", &wish(SLOT)).await.expect_status(409);
    desk.book("two", &wish("2026-12-01T11:45")).await.expect_status(201);
    busy(&desk, "20261201T080000Z", "20261201T120000Z").await;
    assert!(session(&desk).await["closed"].is_object());
}

#[tokio::test]
async fn no_adviser_named_is_as_before() {
    let desk = desk(1).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    assert_eq!(desk.free(DAY).await, [1, 1, 1, 1]);
    assert!(session(&desk).await.get("closed").is_none());
}

#[tokio::test]
async fn whoever_waits_gets_a_seat_when_the_adviser_is_back() {
    let desk = desk_of(&[]).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let ann = desk.wait(SLOT, "ann").await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "waiting", "there is a seat, and nobody behind it");
    put(&desk, "ann", &adviser("innoviris", &[])).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
}

#[tokio::test]
async fn the_coordinator_sees_them_with_their_bookings_and_cancels() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    let path = "/console/schedule/unattended";
    let staff = coordinator(&desk.app).await;
    let none = staff.clone().get(path).await.expect_status(200).text();
    assert!(none.contains("Somebody is at every session") || none.contains("Il y a quelqu’un"), "{none}");
    put(&desk, "ann", &adviser("innoviris", &[DAY, "2026-12-08"])).await;
    let listed = staff.clone().get(path).await.expect_status(200).text();
    assert!(listed.contains("1 rendez-vous") || listed.contains("1 appointment"), "{listed}");
    let way = "/console/schedule/tuesdays/move?date=";
    assert_eq!(listed.matches(way).count(), 2);

    staff.clone().get(&format!("{way}{DAY}")).await.expect_status(200);
    let cancel = [("ex_date", DAY), ("ex_kind", "cancel"), ("ex_reason_fr", "Absence"), ("version", "2")];
    let asked = staff.clone().form("/console/schedule/tuesdays/move", &cancel).await.expect_status(200).text();
    assert!(asked.contains("name=\"asked\""), "says first that somebody loses an appointment: {asked}");
    let mut sure = cancel.to_vec();
    let marker = "name=\"asked\" value=\"";
    let at = asked.find(marker).unwrap() + marker.len();
    let word = asked[at..].split('"').next().unwrap().to_owned();
    sure.push(("asked", &word));
    let done = staff.clone().form("/console/schedule/tuesdays/move", &sure).await.expect_status(303);
    assert!(done.header("location").ends_with("done=cancelled"));
    desk.dispatch().await;
    assert!(desk.subject_to("zoe@zoe-robotics.example").await.contains("kan niet doorgaan"));
    assert_eq!(staff.get(path).await.text().matches(way).count(), 1);
}

/// What can be done about the sessions at which nobody is.
async fn repairs(desk: &Desk) -> Vec<(String, String, [usize; 3])> {
    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let all = store.permanences().list(&PermanenceList::All, DAY.parse().unwrap()).await.unwrap();
    let found = unattended(store, &catalogue, &all).await.unwrap();
    let possible = Repairs::among(store, &catalogue, &all).of(&found[0]).await.unwrap();
    let told = |one: Repair| (one.mend.code().to_owned(), one.mend.value(), [one.stay, one.move_along, one.lost]);
    possible.into_iter().map(told).collect()
}

async fn mend(desk: &Desk, what: &str, value: &str) -> testkit::Answer {
    let fields = [("date", DAY), ("mend", what), ("value", value), ("from", "work")];
    coordinator(&desk.app).await.form("/console/schedule/tuesdays/repair", &fields).await
}

fn told(what: &str, value: &str, counts: [usize; 3]) -> (String, String, [usize; 3]) {
    (what.to_owned(), value.to_owned(), counts)
}

#[tokio::test]
async fn a_colleague_holds_one_session_and_its_appointments_stay() {
    let desk = desk_of(&[]).await;
    let booked = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let mut next = wish("2026-12-08T10:15");
    next["session"] = json!("tuesdays.20261208");
    let later = desk.book("two", &next).await.expect_status(201).json();
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    // One of another agency, one who is away, too, and one who can.
    put(&desk, "abel", &adviser("hub", &[])).await;
    put(&desk, "bea", &adviser("innoviris", &[DAY])).await;
    put(&desk, "bob", &adviser("innoviris", &[])).await;
    // A day later nobody of the team is away.
    let time = told("time", "2026-12-02T09:30", [0, 1, 0]);
    assert_eq!(repairs(&desk).await, [told("colleague", "bob", [1, 0, 0]), time]);
    mend(&desk, "colleague", "bea").await.expect_status(412);
    let done = mend(&desk, "colleague", "bob").await.expect_status(303);
    assert_eq!(done.header("location"), "/console/work?done=repaired");
    desk.dispatch().await;
    assert_eq!(desk.free(DAY).await, [1, 0, 1, 1]);
    assert_eq!(desk.read(&booked).await["slot"], SLOT);
    assert_eq!(desk.status(&later).await, "booked");
    mend(&desk, "colleague", "bob").await.expect_status(412);
    let series = |id: &str| format!("/v1/permanences/{id}");
    let first = desk.app.as_admin().get(&series("tuesdays")).await.expect_status(200).json();
    assert_eq!(first["advisers"], json!(["ann"]), "what was before stays hers");
    let session = desk.read(&later).await["session"].as_str().unwrap().to_owned();
    let rest = desk.app.as_admin().get(&series(session.split('.').next().unwrap())).await.expect_status(200).json();
    assert_eq!((rest["advisers"].clone(), rest["start"].clone()), (json!(["ann"]), json!("2026-12-08T09:30")));
}

#[tokio::test]
async fn another_time_is_undone_and_a_colleague_elsewhere_is_another_place() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    put(&desk, "ann", &adviser("innoviris", &[DAY, "2026-12-02"])).await;
    // Bob is at another place until shortly before: he can't come here in time.
    put(&desk, "bob", &adviser("innoviris", &[])).await;
    let mut other = series(1);
    (other["location"], other["advisers"], other["start"]) =
        (json!("eebic"), json!(["bob"]), json!("2026-11-24T08:00"));
    (other["duration_minutes"], other["exceptions"]) = (json!(85), json!([]));
    let path = "/v1/permanences/elsewhere";
    desk.app.as_admin().header("if-none-match", "*").put_json(path, &other).await.expect_status(201);
    let found = repairs(&desk).await;
    assert_eq!(found, [told("time", "2026-12-03T09:30", [0, 1, 0]), told("place", "eebic|bob", [0, 1, 0])]);
    let done = mend(&desk, "time", "2026-12-03T09:30").await.expect_status(303);
    assert_eq!(done.header("location"), "/console/work?done=repaired&undo=tuesdays.20261201");
    let moved = desk.app.as_admin().get("/v1/permanences/tuesdays").await.json();
    assert_eq!(moved["exceptions"][1]["start"], "2026-12-03T09:30");
}

#[tokio::test]
async fn what_is_repaired_is_told_and_what_waits_is_named_in_the_morning() {
    let desk = desk_of(&[]).await;
    for (id, away) in [("ann", &[DAY][..]), ("bob", &[])] {
        let mut body = adviser("innoviris", away);
        (body["email"], body["name"]) = (format!("{id}@innoviris.example").into(), id.into());
        (body["notices"], body["languages"]) = ("at_once".into(), json!(["en"]));
        put(&desk, id, &body).await;
    }
    coordinator(&desk.app).await;
    desk.dispatch().await;
    desk.memory.take();
    desk.morning(21).await;
    let morning = desk.memory.take().into_iter().find(|sent| sent.message.subject == "Ce qui attend ce matin").unwrap();
    let said = morning.message.text;
    assert!(said.contains("personne n’y est le mardi 1er décembre 2026"), "{said}");

    mend(&desk, "colleague", "bob").await.expect_status(303);
    desk.dispatch().await;
    let (bob, ann) = ("bob@innoviris.example", "ann@innoviris.example");
    assert!(
        desk.subjects_to(bob)[0].starts_with("New session: Tuesday 1 December 2026"),
        "{:?}",
        desk.subjects_to(bob)
    );
    assert_eq!((desk.subjects_to(bob).len(), desk.calendar_to(bob).await[0].0.as_str()), (1, "REQUEST"));
    let mut told = desk.subjects_to(ann);
    told.sort();
    assert!(told[0].starts_with("Calendar: the sessions go on"), "{told:?}");
    assert!(told[1].starts_with("Session cancelled: Tuesday 1 December 2026"), "{told:?}");
    let parts = desk.calendar_to(ann).await;
    assert!(parts.len() == 2 && parts.iter().all(|(method, _)| method == "REQUEST"), "the others stay: {parts:?}");
    let own = parts.iter().find(|(_, ics)| ics.contains("UID:tuesdays@")).unwrap();
    assert!(own.1.contains("UNTIL=202611") && !own.1.contains("20261201T"), "{own:?}");
}
