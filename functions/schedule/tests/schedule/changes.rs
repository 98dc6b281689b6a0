//! Changing one session, or one and all that follow, with its bookings in mind.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{Desk, SLOT, contact, desk, series, wish};
use crate::notices::text_to;
use domain::location::{ClosingDays, Location};
use rstest::rstest;
use serde_json::{Value, json};
use store::Condition;
use store::repos::catalogue::Kind;
use testkit::Answer;

const PATH: &str = "/v1/permanences/tuesdays";

async fn change(desk: &Desk, key: &str, path: &str, body: &Value) -> Answer {
    desk.app.as_admin().key(key).header("if-match", "*").post_json(&format!("{path}/changes"), body).await
}

async fn would(desk: &Desk, body: &Value) -> Value {
    let request = desk.app.as_admin().key("try").header("if-match", "*");
    request.post_json(&format!("{PATH}/changes?dry_run=true"), body).await.expect_status(200).json()
}

/// Divides the series from the first of December on; the id of what follows.
async fn divide(desk: &Desk, key: &str, date: &str, more: &Value) -> String {
    let mut body = json!({"scope": "following", "date": date});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = change(desk, key, PATH, &body).await.expect_status(201);
    let id = made.json()["next"]["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("/v1/permanences/{id}"));
    id
}

fn wish_on(session: &str, slot: &str, name: &str) -> Value {
    let mut wish = wish(slot);
    wish["session"] = session.into();
    wish["contact"] = contact(name);
    wish
}

async fn days(desk: &Desk, from: &str, to: &str) -> Vec<(String, String)> {
    let path = format!("/v1/sessions?location=icab&from={from}&to={to}");
    let found = desk.app.anonymous().get(&path).await.expect_status(200).json();
    let text = |session: &Value, field: &str| session[field].as_str().unwrap().to_owned();
    found["items"].as_array().unwrap().iter().map(|one| (text(one, "permanence"), text(one, "local_start"))).collect()
}

#[tokio::test]
async fn one_session_is_changed_and_what_it_does_to_bookings_is_said_before() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let moved = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-02T13:30"});
    assert_eq!(would(&desk, &moved).await, json!({"moved": 1, "lost": 0}));
    let cancelled = json!({"scope": "this", "date": "2026-12-01", "cancelled": true, "reason": "Grève"});
    assert_eq!(would(&desk, &cancelled).await, json!({"moved": 0, "lost": 1}));
    let shorter = json!({"scope": "this", "date": "2026-12-01", "duration_minutes": 45});
    assert_eq!(would(&desk, &shorter).await, json!({"moved": 0, "lost": 1}));
    let other_day = json!({"scope": "this", "date": "2026-12-08", "cancelled": true});
    assert_eq!(would(&desk, &other_day).await, json!({"moved": 0, "lost": 0}));
    let stored = desk.app.anonymous().get(PATH).await;
    assert_eq!((stored.header("etag"), &stored.json()["exceptions"].as_array().unwrap().len()), ("\"v1\"", &1));

    let first = change(&desk, "k", PATH, &moved).await.expect_status(200);
    assert_eq!((first.header("etag"), &first.json()["next"]), ("\"v2\"", &Value::Null));
    let again = change(&desk, "k", PATH, &moved).await.expect_status(200);
    assert_eq!(again.json(), first.json());
    desk.dispatch().await;
    assert_eq!(desk.read(&made).await["slot"], "2026-12-02T14:15");
    let back = json!({"scope": "this", "date": "2026-12-29", "cancelled": false});
    let restored = change(&desk, "back", PATH, &back).await.expect_status(200).json();
    assert_eq!(restored["permanence"]["exceptions"].as_array().unwrap().len(), 1, "{restored}");
}

#[tokio::test]
async fn who_has_an_appointment_reads_when_it_was_and_why_it_changed() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let told = || text_to(&desk, "zoe@zoe-robotics.example");
    assert!(!told().contains("Het was"), "{}", told());
    let moved = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-02T13:30", "reason": "Opleiding"});
    change(&desk, "moved", PATH, &moved).await.expect_status(200);
    desk.dispatch().await;
    for words in ["woensdag 2 december 2026", "Het was: dinsdag 1 december 2026, 10:15", "Reden: Opleiding"] {
        assert!(told().contains(words), "{words}: {}", told());
    }
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    let elsewhere = wish_on("tuesdays.20261208", "2026-12-08T11:00", "zoe");
    let put = desk.app.as_admin().header("if-match", "*").put_json(&path, &elsewhere).await;
    put.expect_status(200);
    desk.dispatch().await;
    let told = || text_to(&desk, "zoe@example.org");
    assert!(told().contains("It was: Wednesday 2 December 2026, 14:15"), "{}", told());
    let off = json!({"scope": "this", "date": "2026-12-08", "cancelled": true, "reason": "Grève"});
    change(&desk, "off", PATH, &off).await.expect_status(200);
    desk.dispatch().await;
    assert!(told().contains("Reason: Grève") && !told().contains("It was"), "{}", told());
}

#[tokio::test]
async fn from_a_session_on_the_bookings_go_over_to_the_changed_series() {
    let desk = desk(1).await;
    let early = desk.book("early", &wish_on("tuesdays.20261124", "2026-11-24T11:00", "ann")).await;
    let early = early.expect_status(201).json();
    let late = desk.book("late", &wish(SLOT)).await.expect_status(201).json();
    let afternoon = json!({"scope": "following", "date": "2026-12-01", "start": "2026-12-01T13:30"});
    assert_eq!(would(&desk, &afternoon).await, json!({"moved": 1, "lost": 0}));
    let next = divide(&desk, "k", "2026-12-01", &json!({"start": "2026-12-01T13:30"})).await;
    let times = days(&desk, "2026-11-24", "2026-12-09").await;
    let expected = [("tuesdays", "2026-11-24T09:30"), (&next, "2026-12-01T13:30"), (&next, "2026-12-08T13:30")];
    assert_eq!(times, expected.map(|(id, start)| (id.to_owned(), start.to_owned())));
    desk.dispatch().await;
    assert_eq!(desk.read(&early).await["session"], "tuesdays.20261124");
    let now = desk.read(&late).await;
    assert_eq!((&now["slot"], &now["status"]), (&json!("2026-12-01T14:15"), &json!("booked")));
    assert_eq!(now["session"], format!("{next}.20261201"));
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
    let mails = desk.calendar_to("zoe@zoe-robotics.example").await;
    assert!(mails.last().unwrap().1.contains("SEQUENCE:1\r\n"), "{mails:?}");
    // What was skipped stays skipped, now in the series that has the day.
    let rest = desk.app.anonymous().get(&format!("/v1/permanences/{next}")).await.json();
    assert_eq!(rest["exceptions"][0]["date"], "2026-12-29");
    // A change of all of the first part keeps where it goes on.
    let mut all = desk.app.anonymous().get(PATH).await.json();
    assert_eq!(all["continued_by"], next.as_str());
    all["seats"] = 2.into();
    all["continued_by"] = Value::Null;
    let put = desk.app.as_admin().header("if-match", "*").put_json(PATH, &all).await.expect_status(200).json();
    assert_eq!(put["continued_by"], next.as_str());
}

#[tokio::test]
async fn who_sees_no_difference_gets_no_mail_and_keeps_the_seat() {
    let desk = desk(3).await;
    let mut made = Vec::new();
    for name in ["ann", "bob", "cem"] {
        let wish = wish_on("tuesdays.20261201", SLOT, name);
        made.push(desk.book(name, &wish).await.expect_status(201).json());
    }
    desk.dispatch().await;
    let before = desk.memory.sent().len();
    let fewer = json!({"scope": "following", "date": "2026-12-01", "seats": 1, "room": "Blue"});
    assert_eq!(would(&desk, &fewer).await, json!({"moved": 0, "lost": 0}));
    let next = divide(&desk, "k", "2026-12-01", &json!({"seats": 1, "room": "Blue"})).await;
    desk.dispatch().await;
    for booking in &made {
        let now = desk.read(booking).await;
        assert_eq!((&now["status"], &now["slot"]), (&json!("booked"), &json!(SLOT)));
        assert_eq!(now["session"], format!("{next}.20261201"));
    }
    assert_eq!(desk.memory.sent().len(), before);
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn fewer_seats_at_another_time_lose_as_many_as_was_said() {
    let desk = desk(3).await;
    let mut made = Vec::new();
    for name in ["ann", "bob", "cem"] {
        let wish = wish_on("tuesdays.20261201", SLOT, name);
        made.push(desk.book(name, &wish).await.expect_status(201).json());
    }
    let more = json!({"seats": 1, "start": "2026-12-01T14:00"});
    let said = json!({"scope": "following", "date": "2026-12-01", "seats": 1, "start": "2026-12-01T14:00"});
    assert_eq!(would(&desk, &said).await, json!({"moved": 1, "lost": 2}));
    divide(&desk, "k", "2026-12-01", &more).await;
    desk.dispatch().await;
    let mut statuses = Vec::new();
    for booking in &made {
        statuses.push(desk.status(booking).await);
    }
    statuses.sort();
    assert_eq!(statuses, ["booked", "cancelled", "cancelled"]);
}

#[tokio::test]
async fn a_shift_by_one_slot_does_what_was_said() {
    let desk = desk(1).await;
    let first = desk.book("a", &wish_on("tuesdays.20261201", "2026-12-01T09:30", "ann")).await.expect_status(201);
    let second = desk.book("b", &wish_on("tuesdays.20261201", SLOT, "bob")).await.expect_status(201);
    for more in [json!({"scope": "this"}), json!({"scope": "following"})] {
        let mut body = json!({"date": "2026-12-01", "start": SLOT});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(would(&desk, &body).await, json!({"moved": 0, "lost": 1}), "{more}");
    }
    divide(&desk, "k", "2026-12-01", &json!({"start": SLOT})).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&second.json()).await, "booked");
    assert_eq!(desk.status(&first.json()).await, "cancelled");
}

#[tokio::test]
async fn nobody_gets_the_seat_of_somebody_who_is_on_the_way() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let next = divide(&desk, "k", "2026-12-01", &json!({"start": "2026-12-01T13:30"})).await;
    let session = format!("{next}.20261201");
    // The bookings have not followed yet: nobody knows which seat will be taken.
    for slot in ["2026-12-01T13:30", "2026-12-01T14:15"] {
        desk.book(slot, &wish_on(&session, slot, "bob")).await.expect_status(409);
    }
    desk.book("later", &wish_on(&format!("{next}.20261208"), "2026-12-08T14:15", "bob")).await.expect_status(201);
    desk.dispatch().await;
    assert_eq!(desk.read(&made).await["slot"], "2026-12-01T14:15");
    desk.book("taken", &wish_on(&session, "2026-12-01T14:15", "cem")).await.expect_status(409);
    desk.book("free", &wish_on(&session, "2026-12-01T13:30", "cem")).await.expect_status(201);
}

#[tokio::test]
async fn a_session_that_moves_keeps_its_new_seats_for_who_is_booked() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let moved = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-01T13:30"});
    change(&desk, "k", PATH, &moved).await.expect_status(200);
    let early = wish_on("tuesdays.20261201", "2026-12-01T14:15", "bob");
    desk.book("early", &early).await.expect_status(409);
    desk.dispatch().await;
    desk.book("late", &early).await.expect_status(409);
    desk.book("free", &wish_on("tuesdays.20261201", "2026-12-01T13:30", "bob")).await.expect_status(201);
}

#[tokio::test]
async fn a_queue_goes_over_and_is_served_there() {
    let desk = desk(1).await;
    let seated = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let mut waits = wish_on("tuesdays.20261201", SLOT, "ann");
    waits["waiting"] = true.into();
    let waiting = desk.book("two", &waits).await.expect_status(201).json();
    let next = divide(&desk, "k", "2026-12-01", &json!({"room": "Blue"})).await;
    // The seat becomes free while nobody has gone over.
    desk.cancel(&seated).await;
    desk.dispatch().await;
    let now = desk.read(&waiting).await;
    assert_eq!((&now["session"], &now["status"]), (&json!(format!("{next}.20261201")), &json!("offered")));
}

#[tokio::test]
async fn bookings_find_their_series_over_two_divisions_and_end_with_one_that_is_removed() {
    let desk = desk(1).await;
    let december = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let january = desk.book("two", &wish_on("tuesdays.20270112", "2027-01-12T09:30", "ann")).await;
    let january = january.expect_status(201).json();
    let third = divide(&desk, "third", "2027-01-05", &json!({"room": "Blue"})).await;
    // The second division comes before anybody has followed the first.
    let second = divide(&desk, "second", "2026-12-01", &json!({"room": "Green"})).await;
    let none = would(&desk, &json!({"scope": "this", "date": "2026-11-24", "duration_minutes": 120})).await;
    assert_eq!(none, json!({"moved": 0, "lost": 0}));
    desk.dispatch().await;
    assert_eq!(desk.read(&december).await["session"], format!("{second}.20261201"));
    assert_eq!(desk.read(&january).await["session"], format!("{third}.20270112"));
    let path = format!("/v1/permanences/{third}");
    let tried = desk.app.as_admin().header("if-match", "*").send("DELETE", &format!("{path}?dry_run=true")).await;
    assert_eq!(tried.expect_status(200).json(), json!({"moved": 0, "lost": 1}));
    desk.app.as_admin().header("if-match", "*").send("DELETE", &path).await.expect_status(204);
    desk.dispatch().await;
    assert_eq!((desk.status(&january).await, desk.status(&december).await), ("cancelled".into(), "booked".into()));
}

#[tokio::test]
async fn what_becomes_a_draft_loses_its_bookings_and_that_is_said() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let mut draft = series(1);
    draft["status"] = "draft".into();
    let tried = desk.app.as_admin().header("if-match", "*").put_json(&format!("{PATH}?dry_run=true"), &draft).await;
    assert_eq!(tried.expect_status(200).json(), json!({"moved": 0, "lost": 1}));
    assert_eq!(desk.app.anonymous().get(PATH).await.json()["status"], "published");
    divide(&desk, "k", "2026-12-01", &json!({"status": "draft"})).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&made).await, "cancelled");
}

#[tokio::test]
async fn from_the_first_session_on_it_is_all_of_the_series() {
    let desk = desk(1).await;
    let body = json!({"scope": "following", "date": "2026-11-24", "seats": 4});
    let answer = change(&desk, "k", PATH, &body).await.expect_status(200).json();
    assert_eq!((&answer["next"], &answer["permanence"]["seats"]), (&Value::Null, &json!(4)));
    assert_eq!(answer["permanence"]["exceptions"][0]["date"], "2026-12-29");
}

#[tokio::test]
async fn another_day_turns_the_rule_and_drops_what_differed_on_the_old_one() {
    let desk = desk(1).await;
    let next = divide(&desk, "k", "2026-12-01", &json!({"start": "2026-12-02T09:30"})).await;
    let rest = desk.app.anonymous().get(&format!("/v1/permanences/{next}")).await.json();
    assert_eq!((&rest["rrule"], &rest["exceptions"]), (&json!("FREQ=WEEKLY;BYDAY=WE"), &json!([])));
}

#[rstest]
#[case(json!({"scope": "this", "date": "2026-12-02", "cancelled": true}), "/date")]
#[case(json!({"scope": "following", "date": "2026-12-02", "seats": 2}), "/date")]
#[case(json!({"scope": "following", "date": "soon", "seats": 2}), "/date")]
#[case(json!({"scope": "this", "date": "2026-12-01"}), "/start")]
#[case(json!({"scope": "this", "date": "2026-12-01", "seats": 2}), "/seats")]
#[case(json!({"scope": "this", "date": "2026-12-01", "duration_minutes": 20}), "/duration_minutes")]
#[case(json!({"scope": "following", "date": "2026-12-01", "cancelled": true}), "/cancelled")]
#[case(json!({"scope": "following", "date": "2026-12-01", "start": "9:30"}), "/start")]
#[case(json!({"scope": "following", "date": "2026-12-01", "seats": 0}), "/seats")]
#[case(json!({"scope": "following", "date": "2026-12-01", "agency": "hub"}), "/agency")]
#[case(json!({"scope": "following", "date": "2026-12-01", "until": "2026-11-30"}), "/until")]
#[case(json!({"scope": "everything", "date": "2026-12-01"}), "/scope")]
#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_field(#[case] body: Value, #[case] pointer: &str) {
    let desk = desk(1).await;
    for (key, language) in [("a", "fr"), ("b", "nl"), ("c", "en")] {
        let request = desk.app.as_admin().language(language).key(key).header("if-match", "*");
        let answer = request.post_json(&format!("{PATH}/changes"), &body).await.expect_status(422).json();
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
    }
    assert_eq!(desk.app.anonymous().get(PATH).await.header("etag"), "\"v1\"");
}

#[tokio::test]
async fn a_change_names_its_version_and_comes_from_the_coordinator() {
    let desk = desk(1).await;
    let (path, body) = (format!("{PATH}/changes"), json!({"scope": "this", "date": "2026-12-01", "cancelled": true}));
    desk.app.as_admin().key("a").post_json(&path, &body).await.expect_status(428);
    desk.app.as_admin().key("b").if_match("\"v7\"").post_json(&path, &body).await.expect_status(412);
    desk.app.as_admin().if_match("\"v1\"").post_json(&path, &body).await.expect_status(400);
    desk.app.anonymous().key("c").if_match("\"v1\"").post_json(&path, &body).await.expect_status(401);
    change(&desk, "d", "/v1/permanences/nothing", &body).await.expect_status(404);
    change(&desk, "e", PATH, &body).await.expect_status(200);
    let other = json!({"scope": "this", "date": "2026-12-08", "cancelled": true});
    change(&desk, "e", PATH, &other).await.expect_status(422);
}

#[tokio::test]
async fn what_can_t_take_place_is_refused_and_the_beginning_does_not_clash_with_the_rest() {
    let desk = desk(1).await;
    let mut other = series(1);
    other["agency"] = "hub".into();
    other["services"] = json!([]);
    other["start"] = "2026-11-25T09:30".into();
    other["rrule"] = "FREQ=WEEKLY;BYDAY=WE".into();
    other["exceptions"] = json!([]);
    other["room"] = "Blue".into();
    let put = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/blue", &other).await;
    put.expect_status(201);
    let clashing = json!({"scope": "following", "date": "2026-12-01", "room": "Blue", "start": "2026-12-02T10:00"});
    let refused = change(&desk, "k", PATH, &clashing).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/problems/clash"), "{refused}");
    assert_eq!(days(&desk, "2026-12-01", "2026-12-02").await.len(), 1);
    // The same adviser, half an hour earlier: what is stored of the series is
    // not in the way of what follows, for it ends before.
    let ann = json!({"agency": "innoviris", "name": "Ann", "email": "ann@innoviris.example", "languages": ["fr"]});
    let put = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/ann", &ann).await;
    put.expect_status(201);
    desk.change(|body| body["advisers"] = json!(["ann"])).await;
    divide(&desk, "ok", "2026-12-01", &json!({"start": "2026-12-01T09:00"})).await;
    // But a session of its own that comes to lie on one of the rest is.
    let over = json!({"scope": "this", "date": "2026-11-24", "start": "2026-12-01T10:00"});
    let refused = change(&desk, "over", PATH, &over).await.expect_status(409).json();
    assert_eq!(refused["errors"][0]["pointer"], "/advisers", "{refused}");
}

#[rstest]
#[case(json!({"scope": "this", "date": "2026-12-22", "start": "2026-12-25T09:30"}), "Noël")]
#[case(json!({"scope": "following", "date": "2026-12-22", "start": "2026-12-25T09:30"}), "Noël")]
#[case(json!({"scope": "this", "date": "2027-03-23", "start": "2027-03-29T09:30"}), "Lundi de Pâques")]
#[case(json!({"scope": "this", "date": "2027-03-23", "start": "2027-03-28T02:30"}), "saute cette heure")]
#[tokio::test]
async fn nothing_is_moved_to_where_it_would_not_take_place(#[case] body: Value, #[case] why: &str) {
    let desk = desk(1).await;
    for path in ["/changes", "/changes?dry_run=true"] {
        let request = desk.app.as_admin().language("fr").key("k").header("if-match", "*");
        let refused = request.post_json(&format!("{PATH}{path}"), &body).await.expect_status(422).json();
        let error = &refused["errors"][0];
        assert_eq!(error["pointer"], "/start", "{refused}");
        assert!(error["detail"].as_str().unwrap().contains(why), "{refused}");
    }
    if body["scope"] == "this" {
        let mut all = series(1);
        all["exceptions"] = json!([{"date": body["date"], "start": body["start"]}]);
        let put = desk.app.as_admin().header("if-match", "*").put_json(PATH, &all).await.expect_status(422).json();
        assert_eq!(put["errors"][0]["pointer"], "/exceptions/0/start", "{put}");
    }
}

#[tokio::test]
async fn what_was_moved_before_its_place_closed_does_not_stand_in_the_way_of_other_changes() {
    let desk = desk(1).await;
    let moved = json!({"scope": "this", "date": "2026-12-08", "start": "2026-12-09T09:30"});
    change(&desk, "moved", PATH, &moved).await.expect_status(200);
    let (catalogue, icab) = (desk.app.store().catalogue(), "icab");
    let place = catalogue.row::<Location>(Kind::Location, icab).await.unwrap().unwrap();
    let day = "2026-12-09".parse().unwrap();
    let closed = Location { closing_days: vec![ClosingDays { from: day, to: day, reason: None }], ..place.value };
    catalogue.put(Kind::Location, icab, &closed, Condition::Version(place.version)).await.unwrap();
    let room = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-01T13:30"});
    change(&desk, "other", PATH, &room).await.expect_status(200);
    let there = json!({"scope": "this", "date": "2026-12-15", "start": "2026-12-09T14:30"});
    let refused = change(&desk, "there", PATH, &there).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/start", "{refused}");
}
