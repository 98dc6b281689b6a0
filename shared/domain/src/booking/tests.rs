use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::clock::BRUSSELS;
use crate::event::{Actor, EventKind};
use crate::permanence::Permanence;
use crate::sessions::{Session, Surroundings, find};
use crate::working_rules::WorkingRules;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn tuesdays(changes: &serde_json::Value) -> Permanence {
    let mut body = json!({
        "id": "p1", "agency": "innoviris", "location": "icab", "seats": 1, "start": "2026-11-24T09:30",
        "duration_minutes": 180, "timezone": "Europe/Brussels", "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "slot_minutes": 40, "buffer_minutes": 5, "status": "published"
    });
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn session(permanence: &Permanence) -> Option<Session> {
    let staff_days = crate::holidays::StaffDays::default();
    let around = Surroundings { staff_days: &staff_days, location: None, taken: &|_, _| 0 };
    find(permanence, &SessionId::parse("p1.20261201").unwrap(), around)
}

fn wish() -> Wish {
    let session = session(&tuesdays(&json!({}))).unwrap();
    let second = local_time::parse("2026-12-01T10:15").unwrap();
    let rules = WorkingRules { cancel_until_hours: 24, ..WorkingRules::default() };
    Wish::of(&session, second, Subject::default(), &rules, at("2026-11-24T09:00:00Z")).unwrap()
}

fn booked() -> Booking {
    book(BookingId::parse("b1").unwrap(), wish(), 0, at("2026-11-24T09:00:00Z"), Actor::Member).booking
}

#[test]
fn a_booking_follows_its_session_by_its_place() {
    let cases = [
        (json!({}), "stays"),
        (json!({"duration_minutes": 120}), "stays"),
        (json!({"exceptions": [{"date": "2026-12-01", "start": "2026-12-01T13:30"}]}), "2026-12-01T14:15"),
        (json!({"exceptions": [{"date": "2026-12-01", "start": "2026-12-03T09:30"}]}), "2026-12-03T10:15"),
        // The time alone is what was agreed: an earlier start keeps it.
        (json!({"start": "2026-11-24T08:45", "duration_minutes": 225}), "2026-12-01T10:15"),
        (json!({"slot_minutes": 30, "buffer_minutes": 0}), "2026-12-01T10:00"),
        (json!({"duration_minutes": 40}), "lost"),
        (json!({"exceptions": [{"date": "2026-12-01", "cancelled": true}]}), "lost"),
        (json!({"until": "2026-11-30"}), "lost"),
    ];
    for (changes, expected) in cases {
        let found = match fate(&booked(), session(&tuesdays(&changes)).as_ref()) {
            Fate::Stays => "stays".to_owned(),
            Fate::Moves(slot) => local_time::format(slot.local_start),
            Fate::Lost => "lost".to_owned(),
        };
        assert_eq!(found, expected, "{changes}");
    }
}

#[test]
fn a_place_in_a_queue_is_for_a_time() {
    let waiting =
        join_queue(BookingId::parse("b2").unwrap(), wish(), at("2026-11-24T09:00:00Z"), Actor::Member).booking;
    let moved = tuesdays(&json!({"exceptions": [{"date": "2026-12-01", "start": "2026-12-01T13:30"}]}));
    assert_eq!(fate(&waiting, session(&moved).as_ref()), Fate::Lost);
}

#[test]
fn an_offer_ends_two_hours_before_at_the_latest() {
    let waiting =
        join_queue(BookingId::parse("b2").unwrap(), wish(), at("2026-11-24T09:00:00Z"), Actor::Member).booking;
    let last = Some(at("2026-12-01T07:15:00Z"));
    let early = offer(waiting.clone(), 0, at("2026-11-25T09:00:00Z")).booking;
    assert_eq!(early.offered_until, last, "nobody was told yet");
    let told = offer_told(early.clone(), at("2026-11-27T09:00:00Z")).booking;
    assert_eq!(told.offered_until, Some(at("2026-11-28T09:00:00Z")), "a day from when the mail left");
    let late = offer_told(early, at("2026-12-01T06:00:00Z"));
    assert_eq!((late.booking.offered_until, late.events), (last, vec![]));
    assert!(offer(waiting, 0, at("2026-12-01T07:30:00Z")).events.is_empty(), "too soon for an answer");
}

#[test]
fn a_link_changes_until_a_day_before_and_staff_until_the_slot() {
    let staff = Actor::Administrator;
    let (day_before, hour_before) = (at("2026-11-30T09:15:00Z"), at("2026-12-01T08:15:00Z"));
    assert_eq!(cancel(booked(), day_before, Actor::Member), Err(BookingRefusal::TooLate));
    assert!(cancel(booked(), day_before.plus(-TimeDelta::minutes(1)), Actor::Member).is_ok());
    assert!(cancel(booked(), hour_before, staff.clone()).is_ok());
    assert_eq!(cancel(booked(), at("2026-12-01T09:15:00Z"), staff), Err(BookingRefusal::Past));
}

#[test]
fn how_long_a_link_changes_a_booking_is_the_rule_when_it_was_booked() {
    let of = |hours| Booking { cancel_until_hours: hours, ..booked() };
    let hour_before = at("2026-12-01T08:15:00Z");
    assert!(cancel(of(0), hour_before, Actor::Member).is_ok());
    assert!(cancel(of(1), hour_before.plus(-TimeDelta::minutes(1)), Actor::Member).is_ok());
    assert_eq!(cancel(of(1), hour_before, Actor::Member), Err(BookingRefusal::TooLate));
    // Kept before each booking had its own.
    let mut old = serde_json::to_value(booked()).unwrap();
    old.as_object_mut().unwrap().remove("cancel_until_hours").unwrap();
    let old: Booking = serde_json::from_value(old).unwrap();
    assert_eq!(old.changeable_until(), at("2026-11-30T09:15:00Z"));
}

#[test]
fn a_booking_moves_within_its_agency() {
    let now = at("2026-11-24T09:00:00Z");
    let other = SessionId::parse("p2.20261208").unwrap();
    let slot = BookedSlot { session: other, ..wish().slot };
    let same_agency = Wish { slot: slot.clone(), ..wish() };
    assert!(move_to(booked(), same_agency, 0, now, Actor::Member).is_ok());
    let another = Wish { slot, agency: AgencyId::parse("hub").unwrap(), ..wish() };
    assert_eq!(move_to(booked(), another, 0, now, Actor::Administrator), Err(BookingRefusal::OtherAgency));
}

#[test]
fn in_its_own_slot_a_booking_changes_what_it_is_about_and_nothing_happens() {
    let service = Some(ServiceId::parse("grant").unwrap());
    let wish = Wish { service: service.clone(), ..wish() };
    let moved = move_to(booked(), wish, 0, at("2026-11-24T10:00:00Z"), Actor::Member).unwrap();
    assert_eq!((moved.booking.service, moved.events), (service, vec![]));
}

#[test]
fn the_times_are_told_in_the_place_s_zone() {
    assert_eq!(booked().slot.start, at("2026-12-01T09:15:00Z"));
    assert_eq!(booked().slot.end, at("2026-12-01T09:55:00Z"));
    assert_eq!(booked().slot.timezone, BRUSSELS);
}

/// One thing after another, as people and the product may do them.
fn steps() -> impl Strategy<Value = Vec<(u8, i64)>> {
    proptest::collection::vec((0u8..11, 0i64..240), 1..12)
}

proptest! {
    #[test]
    fn whatever_happens_a_seat_is_held_by_what_holds_one_and_time_only_adds_events(steps in steps()) {
        let mut booking = join_queue(BookingId::parse("b1").unwrap(), wish(), at("2026-11-24T09:00:00Z"), Actor::Member).booking;
        let mut now = at("2026-11-24T09:00:00Z");
        for (step, hours) in steps {
            now = now.plus(TimeDelta::hours(hours));
            let before = booking.clone();
            let decided = match step {
                0 => Ok(offer(booking.clone(), 0, now)),
                1 => take_offer(booking.clone(), now, Actor::Member),
                2 => Ok(lapse(booking.clone(), booking.offered_until.unwrap_or(now), now)),
                3 => cancel(booking.clone(), now, Actor::Member),
                4 => move_to(booking.clone(), wish(), 1, now, Actor::Administrator),
                5 => attend(booking.clone(), true, now, Actor::Administrator),
                6 => attend(booking.clone(), false, now, Actor::Administrator),
                7 => Ok(offer_told(booking.clone(), now)),
                8 => Ok(offer_untold(booking.clone(), now)),
                9 => Ok(end_wait(booking.clone(), now)),
                _ => Ok(lose(booking.clone(), now)),
            };
            if let Ok(decided) = decided {
                booking = decided.booking;
                if decided.events.is_empty() {
                    prop_assert_eq!(&booking, &before, "no event, no change");
                }
                let offered = decided.events.iter().any(|event| matches!(event.kind, EventKind::BookingOffered { .. }));
                prop_assert_eq!(offered, booking.status == BookingStatus::Offered && before.status != BookingStatus::Offered);
            }
            prop_assert_eq!(booking.status.holds_seat(), booking.seat.is_some(), "{:?}", booking);
            prop_assert_eq!(booking.status == BookingStatus::Offered, booking.offered_until.is_some());
            prop_assert!(booking.sequence >= before.sequence);
            prop_assert!(booking.status != BookingStatus::Booked || !booking.unconfirmed);
            prop_assert!(!matches!(booking.status, BookingStatus::Waiting | BookingStatus::Offered) || booking.unconfirmed);
        }
    }
}
