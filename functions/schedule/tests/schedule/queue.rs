//! Waiting for a seat of a slot that is full.

use chrono::TimeDelta;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use serde_json::json;
use store::repos::bookings::Held;
use store::{Transaction, keys};

use crate::booked::{SLOT, contact, desk, wish};

#[tokio::test]
async fn more_seats_are_offered_to_those_who_wait_one_each() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let mut waiting = Vec::new();
    for name in ["ann", "bob", "cem"] {
        waiting.push(desk.wait(SLOT, name).await);
    }
    desk.change(|body| body["seats"] = 3.into()).await;
    desk.dispatch().await;
    for (booking, status) in waiting.iter().zip(["offered", "offered", "waiting"]) {
        assert_eq!(desk.status(booking).await, status);
    }
    assert_eq!(desk.free("2026-12-01").await, [3, 0, 3, 3]);
}

#[tokio::test]
async fn a_seat_that_became_free_is_not_for_others_while_somebody_waits() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let ann = desk.wait(SLOT, "ann").await;
    desk.cancel(&first).await;
    // Nothing was offered yet.
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
    let mut other = wish(SLOT);
    other["contact"] = contact("bob");
    desk.book("two", &other).await.expect_status(409);
    desk.wait(SLOT, "cem").await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
}

#[tokio::test]
async fn nobody_waits_twice_or_for_what_they_have() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let wait = |email: &str| {
        let mut body = wish(SLOT);
        (body["waiting"], body["contact"]["email"]) = (true.into(), email.into());
        body
    };
    let refused = desk.book("own", &wait("zoe@zoe-robotics.example")).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/problems/already-booked"), "{refused}");
    let ann = desk.wait(SLOT, "ann").await;
    assert_eq!(desk.wait(SLOT, "ann").await["id"], ann["id"], "the same request is answered as before");
    desk.book("twice", &wait("Ann@example.org")).await.expect_status(409);
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
    desk.book("offered", &wait("ann@example.org")).await.expect_status(409);
    // Who gave the seat back may wait for it again.
    desk.book("again", &wait("zoe@zoe-robotics.example")).await.expect_status(201);
}

#[tokio::test]
async fn too_late_for_an_offer_a_seat_is_for_whoever_comes() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.wait(SLOT, "ann").await;
    desk.dispatch().await;
    desk.app.clock.advance(TimeDelta::days(6) + TimeDelta::hours(23));
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.free("2026-12-01").await[1], 1);
    desk.book("two", &wish(SLOT)).await.expect_status(201);
}

#[tokio::test]
async fn a_seat_is_offered_and_given_on_while_no_mail_can_leave() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let (ann, bob) = (desk.wait(SLOT, "ann").await, desk.wait(SLOT, "bob").await);
    desk.dispatch().await;
    desk.outage(true);
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
    desk.cancel(&ann).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&bob).await, "offered");
    assert_eq!(desk.subjects_to("bob@example.org"), ["You are on the waiting list"], "it waits");
    desk.outage(false);
    desk.dispatch().await;
    assert_eq!(desk.subject_to("bob@example.org").await, "A seat has become free for you");
}

#[tokio::test]
async fn a_seat_is_kept_a_day_from_when_its_mail_left() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let ann = desk.wait(SLOT, "ann").await;
    desk.dispatch().await;
    desk.outage(true);
    desk.cancel(&first).await;
    desk.dispatch().await;
    desk.app.clock.advance(TimeDelta::hours(30));
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered", "nobody told her yet");
    desk.outage(false);
    desk.dispatch().await;
    assert_eq!(desk.read(&ann).await["offered_until"], "2026-11-26T15:00:00Z");
    desk.app.clock.advance(TimeDelta::hours(23));
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
    desk.app.clock.advance(TimeDelta::hours(2));
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "cancelled");
}

#[tokio::test]
async fn a_seat_goes_on_to_the_next_where_the_first_can_t_be_told() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let (ann, bob) = (desk.wait(SLOT, "ann").await, desk.wait(SLOT, "bob").await);
    desk.dispatch().await;
    desk.cancel(&first).await;
    // One to who gave it back, one to the agency, one to Ann: whichever is
    // refused, only hers keeps a seat.
    for _ in 0..3 {
        desk.memory.fail_next(mail::SendError::Refused(550.into()));
    }
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "cancelled");
    assert_eq!(desk.status(&bob).await, "offered");
}

#[tokio::test]
async fn whoever_left_the_queue_as_it_was_read_does_not_strand_the_next() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let (ann, bob) = (desk.wait(SLOT, "ann").await, desk.wait(SLOT, "bob").await);
    desk.cancel(&ann).await;
    // The queue as it was read a moment before: she still stands in it.
    let id = BookingId::parse(ann["id"].as_str().unwrap()).unwrap();
    let session = SessionId::parse("tuesdays.20261201").unwrap();
    let row = keys::queue(&session, local_time::parse(SLOT).unwrap(), &id).unwrap();
    let mut tx = Transaction::new();
    tx.put(row, &Held { booking: id });
    desk.app.store().commit(tx).await.unwrap();
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&bob).await, "offered");
}

#[tokio::test]
async fn who_waited_in_vain_is_told_once_when_the_slot_begins() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let ann = desk.wait(SLOT, "ann").await;
    desk.dispatch().await;
    desk.app.clock.advance(TimeDelta::days(6) + TimeDelta::hours(23));
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "waiting");
    for _ in 0..3 {
        desk.app.clock.advance(TimeDelta::hours(1));
        desk.dispatch().await;
    }
    assert_eq!(desk.status(&ann).await, "cancelled");
    let told = desk.subjects_to("ann@example.org");
    assert_eq!(told, ["You are on the waiting list", "No seat has become free for you"]);
}

#[tokio::test]
async fn what_was_no_appointment_is_taken_out_of_no_calendar() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let (ann, bob, cem) = (desk.wait(SLOT, "ann").await, desk.wait(SLOT, "bob").await, desk.wait(SLOT, "cem").await);
    desk.cancel(&ann).await;
    desk.cancel(&first).await;
    desk.dispatch().await;
    let agency = desk.subjects_to("contact@innoviris.example").len();
    let told = desk.memory.sent().len();
    assert_eq!(desk.status(&bob).await, "offered");
    desk.cancel(&bob).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&cem).await, "offered");
    assert_eq!(desk.memory.sent().len(), told + 2, "one to Bob, one to Cem, none to the agency");
    assert_eq!(desk.subjects_to("contact@innoviris.example").len(), agency);
    desk.change(|body| body["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true}])).await;
    desk.dispatch().await;
    for (name, last) in [
        ("ann", "You are no longer on the waiting list"),
        ("bob", "You are no longer on the waiting list"),
        ("cem", "The waiting list that you are on has ended"),
    ] {
        let address = format!("{name}@example.org");
        assert_eq!(desk.subject_to(&address).await, last);
        assert_eq!(desk.calendar_to(&address).await, [], "{name}");
    }
}

#[tokio::test]
async fn who_waits_or_is_offered_a_seat_gives_that_up_and_no_appointment() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.wait(SLOT, "ann").await;
    desk.wait(SLOT, "bob").await;
    desk.dispatch().await;
    let gives_up = async |email: &str, button: &str, told: &str| {
        let path = desk.link_to(email).await;
        let shown = desk.app.anonymous().get(&path).await.expect_status(200).text();
        assert!(shown.contains(button) && !shown.contains("Cancel the appointment"), "{shown}");
        let done = desk.app.anonymous().form(&path, &[("action", "cancel")]).await.expect_status(303);
        let after = desk.app.anonymous().get(done.header("location")).await.expect_status(200).text();
        assert!(after.contains(told), "{after}");
    };
    gives_up("bob@example.org", "Leave the waiting list", "You are no longer on the waiting list.").await;
    desk.cancel(&first).await;
    desk.dispatch().await;
    gives_up("ann@example.org", "Turn the seat down", "The seat is turned down.").await;
}
