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
fn a_link_moves_until_a_day_before_and_staff_until_the_slot_and_both_cancel_until_then() {
    let (day_before, hour_before) = (at("2026-11-30T09:15:00Z"), at("2026-12-01T08:15:00Z"));
    let moved = |now, actor| move_to(booked(), Wish { slot: next_week(), ..wish() }, 0, now, actor).map(|_| ());
    assert_eq!(moved(day_before, Actor::Member), Err(BookingRefusal::TooLate));
    assert_eq!(moved(day_before.plus(-TimeDelta::minutes(1)), Actor::Member), Ok(()));
    for actor in [Actor::Member, Actor::Administrator] {
        let late = cancel(booked(), hour_before, actor.clone()).unwrap();
        assert_eq!((late.booking.status, late.booking.seat), (BookingStatus::Cancelled, None));
        assert!(matches!(late.events[0].kind, EventKind::BookingCancelled { from: Some(_) }), "{:?}", late.events);
        assert_eq!(cancel(booked(), at("2026-12-01T09:15:00Z"), actor), Err(BookingRefusal::Past));
    }
    assert_eq!(moved(hour_before, Actor::Administrator), Ok(()));
}

#[test]
fn how_long_a_link_moves_a_booking_is_the_rule_when_it_was_booked() {
    let of = |hours| Booking { cancel_until_hours: hours, ..booked() };
    let moved =
        |hours, now| move_to(of(hours), Wish { slot: next_week(), ..wish() }, 0, now, Actor::Member).map(|_| ());
    let hour_before = at("2026-12-01T08:15:00Z");
    assert_eq!(moved(0, hour_before), Ok(()));
    assert_eq!(moved(1, hour_before.plus(-TimeDelta::minutes(1))), Ok(()));
    assert_eq!(moved(1, hour_before), Err(BookingRefusal::TooLate));
    // Kept before each booking had its own.
    let mut old = serde_json::to_value(booked()).unwrap();
    old.as_object_mut().unwrap().remove("cancel_until_hours").unwrap();
    let old: Booking = serde_json::from_value(old).unwrap();
    assert_eq!(old.movable_until(), at("2026-11-30T09:15:00Z"));
}

/// The same slot of the next session.
fn next_week() -> BookedSlot {
    let slot = wish().slot;
    BookedSlot {
        session: SessionId::parse("p1.20261208").unwrap(),
        start: slot.start.plus(TimeDelta::days(7)),
        end: slot.end.plus(TimeDelta::days(7)),
        local_start: slot.local_start + TimeDelta::days(7),
        ..slot
    }
}

#[test]
fn one_address_has_one_seat_of_a_session_no_two_at_once_and_three_of_an_agency() {
    use BookingRefusal::{Already, Enough, Overlaps, SameSession};
    let now = at("2026-11-24T09:00:00Z");
    let later = |slot: BookedSlot, minutes: i64| BookedSlot {
        start: slot.start.plus(TimeDelta::minutes(minutes)),
        end: slot.end.plus(TimeDelta::minutes(minutes)),
        local_start: slot.local_start + TimeDelta::minutes(minutes),
        ..slot
    };
    let of = |session: &str, slot: BookedSlot| BookedSlot { session: SessionId::parse(session).unwrap(), ..slot };
    let with = |slot| Booking { slot, ..booked() };
    let elsewhere = |minutes| with(of("p2.20261201", later(wish().slot, minutes)));
    let waiting = |booking| Booking { status: BookingStatus::Waiting, seat: None, ..booking };
    let weeks = |n: i64| with(of(&format!("p3.2026120{n}"), later(wish().slot, n * 24 * 60)));
    let hub = |booking| Booking { agency: AgencyId::parse("hub").unwrap(), ..booking };
    // What it has; what it then gets in the way of a seat, and of a place in a queue.
    let cases = vec![
        ("nothing", vec![], None, None),
        ("the slot", vec![booked()], Some(Already), Some(Already)),
        ("a place in its queue", vec![waiting(booked())], Some(Already), Some(Already)),
        ("another time of the session", vec![with(later(wish().slot, 45))], Some(SameSession), None),
        ("the queue of another time", vec![waiting(with(later(wish().slot, 45)))], None, Some(SameSession)),
        ("one it gave back", vec![Booking { status: BookingStatus::Cancelled, seat: None, ..booked() }], None, None),
        ("elsewhere at that time", vec![hub(elsewhere(-30))], Some(Overlaps), None),
        ("a queue elsewhere at that time", vec![waiting(hub(elsewhere(-30)))], None, None),
        ("elsewhere until it begins", vec![hub(elsewhere(-40))], None, None),
        ("two of the agency", vec![weeks(2), weeks(3)], None, None),
        ("three of the agency", vec![weeks(2), weeks(3), waiting(weeks(4))], Some(Enough), Some(Enough)),
        ("three of another", vec![hub(weeks(2)), hub(weeks(3)), hub(weeks(4))], None, None),
    ];
    for (own, bookings, seat, queue) in cases {
        assert_eq!(in_the_way(&bookings, &wish(), false, now), seat, "{own}");
        assert_eq!(in_the_way(&bookings, &wish(), true, now), queue, "{own}, to wait");
    }
    let all = vec![weeks(2), weeks(3), weeks(4)];
    assert_eq!(all.len(), AHEAD);
    let over = at("2026-12-05T00:00:00Z");
    assert_eq!(
        in_the_way(&all, &Wish { slot: next_week(), ..wish() }, false, over),
        None,
        "what is over does not count"
    );
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

#[test]
fn refusals_are_set_as_french_is() {
    use BookingRefusal::{Already, Free, NoSlot, SameSession};
    for refusal in [NoSlot, Free, Already, SameSession] {
        let said = refusal.text(crate::Language::Fr);
        assert!(said.contains("\u{a0}:") && !said.contains(['\'', ';', '?', '!']), "{said}");
    }
}
