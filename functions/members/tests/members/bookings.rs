//! Bookings find the member that they are of, or a person says of which.

use domain::booking::{BookingPerson, Wish, book, cancel};
use domain::event::Actor;
use domain::ids::{AgencyId, BookingId, LocationId, MemberId, NeedId};
use domain::member::MemberEventKind;
use domain::staff::StaffRole;
use flows::members::MemberBookingWork;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Condition, TableError, Transaction, keys};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read, robotics};
use crate::needs::state_of;

/// An appointment at ICAB, in the seat of its number.
async fn booked(app: &TestApp, seat: u32, company: Option<&str>, email: &str) -> BookingId {
    booked_of(app, seat, (company, email), None).await
}

/// The same, which follows from a need.
async fn booked_of(
    app: &TestApp,
    seat: u32,
    (company, email): (Option<&str>, &str),
    need: Option<NeedId>,
) -> BookingId {
    let store = app.store();
    let id = BookingId::parse(&format!("b{seat}")).unwrap();
    let slot = json!({"session": "tuesdays.20261208", "local_start": "2026-12-08T09:30", "place": 0,
        "start": "2026-12-08T08:30:00Z", "end": "2026-12-08T09:10:00Z", "timezone": "Europe/Brussels"});
    let wish = Wish {
        slot: serde_json::from_value(slot).unwrap(),
        agency: AgencyId::parse("hub").unwrap(),
        location: LocationId::parse("icab").unwrap(),
        service: None,
        need,
        cancel_until_hours: 24,
    };
    let decided = book(id.clone(), wish, seat, store.now(), Actor::Member);
    let person = json!({"contact": {"name": "Zoé Maes", "email": email, "language": "en"}, "company": company});
    let person: BookingPerson = serde_json::from_value(person).unwrap();
    let fullness = store.bookings().fullness(&[&decided.booking.slot.session]).await.unwrap();
    let mut tx = Transaction::new();
    store.bookings().create(&mut tx, &decided, &person, &fullness);
    store.commit(tx).await.unwrap();
    id
}

async fn bookings(app: &TestApp, member: &str) -> Vec<BookingId> {
    app.store().members().bookings(&MemberId::parse(member).unwrap()).await.unwrap()
}

async fn in_doubt(app: &TestApp) -> Vec<Value> {
    read(app, "/v1/members/bookings").await["items"].as_array().unwrap().clone()
}

async fn say(app: &TestApp, booking: &BookingId, body: Value) -> testkit::Answer {
    app.as_admin().post_json(&format!("/v1/members/bookings/{booking}"), &body).await
}

#[tokio::test]
async fn a_booking_that_tells_whose_it_is_joins_its_member_and_nobody_is_asked() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let need = state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]).await;
    post(&app).await;
    let by_mail = booked(&app, 1, Some("Zoe Robotics BV"), "ann@zoe-robotics.example").await;
    let by_need = booked_of(&app, 2, (Some("ZR"), "zoe@gmail.com"), Some(need)).await;
    let nobodys = booked(&app, 3, Some("Brume"), "info@brume.example").await;
    post(&app).await;
    let found = bookings(&app, &known).await;
    assert!(found.contains(&by_mail) && found.contains(&by_need) && !found.contains(&nobodys), "{found:?}");
    assert!(in_doubt(&app).await.is_empty());
    assert_eq!(names(&app, "").await, ["Zoé Robotics"], "what is written there serves the appointment");
}

#[tokio::test]
async fn a_booking_that_may_be_of_a_member_is_put_before_a_person_with_why() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let name = booked(&app, 1, Some("Zoé Robotics SRL"), "zoe@gmail.com").await;
    let address = booked(&app, 2, Some("ZR"), "zoe@zoe-robotics.example").await;
    let domain = booked(&app, 3, None, "ann@zoe-robotics.example").await;
    booked(&app, 4, Some("ZR"), "ann@zoe-robotics.example").await;
    booked(&app, 5, None, "ann@gmail.com").await;
    post(&app).await;
    let found = in_doubt(&app).await;
    let told = |one: &Value| json!([one["booking"], one["company"], one["may_be"]]);
    let may_be = |because: &str| json!([{"id": known, "name": "Zoé Robotics", "because": because}]);
    let expected = [
        json!([name, "Zoé Robotics SRL", may_be("name_and_place")]),
        json!([address, "ZR", may_be("mail")]),
        json!([domain, null, may_be("mail")]),
    ];
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!((&found[0]["agency"], &found[0]["location"]), (&json!("hub"), &json!("icab")));
    assert!(bookings(&app, &known).await.is_empty(), "nothing is joined meanwhile");
    app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() })
        .await
        .get("/v1/members/bookings")
        .await
        .expect_status(404);
}

#[tokio::test]
async fn a_booking_of_one_of_several_is_the_one_s_that_a_person_says() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let second = json!({"name": "Zoe Robotics", "location": "greenbizz", "contact_email": "info@zoe-robotics.example"});
    let second = enter(&app, &second).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "ann@zoe-robotics.example").await;
    post(&app).await;
    let found = in_doubt(&app).await;
    let may_be: Vec<&Value> = found[0]["may_be"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(may_be.contains(&&json!(first)) && may_be.contains(&&json!(second)), "{found:?}");
    say(&app, &booking, json!({"is": "member"})).await.expect_status(422);
    say(&app, &booking, json!({"is": "member", "member": "nobody-there"})).await.expect_status(404);
    let waits = keys::figures_wait(&keys::booking_partition(&booking));
    let mut tx = Transaction::new();
    tx.delete(waits.clone(), Condition::Any);
    app.store().commit(tx).await.unwrap();
    let said = json!({"is": "member", "member": second});
    let answer = say(&app, &booking, said.clone()).await.expect_status(200).json();
    assert_eq!(answer, json!({"booking": booking, "member": second}));
    say(&app, &booking, said).await.expect_status(200);
    say(&app, &booking, json!({"is": "member", "member": first})).await.expect_status(409);
    say(&app, &booking, json!({"is": "nobody"})).await.expect_status(409);
    assert!(in_doubt(&app).await.is_empty());
    assert_eq!(bookings(&app, &second).await, std::slice::from_ref(&booking));
    post(&app).await;
    assert!(app.store().rows(&[waits]).await.unwrap()[0].is_some(), "it is counted again: it reaches a member now");

    // What was said holds where the member is joined with another, and where the booking is given back.
    let merge = format!("/v1/members/{first}/merge");
    app.as_admin().post_json(&merge, &json!({"with": second})).await.expect_status(200);
    assert_eq!(bookings(&app, &first).await, std::slice::from_ref(&booking));
    let store = app.store();
    let before = store.bookings().load(&booking).await.unwrap().unwrap();
    let off = cancel(before.booking.clone(), store.now(), Actor::Member).unwrap();
    let fullness = store.bookings().fullness(&[&before.booking.slot.session]).await.unwrap();
    let mut tx = Transaction::new();
    store.bookings().save(&mut tx, &before, &off, &fullness);
    store.commit(tx).await.unwrap();
    post(&app).await;
    assert!(in_doubt(&app).await.is_empty());
    assert_eq!(bookings(&app, &first).await, [booking]);
}

#[tokio::test]
async fn a_booking_is_of_one_member_however_many_say_so_at_once() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let second = enter(&app, &json!({"name": "Kanal Data", "location": "icab"})).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    let other = booked(&app, 2, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    let of = |member: &str| json!({"is": "member", "member": member});
    let (one, two) = tokio::join!(say(&app, &booking, of(&first)), say(&app, &booking, of(&second)));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (here, there) = (bookings(&app, &first).await, bookings(&app, &second).await);
    assert_eq!([here, there].concat(), std::slice::from_ref(&booking));
    let (one, two) = tokio::join!(say(&app, &other, of(&first)), say(&app, &other, of(&first)));
    assert_eq!((one.status, two.status), (200, 200), "pressed twice");
    let history = app.store().members().history(&MemberId::parse(&first).unwrap()).await.unwrap();
    let is_of_it = |kind: &MemberEventKind| matches!(kind, MemberEventKind::Booked { booking } if *booking == other);
    assert_eq!(history.iter().filter(|event| is_of_it(&event.kind)).count(), 1);
}

#[tokio::test]
async fn what_was_decided_on_a_booking_that_became_a_member_s_meanwhile_is_not_kept() {
    let app = app().await;
    let (store, known) = (app.store(), enter(&app, &robotics()).await);
    let id = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    let booking = store.bookings().load(&id).await.unwrap().unwrap().booking;
    say(&app, &id, json!({"is": "member", "member": known})).await.expect_status(200);
    let other = enter(&app, &json!({"name": "Kanal Data", "location": "icab"})).await;
    let other = store.members().load(&MemberId::parse(&other).unwrap()).await.unwrap().unwrap().value.case.member;
    let [mut joined, mut nobodys, mut asked] = [Transaction::new(), Transaction::new(), Transaction::new()];
    store.members().put_booking(&mut joined, &other, &id, Condition::Absent);
    store.members().is_nobodys(&mut nobodys, &booking);
    store.members().put_doubt(&mut asked, &booking, Vec::new());
    for tx in [joined, nobodys, asked] {
        assert!(matches!(store.commit(tx).await, Err(TableError::Conflict { .. })));
    }
}

#[tokio::test]
async fn a_new_company_is_entered_by_its_name_alone_and_stays_apart() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    let nameless = booked(&app, 2, None, "ann@zoe-robotics.example").await;
    post(&app).await;
    say(&app, &nameless, json!({"is": "new"})).await.expect_status(404);
    let new = say(&app, &booking, json!({"is": "new"})).await.expect_status(200).json()["member"].clone();
    let again = say(&app, &booking, json!({"is": "new"})).await.expect_status(200).json();
    assert_eq!(again["member"], new);
    post(&app).await;
    let new = new.as_str().unwrap();
    assert_ne!(new, known);
    assert_eq!(bookings(&app, new).await, [booking]);
    let seen = read(&app, &format!("/v1/members/{new}")).await;
    assert_eq!((&seen["name"], &seen["location"]), (&json!("Zoé Robotics"), &json!("icab")));
    let record = app.store().members().load(&MemberId::parse(new).unwrap()).await.unwrap().unwrap().value;
    assert!(record.case.person.profile.is_empty(), "what people wrote of themselves serves the appointment");
    assert_eq!(read(&app, "/v1/members/duplicates").await["items"], json!([]), "a person said that they are two");
}

#[tokio::test]
async fn what_is_nobody_s_is_not_asked_again() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    let said = say(&app, &booking, json!({"is": "nobody"})).await.expect_status(200).json();
    assert_eq!(said, json!({"booking": booking, "member": null}));
    say(&app, &booking, json!({"is": "nobody"})).await.expect_status(200);
    // A seat that was waited for is looked at a second time, once it is had.
    let work = Work::of(&MemberBookingWork { booking: booking.clone() }).unwrap();
    let again = Delivery::new("again".to_owned(), keys::booking_partition(&booking), work, app.store().now());
    let mut tx = Transaction::new();
    app.store().deliveries().create(&mut tx, &again, Way::Direct);
    app.store().commit(tx).await.unwrap();
    post(&app).await;
    assert!(in_doubt(&app).await.is_empty());
}

#[tokio::test]
async fn a_member_is_named_only_where_a_booking_is_said_to_be_its() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    for is in ["nobody", "new"] {
        let refused = say(&app, &booking, json!({"is": is, "member": known})).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/member", "{is}");
    }
    assert_eq!(in_doubt(&app).await.len(), 1, "nothing was kept");
}

#[tokio::test]
async fn whose_a_booking_is_whose_member_ended_is_said_anew() {
    let app = app().await;
    let (ended, other) = (robotics(), json!({"name": "Kanal Data", "location": "icab"}));
    let (ended, other) = (enter(&app, &ended).await, enter(&app, &other).await);
    let its = json!({"is": "member", "member": ended});
    let mut all = Vec::new();
    for seat in 1..=3 {
        all.push(booked(&app, seat, Some("Zoé Robotics"), "zoe@gmail.com").await);
        say(&app, &all[all.len() - 1], its.clone()).await.expect_status(200);
    }
    app.as_admin().if_match("*").send("DELETE", &format!("/v1/members/{ended}")).await.expect_status(204);
    say(&app, &all[0], its).await.expect_status(404);
    let anew = [json!({"is": "nobody"}), json!({"is": "new"}), json!({"is": "member", "member": other})];
    for (booking, whose) in all.iter().zip(anew) {
        say(&app, booking, whose).await.expect_status(200);
    }
    assert_eq!(bookings(&app, &other).await, std::slice::from_ref(&all[2]));
}

#[tokio::test]
async fn that_it_is_nobody_s_ends_with_the_person_and_where_somebody_says_whose_it_is() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let erased = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    let settled = booked(&app, 2, Some("Zoé Robotics"), "ann@gmail.com").await;
    post(&app).await;
    let nobodys = [&erased, &settled].map(|booking| keys::member_doubt(keys::MEMBER_NOBODYS, booking));
    let stand = async || app.store().rows(&nobodys).await.unwrap().iter().flatten().count();
    for booking in [&erased, &settled] {
        say(&app, booking, json!({"is": "nobody"})).await.expect_status(200);
    }
    assert_eq!(stand().await, 2);
    say(&app, &settled, json!({"is": "member", "member": known})).await.expect_status(200);
    assert_eq!(stand().await, 1);
    let person = read(&app, "/v1/people?q=zoe@gmail.com").await["items"][0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    assert_eq!(stand().await, 0);
}

#[tokio::test]
async fn whose_company_is_joined_into_another_or_who_is_erased_is_asked_about_as_it_stands_then() {
    let app = app().await;
    let first = enter(&app, &json!({"name": "Kanal Data", "location": "icab"})).await;
    let second = enter(&app, &robotics()).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    let merge = format!("/v1/members/{first}/merge");
    app.as_admin().post_json(&merge, &json!({"with": second})).await.expect_status(200);
    let found = in_doubt(&app).await;
    assert_eq!((&found[0]["booking"], &found[0]["may_be"][0]["id"]), (&json!(booking), &json!(first)));
    let person = read(&app, "/v1/people?q=zoe@gmail.com").await["items"][0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    assert!(app.store().members().doubt(&booking).await.unwrap().is_none(), "it ends with the person");
    assert!(in_doubt(&app).await.is_empty());
}

#[tokio::test]
async fn the_page_of_duplicates_asks_and_takes_the_answer() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let booking = booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    let desk = app.as_staff(StaffRole::Coordinator).await.language("en").header("sec-fetch-site", "same-origin");
    let page = desk.clone().get("/console/members/duplicates").await.expect_status(200).text();
    for words in ["Appointments: of which member?", "zoe@gmail.com", "same name at the same place"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let path = format!("/console/members/bookings/{booking}");
    assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
    for word in ["It is Zoé Robotics", "A new company: enter Zoé Robotics", "No member"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    desk.clone().post_form(&path, &format!("is=member&member={known}")).await.expect_status(303);
    let page = desk.clone().get("/console/members/duplicates").await.expect_status(200).text();
    assert!(!page.contains("of which member?"), "{page}");
    let page = desk.get(&format!("/console/members/{known}")).await.expect_status(200).text();
    assert!(page.contains("Booked an appointment") && page.contains("/console/schedule/day?day=2026-12-08"), "{page}");
}

#[tokio::test]
async fn the_page_of_duplicates_says_where_more_follow() {
    let app = app().await;
    let mut last = None;
    for seat in 1..=26 {
        let id = booked(&app, seat, Some("Zoé Robotics"), "zoe@gmail.com").await;
        let booking = app.store().bookings().load(&id).await.unwrap().unwrap().booking;
        let mut tx = Transaction::new();
        app.store().members().put_doubt(&mut tx, &booking, Vec::new());
        app.store().commit(tx).await.unwrap();
        last = Some(id);
    }
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = async || staff.clone().get("/console/members/duplicates").await.expect_status(200).text();
    let first = page().await;
    assert_eq!(first.matches("role=\"group\" aria-label=\"Zoé Robotics\"").count(), 25, "{first}");
    assert!(first.contains("More follow once these are settled."), "{first}");
    say(&app, &last.unwrap(), json!({"is": "nobody"})).await.expect_status(200);
    assert!(!page().await.contains("More follow"));
}

#[tokio::test]
async fn bookings_in_doubt_are_read_at_the_same_cost_among_many_members() {
    let table = std::sync::Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(std::sync::Arc::clone(&table) as _, vec![members::routes()], false).await;
    enter(&app, &robotics()).await;
    booked(&app, 1, Some("Zoé Robotics"), "zoe@gmail.com").await;
    post(&app).await;
    let cost = async || {
        table.take();
        assert_eq!(in_doubt(&app).await.len(), 1);
        let counts = table.take();
        (counts.rows_read, counts.reads())
    };
    cost().await;
    let few = cost().await;
    for n in 0..50 {
        enter(&app, &json!({"name": format!("Hay {n}"), "location": "icab"})).await;
    }
    cost().await;
    assert_eq!(cost().await, few);
}
