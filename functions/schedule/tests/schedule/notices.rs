//! Who has to do with sessions is told: advisers, agencies, the people of the
//! places; at once, once a day, or not at all; each change once, nothing of what
//! is over, and nobody of what they did themselves.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::Text;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::holidays::{MonthDay, StaffDay};
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::staff::{Staff, StaffRole};
use rstest::rstest;
use serde_json::{Value, json};
use store::repos::outbox::Pending;
use store::{Transaction, keys};
use testkit::Answer;

use crate::booked::{Desk, SLOT, contact, desk, dispatcher, series, wish};

pub(crate) const ANN: &str = "ann@innoviris.example";
const AGENCY: &str = "adviser@innoviris.example";
pub(crate) const HOST: &str = "host@icab.example";
/// From Tuesday, ten o'clock, to Wednesday, seven.
const TO_THE_MORNING: i64 = 21;

async fn put_ann(desk: &Desk, condition: &'static str, email: &str, wish: &str) {
    let ann = json!({"agency": "innoviris", "name": "Ann", "email": email, "languages": ["en"], "notices": wish});
    let put = desk.app.as_admin().header(condition, "*").put_json("/v1/advisers/ann", &ann).await;
    assert!(put.status < 300, "{}", put.text());
}

/// A desk with Ann, who wishes so, and somebody who signs in for the place; what
/// that made is told already.
pub(crate) async fn attended(wish: &str) -> Desk {
    let desk = desk(1).await;
    put_ann(&desk, "if-none-match", ANN, wish).await;
    let host = Staff {
        id: StaffId::parse("host").unwrap(),
        name: "Hugo".to_owned(),
        email: EmailAddress::parse(HOST).unwrap(),
        role: StaffRole::Host { location: LocationId::parse("icab").unwrap() },
        language: Some(domain::Language::Nl),
        active: true,
        handed_over_to: None,
        created_at: desk.app.store().now(),
        generation: 0,
    };
    let mut tx = Transaction::new();
    desk.app.store().staff().create(&mut tx, &host);
    desk.app.store().commit(tx).await.unwrap();
    desk.change(|series| series["advisers"] = json!(["ann"])).await;
    desk.dispatch().await;
    desk.morning(TO_THE_MORNING).await;
    desk.memory.take();
    desk
}

pub(crate) async fn change(desk: &Desk, key: &str, body: &Value) -> Answer {
    let request = desk.app.as_admin().key(key).header("if-match", "*");
    request.post_json("/v1/permanences/tuesdays/changes", body).await
}

pub(crate) fn text_to(desk: &Desk, address: &str) -> String {
    let sent = desk.memory.sent();
    sent.iter().rev().find(|sent| sent.message.to.as_str() == address).unwrap().message.text.clone()
}

fn cancelled() -> Value {
    json!({"scope": "this", "date": "2026-12-01", "cancelled": true, "reason": "Grève"})
}

#[tokio::test]
async fn a_cancelled_session_is_told_once_to_each_as_they_wish() {
    let desk = attended("at_once").await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    desk.dispatch().await;
    assert_eq!(
        desk.subjects_to(ANN),
        ["Session cancelled: Tuesday 1 December 2026, 9:30 to 12:30, ICAB Business & Technology Incubator"]
    );
    assert!(text_to(&desk, ANN).contains("Grève"), "{}", text_to(&desk, ANN));
    assert!(desk.subjects_to(AGENCY).is_empty() && desk.subjects_to(HOST).is_empty());
    let parts = desk.calendar_to(ANN).await;
    let [(method, ics)] = parts.as_slice() else { unreachable!("{parts:?}") };
    let ics = ics.replace("\r\n ", "");
    assert_eq!(method, "CANCEL");
    assert!(ics.contains("UID:tuesdays@permanence.test\r\n"), "{ics}");
    assert!(ics.contains("RECURRENCE-ID;TZID=Europe/Brussels:20261201T093000\r\n"), "{ics}");

    desk.morning(24).await;
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1);
    assert_eq!(desk.subjects_to(HOST), ["Wat veranderd is in de permanenties"]);
    assert!(text_to(&desk, HOST).contains("geannuleerd, dinsdag 1 december 2026"), "{}", text_to(&desk, HOST));
    assert!(!text_to(&desk, HOST).contains("Ann"), "{}", text_to(&desk, HOST));
    assert_eq!(desk.subjects_to(AGENCY).len(), 1);
    assert!(text_to(&desk, AGENCY).contains("Incubator, Ann"), "{}", text_to(&desk, AGENCY));
}

#[tokio::test]
async fn that_a_session_is_cancelled_is_not_told_as_why_it_is() {
    let desk = attended("daily").await;
    let silent = json!({"scope": "this", "date": "2026-12-01", "cancelled": true});
    change(&desk, "k", &silent).await.expect_status(200);
    desk.dispatch().await;
    desk.morning(24).await;
    let told = text_to(&desk, ANN);
    assert!(told.contains("Innoviris: cancelled") && !told.contains("Session cancelled"), "{told}");
}

#[tokio::test]
async fn what_moves_is_requested_under_the_name_of_the_feed_with_a_higher_number() {
    let desk = attended("at_once").await;
    let moved = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-02T13:30"});
    change(&desk, "move", &moved).await.expect_status(200);
    desk.dispatch().await;
    change(&desk, "cancel", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    let parts = desk.calendar_to(ANN).await;
    let methods: Vec<&str> = parts.iter().map(|(method, _)| method.as_str()).collect();
    assert_eq!(methods, ["REQUEST", "CANCEL"]);
    let number = |ics: &str| -> u64 {
        let line = ics.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        line.trim().parse().unwrap()
    };
    assert!(number(&parts[0].1) < number(&parts[1].1));
    assert!(parts[0].1.contains("DTSTART;TZID=Europe/Brussels:20261202T133000"), "{}", parts[0].1);
    let feed = desk.app.anonymous().get("/calendar/agencies/innoviris.ics").await.expect_status(200);
    assert!(feed.text().contains("UID:tuesdays@permanence.test"), "{}", feed.text());
    assert_eq!(number(&feed.text()), number(&parts[1].1), "as the calendar that programs subscribe to");
}

#[tokio::test]
async fn a_series_that_changes_is_one_mail_and_goes_into_the_calendar_whole() {
    let desk = attended("at_once").await;
    let later = json!({"scope": "following", "date": "2026-12-08", "start": "2026-12-09T13:30"});
    change(&desk, "k", &later).await.expect_status(201);
    desk.dispatch().await;
    let subjects = desk.subjects_to(ANN);
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    assert!(subjects[0].contains("sessions change at ICAB"), "{subjects:?}");
    assert!(text_to(&desk, ANN).contains("Technology Incubator becomes Wednesday 9 December 2026, 13:30"));
    let parts = desk.calendar_to(ANN).await;
    assert!(parts[0].0 == "REQUEST" && parts[0].1.contains("RRULE:FREQ=WEEKLY"), "{parts:?}");
    let sent = desk.memory.sent();
    let files = &sent.iter().find(|sent| sent.message.to.as_str() == ANN).unwrap().message.attachments;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["invite.ics", "until-then.ics"]);
}

#[tokio::test]
async fn who_is_no_longer_named_has_it_taken_out_and_who_is_gets_it() {
    let desk = attended("at_once").await;
    let bob = json!({"agency": "innoviris", "name": "Bob", "email": "bob@innoviris.example", "languages": ["en"]});
    desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(201);
    desk.change(|series| series["advisers"] = json!(["bob"])).await;
    desk.dispatch().await;
    assert_eq!(desk.calendar_to(ANN).await[0].0, "CANCEL");
    assert_eq!(desk.calendar_to("bob@innoviris.example").await[0].0, "REQUEST");
    desk.morning(24).await;
    assert!(desk.subjects_to(HOST).is_empty(), "for the place nothing changed");
}

/// As a rota that is published puts one adviser's series in place of another's.
#[tokio::test]
async fn a_series_in_place_of_another_at_the_same_time_changes_nothing_for_its_place() {
    let desk = attended("daily").await;
    let path = "/v1/permanences/tuesdays";
    let etag = desk.app.as_admin().get(path).await.header("etag").to_owned();
    desk.app.as_admin().header("if-match", etag).send("DELETE", path).await.expect_status(204);
    let anew = desk.app.as_admin().header("if-none-match", "*");
    anew.put_json("/v1/permanences/anew", &series(1)).await.expect_status(201);
    desk.dispatch().await;
    desk.morning(24).await;
    assert!(desk.subjects_to(HOST).is_empty(), "{:?}", desk.subjects_to(HOST));
    assert!(text_to(&desk, ANN).contains("Innoviris: cancelled"), "she is there no more");
}

/// As where a plan tells late what it changed, or marks are planned in another order.
#[tokio::test]
async fn a_morning_joins_what_changed_a_series_in_the_order_in_which_it_did() {
    let desk = attended("daily").await;
    let (store, id) = (desk.app.store(), domain::ids::PermanenceId::parse("tuesdays").unwrap());
    let later = json!({"scope": "this", "date": "2026-12-08", "start": "2026-12-08T13:30"});
    let mut commits = Vec::new();
    for (key, body) in [("a", cancelled()), ("b", later)] {
        change(&desk, key, &body).await.expect_status(200);
        let version = store.permanences().load(&id).await.unwrap().unwrap().version;
        commits.push(Pending { aggregate: keys::permanence_partition(&id), version, request: None });
    }
    for commit in commits.iter().rev() {
        dispatcher(store, &desk.memory).accept(commit).await.unwrap();
        desk.app.clock.advance(chrono::TimeDelta::minutes(1));
    }
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1);
    let told = text_to(&desk, ANN).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Grève") && told.contains("8 December 2026, 13:30 to 16:30"), "{told}");
}

/// As after a crash between the line and the end of planning, over seven o'clock.
#[tokio::test]
async fn what_is_planned_again_after_its_morning_is_not_told_on_the_next() {
    let desk = attended("daily").await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1);
    let (store, id) = (desk.app.store(), domain::ids::PermanenceId::parse("tuesdays").unwrap());
    let version = store.permanences().load(&id).await.unwrap().unwrap().version;
    let mut tx = Transaction::new();
    tx.pending(&keys::permanence_partition(&id), version);
    store.commit(tx).await.unwrap();
    desk.dispatch().await;
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1, "once");
}

#[rstest]
#[case("at_once", 1, 0)]
#[case("daily", 0, 1)]
#[case("none", 0, 0)]
#[tokio::test]
async fn an_adviser_is_told_as_they_wish(#[case] wish: &str, #[case] at_once: usize, #[case] in_the_morning: usize) {
    let desk = attended(wish).await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    assert_eq!(desk.subjects_to(ANN).len(), at_once);
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), at_once + in_the_morning);
}

#[tokio::test]
async fn a_morning_tells_all_in_one_mail_and_nothing_that_came_back_or_is_over() {
    let desk = attended("daily").await;
    change(&desk, "a", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    let back = json!({"scope": "this", "date": "2026-12-01", "cancelled": false});
    change(&desk, "b", &back).await.expect_status(200);
    let later = json!({"scope": "this", "date": "2026-12-08", "start": "2026-12-08T13:30"});
    change(&desk, "c", &later).await.expect_status(200);
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let mut other = wish("2026-12-01T11:00");
    other["contact"] = contact("bob");
    let given_back = desk.book("two", &other).await.expect_status(201).json();
    desk.dispatch().await;
    desk.cancel(&given_back).await;
    desk.dispatch().await;
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN), ["What changed in the office hours"]);
    let text = text_to(&desk, ANN);
    assert!(
        text.contains("8 December 2026, 13:30 to 16:30")
            && text.contains("10:15 to 10:55, ICAB Business & Technology Incubator, Innoviris, Zoé Robotics"),
        "{text}"
    );
    assert!(!text.contains("1 December 2026, 9:30") && !text.contains("11:00"), "{text}");
    // What changes of the eighth of December is told on the ninth to nobody.
    change(&desk, "d", &json!({"scope": "this", "date": "2026-12-08", "cancelled": true})).await.expect_status(200);
    desk.dispatch().await;
    desk.memory.take();
    desk.morning(24 * 14).await;
    assert!(desk.subjects_to(ANN).is_empty(), "{:?}", desk.subjects_to(ANN));
}

/// From 24 December to 4 January no day is a working day.
#[tokio::test]
async fn the_first_morning_after_the_end_of_the_year_tells_what_changed_before() {
    let desk = attended("daily").await;
    let to_christmas_eve = 24 * 29 + 3;
    desk.morning(to_christmas_eve).await;
    let cancelled = json!({"scope": "this", "date": "2027-01-12", "cancelled": true, "reason": "Grève"});
    change(&desk, "k", &cancelled).await.expect_status(200);
    desk.dispatch().await;
    desk.memory.take();
    desk.morning(24 * 11 - 3).await;
    assert_eq!(desk.subjects_to(ANN), ["What changed in the office hours"]);
}

/// The program stands still on the morning on which it would be told.
#[tokio::test]
async fn what_is_told_a_day_late_is_told_once() {
    let desk = attended("daily").await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    desk.morning(48).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1, "on Friday, of Thursday");
    desk.morning(72).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1, "not on Monday again");
}

#[tokio::test]
async fn what_was_to_be_told_on_a_day_that_became_one_off_is_told_on_the_next() {
    let desk = attended("daily").await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    // It stands under Thursday's morning.
    let entries = desk.app.store().entries();
    let before = entries.days_off().await.unwrap().unwrap();
    let mut after = before.value.clone();
    let name = Text::new("Fête locale", "Plaatselijk feest", "Local holiday");
    after.days.push(StaffDay { id: "local".to_owned(), on: MonthDay::parse("11-26").unwrap(), name });
    entries.set_days_off(&before, &after, &Actor::System).await.unwrap();
    desk.dispatch().await;
    desk.morning(24).await;
    assert!(desk.subjects_to(ANN).is_empty(), "nothing on a day off");
    desk.morning(24).await;
    assert_eq!(desk.subjects_to(ANN).len(), 1, "on Friday");
}

#[tokio::test]
async fn what_mornings_told_since_a_backup_was_taken_is_not_told_again_once_it_is_put_back() {
    let desk = attended("daily").await;
    change(&desk, "k", &cancelled()).await.expect_status(200);
    desk.dispatch().await;
    let copied_at = desk.app.store().now();
    // On Friday at eleven; by then Thursday's and Friday's mornings were told.
    desk.app.clock.advance(chrono::TimeDelta::hours(52));
    let held = dispatcher(desk.app.store(), &desk.memory).hold_back(copied_at).await.unwrap();
    assert!(held > 0, "it waits for a person's word");
    desk.morning(0).await;
    desk.morning(68).await;
    assert!(desk.subjects_to(ANN).is_empty(), "neither at once nor on Monday: {:?}", desk.subjects_to(ANN));
}

#[tokio::test]
async fn a_booking_reaches_who_is_there_and_not_who_made_it() {
    let desk = attended("at_once").await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let subjects = desk.subjects_to(ANN);
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    assert!(subjects[0].contains("Zoé Robotics"), "{subjects:?}");
    assert_eq!(desk.subjects_to(AGENCY).len(), 1);
    desk.cancel(&made).await;
    desk.dispatch().await;
    assert_eq!(desk.subjects_to(ANN).len(), 2);

    let role = StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() };
    let herself = desk.app.as_staff(role).await;
    let staff = desk.app.store().staff().list().await.unwrap();
    let signed_in = staff.iter().find(|one| matches!(one.role, StaffRole::Adviser { .. })).unwrap();
    put_ann(&desk, "if-match", signed_in.email.as_str(), "at_once").await;
    let told = desk.subjects_to(AGENCY).len();
    herself
        .clone()
        .header("sec-fetch-site", "same-origin")
        .key("own")
        .post_json("/v1/bookings", &wish("2026-12-01T11:00"))
        .await
        .expect_status(201);
    desk.dispatch().await;
    assert!(desk.subjects_to(signed_in.email.as_str()).is_empty());
    assert_eq!(desk.subjects_to(AGENCY).len(), told + 1, "her agency is, at its own address");

    // Whoever reads the agency's mail is not told either of what they did.
    let mut one = domain::staff::Staff { email: EmailAddress::parse(AGENCY).unwrap(), ..signed_in.clone() };
    one.id = StaffId::parse("desk").unwrap();
    let mut tx = Transaction::new();
    desk.app.store().staff().create(&mut tx, &one);
    let nonce = desk.app.store().auth().make_link(&mut tx, &one, store::auth::LINK_VALID);
    desk.app.store().commit(tx).await.unwrap();
    let opened = desk.app.store().auth().open(&nonce).await.unwrap().unwrap();
    let at_the_desk = desk.app.anonymous().header("cookie", format!("permanence_session={}", opened.token));
    let request = at_the_desk.header("sec-fetch-site", "same-origin").key("desk");
    request.post_json("/v1/bookings", &wish("2026-12-01T11:45")).await.expect_status(201);
    desk.dispatch().await;
    assert_eq!(desk.subjects_to(AGENCY).len(), told + 1);
}

#[tokio::test]
async fn a_place_that_closes_for_a_day_is_told_to_who_would_have_come() {
    let desk = attended("at_once").await;
    let store = desk.app.store();
    let icab = LocationId::parse("icab").unwrap();
    let mut place = store.catalogue().load().await.unwrap().locations[&icab].clone();
    let day = "2026-12-01".parse().unwrap();
    place.closing_days.push(domain::location::ClosingDays { from: day, to: day, reason: None });
    let row =
        store.catalogue().row::<domain::location::Location>(store::repos::catalogue::Kind::Location, "icab").await;
    let version = store::Condition::Version(row.unwrap().unwrap().version);
    store.catalogue().put(store::repos::catalogue::Kind::Location, "icab", &place, version).await.unwrap();
    desk.dispatch().await;
    assert_eq!(
        desk.subjects_to(ANN),
        ["Session cancelled: Tuesday 1 December 2026, 9:30 to 12:30, ICAB Business & Technology Incubator"]
    );
}

#[tokio::test]
async fn a_draft_is_told_to_nobody_until_it_is_published() {
    let desk = attended("at_once").await;
    desk.change(|series| (series["advisers"], series["status"]) = (json!(["ann"]), "draft".into())).await;
    desk.dispatch().await;
    assert_eq!(desk.calendar_to(ANN).await[0].0, "CANCEL", "what was published is not any more");
    desk.memory.take();
    desk.change(|series| {
        (series["advisers"], series["status"], series["room"]) = (json!(["ann"]), "draft".into(), "Blue".into());
    })
    .await;
    desk.dispatch().await;
    assert!(desk.memory.sent().is_empty());
    desk.change(|series| series["advisers"] = json!(["ann"])).await;
    desk.dispatch().await;
    assert_eq!(desk.calendar_to(ANN).await[0].0, "REQUEST");
}

#[tokio::test]
async fn a_wish_is_kept_and_refused_where_it_is_none() {
    let desk = attended("daily").await;
    let stored = desk.app.as_admin().get("/v1/advisers/ann").await.json();
    assert_eq!(stored["notices"], "daily");
    // A program that knows of no wishes leaves it as it is.
    let silent = json!({"agency": "innoviris", "name": "Ann", "email": ANN, "languages": ["en"]});
    let put = desk.app.as_admin().if_match("*").put_json("/v1/advisers/ann", &silent).await.expect_status(200);
    assert_eq!(put.json()["notices"], "daily");
    let wrong = json!({"agency": "innoviris", "name": "Ann", "email": ANN, "languages": ["en"], "notices": "weekly"});
    let put = desk.app.as_admin().header("if-match", "*").put_json("/v1/advisers/ann", &wrong).await;
    assert_eq!(put.expect_status(422).json()["errors"][0]["pointer"], "/notices");
}

#[tokio::test]
async fn a_booking_stands_in_the_calendar_of_who_is_there_and_follows_it() {
    let desk = attended("at_once").await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let id = made["id"].as_str().unwrap();
    let last = async || {
        let (method, ics) = desk.calendar_to(ANN).await.pop().unwrap();
        let ics = ics.replace("\r\n ", "");
        assert!(ics.contains(&format!("UID:{id}@permanence.test\r\n")), "{ics}");
        assert!(ics.contains(&format!("mailto:{ANN}\r\n")) && !ics.contains("zoe@"), "{ics}");
        let sequence = ics.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().trim().parse::<u32>();
        (method, sequence.unwrap(), ics)
    };
    let (method, first, ics) = last().await;
    assert_eq!((method.as_str(), ics.contains("SUMMARY:Zoé Robotics · Zoé Maes · ICAB")), ("REQUEST", true), "{ics}");
    assert!(
        text_to(&desk, ANN).contains("zoe@zoe-robotics.example"),
        "as the page of the day: {}",
        text_to(&desk, ANN)
    );
    // Its session moves, and it with it: the entry moves too.
    let moved = json!({"scope": "this", "date": "2026-12-01", "start": "2026-12-02T13:30"});
    change(&desk, "move", &moved).await.expect_status(200);
    desk.dispatch().await;
    let (method, second, ics) = last().await;
    assert!(method == "REQUEST" && second > first && ics.contains("20261202T141500"), "{ics}");
    desk.cancel(&made).await;
    desk.dispatch().await;
    let (method, third, _) = last().await;
    assert!(method == "CANCEL" && third > second);
    let told = text_to(&desk, ANN);
    assert!(told.contains("Zoé Maes") && !told.contains("zoe@zoe-robotics.example"), "who comes no more: {told}");
}

#[tokio::test]
async fn what_is_divided_and_stays_as_it_is_goes_on_in_the_calendar_and_is_told_to_nobody_else() {
    let desk = attended("at_once").await;
    let seats = json!({"scope": "following", "date": "2026-12-15", "seats": 3});
    change(&desk, "k", &seats).await.expect_status(201);
    desk.dispatch().await;
    let subjects = desk.subjects_to(ANN);
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    assert!(subjects[0].contains("go on as a series of their own, next Tuesday 15 December 2026"), "{subjects:?}");
    let (method, ics) = desk.calendar_to(ANN).await.pop().unwrap();
    assert!(method == "REQUEST" && ics.contains("20261215T093000") && !ics.contains("UID:tuesdays@"), "{ics}");
    desk.morning(24).await;
    assert!(desk.subjects_to(HOST).is_empty() && desk.subjects_to(AGENCY).is_empty());
}

#[tokio::test]
async fn who_is_no_longer_there_from_a_day_on_keeps_what_comes_before_it() {
    let desk = attended("at_once").await;
    let bob = json!({"agency": "innoviris", "name": "Bob", "email": "bob@innoviris.example", "languages": ["en"]});
    desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(201);
    let later = json!({"scope": "following", "date": "2026-12-15", "advisers": ["bob"]});
    change(&desk, "k", &later).await.expect_status(201);
    desk.dispatch().await;
    let told = text_to(&desk, ANN);
    assert!(told.contains("15 December 2026") && !told.contains(" 8 December 2026"), "{told}");
    let (method, ics) = desk.calendar_to(ANN).await.pop().unwrap();
    let until = ics.lines().any(|line| line.starts_with("RRULE:") && line.contains("UNTIL=202612"));
    assert!(method == "REQUEST" && ics.contains("UID:tuesdays@permanence.test") && until, "{ics}");
    let (method, ics) = desk.calendar_to("bob@innoviris.example").await.pop().unwrap();
    assert!(method == "REQUEST" && ics.contains("20261215T093000"), "{ics}");
    desk.morning(24).await;
    assert!(desk.subjects_to(HOST).is_empty(), "for the place nothing changed");
}

#[tokio::test]
async fn an_agency_is_told_who_was_at_what_a_divided_series_no_longer_has() {
    let desk = attended("none").await;
    let later = json!({"scope": "following", "date": "2026-12-15", "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"});
    change(&desk, "k", &later).await.expect_status(201);
    desk.dispatch().await;
    desk.morning(24).await;
    let told = text_to(&desk, AGENCY);
    let line = told.lines().find(|line| line.contains("annulée, mardi 22 décembre 2026"));
    assert!(line.is_some_and(|line| line.ends_with(", Ann")), "{told}");
}
