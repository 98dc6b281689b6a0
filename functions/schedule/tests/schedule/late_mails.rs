//! Mails that could not leave for a while: none says what its moment has made
//! untrue, and what is still to be told is told.

#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use chrono::TimeDelta;
use domain::Instant;
use rstest::rstest;
use serde_json::Value;

use crate::booked::{Desk, SLOT, desk, wish};

const ZOE: &str = "zoe@zoe-robotics.example";
const AGENCY: &str = "adviser@innoviris.example";
/// The slot, 10:15 to 11:00 in Brussels.
const BEGINS: &str = "2026-12-01T09:15:00Z";

/// What happens while no mail leaves.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Booked,
    MovedByHer,
    Carried,
    Cancelled,
    Lost,
    ReminderDue,
}

fn moment(hours: i64) -> Instant {
    Instant::parse(BEGINS).unwrap().plus(TimeDelta::hours(hours))
}

async fn until(desk: &Desk, at: Instant) {
    desk.app.clock.advance(at.utc() - desk.app.store().now().utc());
    desk.dispatch().await;
}

async fn happens(desk: &Desk, what: Happens) {
    if matches!(what, Happens::Booked) {
        desk.outage(true);
    }
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    desk.memory.take();
    desk.outage(true);
    match what {
        Happens::Booked | Happens::ReminderDue => {}
        Happens::MovedByHer => {
            let read = desk.app.as_admin().get(&format!("/v1/bookings/{}", made["id"].as_str().unwrap())).await;
            let etag = read.header("etag").to_owned();
            let mut to = wish("2026-12-01T11:00");
            to.as_object_mut()
                .unwrap()
                .retain(|name, _| ["session", "slot", "member", "contact"].contains(&name.as_str()));
            let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
            desk.app.as_admin().header("if-match", etag).put_json(&path, &to).await.expect_status(200);
        }
        Happens::Carried => desk.change(|series| series["start"] = "2026-11-24T14:00".into()).await,
        Happens::Cancelled => desk.cancel(&made).await,
        Happens::Lost => {
            let series = desk.app.as_admin().get("/v1/permanences/tuesdays").await;
            let etag = series.header("etag").to_owned();
            let request = desk.app.as_admin().header("if-match", etag);
            request.send("DELETE", "/v1/permanences/tuesdays").await.expect_status(204);
        }
    }
    desk.dispatch().await;
    assert!(desk.memory.sent().is_empty(), "nothing leaves");
}

/// Hours from the slot's beginning at which the mail server is back, and what
/// each then reads.
#[rstest]
#[case::in_time(Happens::Booked, -72, &["Uw afspraak is geboekt"], 1)]
#[case::over(Happens::Booked, 30, &["dit bericht komt te laat"], 0)]
#[case::moved_in_time(Happens::MovedByHer, -72, &["Uw afspraak is verplaatst"], 1)]
#[case::moved_and_over(Happens::MovedByHer, 30, &["dit bericht komt te laat"], 0)]
#[case::carried_and_over(Happens::Carried, 30, &["dit bericht komt te laat"], 0)]
#[case::cancelled_and_over(Happens::Cancelled, 30, &["geannuleerd"], 0)]
#[case::lost_and_over(Happens::Lost, 30, &["kan niet doorgaan"], 0)]
#[case::reminded(Happens::ReminderDue, -30, &["Herinnering"], 0)]
#[case::reminded_late(Happens::ReminderDue, -2, &["Herinnering"], 0)]
#[case::reminded_too_late(Happens::ReminderDue, 1, &[], 0)]
#[tokio::test]
async fn a_mail_says_what_is_true_when_it_leaves(
    #[case] what: Happens,
    #[case] back: i64,
    #[case] to_zoe: &[&str],
    #[case] to_agency: usize,
) {
    let desk = desk(2).await;
    happens(&desk, what).await;
    until(&desk, moment(back)).await;
    desk.outage(false);
    desk.dispatch().await;
    let subjects = desk.subjects_to(ZOE);
    assert_eq!(subjects.len(), to_zoe.len(), "{subjects:?}");
    for (subject, words) in subjects.iter().zip(to_zoe) {
        assert!(subject.contains(words), "{subject}");
    }
    assert_eq!(desk.subjects_to(AGENCY).len(), to_agency, "{:?}", desk.subjects_to(AGENCY));
    let now = desk.app.store().now();
    for sent in desk.memory.sent() {
        let text = &sent.message.text;
        assert!(now < moment(-24) || !text.contains("verplaatsen tot"), "{text}");
        assert!(now < moment(0) || !text.contains("annuleer nu") && !text.contains("annuleren tot"), "{text}");
        assert!(now < moment(1) || sent.message.calendar.as_ref().is_none_or(|part| part.method == "CANCEL"), "{text}");
    }
    assert!(desk.app.store().deliveries().dead(None, 10).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn who_waits_for_a_slot_that_began_is_told_once_that_no_seat_became_free() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    desk.outage(true);
    let _waiting: Value = desk.wait(SLOT, "ann").await;
    desk.dispatch().await;
    until(&desk, moment(3)).await;
    desk.outage(false);
    desk.dispatch().await;
    assert_eq!(desk.subjects_to("ann@example.org"), ["No seat has become free for you"]);
}
