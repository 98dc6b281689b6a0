//! What demand is made of: each source by itself, to the last party.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::determine::Evidence;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, NeedTypeId};
use domain::member::{
    Heard, Hosting, MemberCase, MemberEvent, MemberEventKind, Profile, Proposal, ProposalStatus, Sent, Source,
};
use flows::rota::{Span, gather};
use rota_planner::Problem;
use serde_json::{Value, json};
use store::Transaction;
use store::repos::members::MemberRecord;

use crate::common::{Desk, FROM};

/// What is planned from over some weeks from a day on.
pub(crate) async fn problem(desk: &Desk, from: &str, weeks: u32) -> Problem {
    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let problem = gather(store, &catalogue, Span::of(from.parse().unwrap(), weeks), &|_| false).await.unwrap();
    assert_eq!(problem.check(), Ok(()));
    problem
}

/// What is needed of Innoviris at a place: the week, parties in thousandths, and
/// how many of them are known.
async fn needed(desk: &Desk, place: &str, (from, weeks): (&str, u32)) -> Vec<(u32, i64, u32)> {
    let problem = problem(desk, from, weeks).await;
    let here = problem.demand.iter().filter(|line| line.place.as_str() == place && line.agency.as_str() == "innoviris");
    here.map(|line| (line.week, thousandths(line.parties), line.known)).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a few parties")]
fn thousandths(parties: f64) -> i64 {
    (parties * 1_000.0).round() as i64
}

/// What is forecast of so many parties so many weeks ago and nothing else: their
/// share of thirteen weeks, of which one weighs half as much as the next quarter's.
fn forecast(parties: f64, weeks_ago: i32) -> i64 {
    let weight = |weeks: i32| 0.5_f64.powf(f64::from(weeks) / 13.0);
    thousandths(parties * weight(weeks_ago) / (0..13).map(weight).sum::<f64>())
}

/// Companies at a place state a need of which Innoviris hears.
async fn state(desk: &Desk, place: &str, count: usize) {
    for number in 0..count {
        let body = json!({"location": place,
            "member": {"name": format!("Company {number}"), "stage": "launch"},
            "contact": {"name": "Zoé Maes", "email": format!("zoe@company-{number}.example"), "language": "fr"},
            "need_types": ["rd_grant"], "description": "Un prototype à financer.",
            "consent": {"share_with_agencies": true}});
        desk.app.as_admin().key(&format!("{place}{number}")).post_json("/v1/needs", &body).await.expect_status(201);
    }
    desk.dispatch().await;
}

/// Somebody has the seat of a Tuesday at ICAB at an hour, or waits for it.
async fn book(desk: &Desk, day: &str, hour: &str, waits: bool) -> String {
    let key = format!("{day}{hour}{waits}");
    let mut body = json!({"session": format!("tuesdays.{}", day.replace('-', "")), "slot": format!("{day}T{hour}"),
        "contact": {"name": "Zoé Maes", "email": format!("zoe@{}.example", key.replace(':', "")), "language": "fr"}});
    if waits {
        body["waiting"] = true.into();
    }
    let booked = desk.app.as_admin().key(&key).post_json("/v1/bookings", &body).await.expect_status(201).json();
    booked["id"].as_str().unwrap().to_owned()
}

/// Three seats of last week's session.
async fn three(desk: &Desk) {
    for hour in ["09:30", "10:15", "11:00"] {
        book(desk, "2026-12-01", hour, false).await;
    }
}

#[tokio::test]
async fn nothing_is_needed_where_nothing_speaks_for_it() {
    let desk = Desk::new().await;
    assert!(needed(&desk, "icab", (FROM, 4)).await.is_empty());
}

#[tokio::test]
async fn full_sessions_of_the_past_are_expected_again_and_referrals_where_they_are_more() {
    for (needs, expected) in [(1, forecast(3.0, 0)), (5, forecast(5.0, 1))] {
        let desk = Desk::new().await;
        state(&desk, "icab", needs).await;
        three(&desk).await;
        desk.app.clock.advance(TimeDelta::days(14));
        let lines = needed(&desk, "icab", ("2026-12-14", 3)).await;
        // The four seats of 8 December serve the others that are open.
        let open = i64::try_from(needs).unwrap().saturating_sub(4).max(0);
        let first = (0_u32, expected + 1_000 * open, u32::try_from(open).unwrap());
        assert_eq!(lines, [first, (1, expected, 0), (2, expected, 0)], "{needs} needs: never both");
    }
}

#[tokio::test]
async fn open_needs_wait_in_the_first_week() {
    let desk = Desk::new().await;
    state(&desk, "eebic", 3).await;
    assert_eq!(needed(&desk, "eebic", (FROM, 4)).await, [(0, 3_000, 3)]);
}

#[tokio::test]
async fn open_needs_that_free_seats_before_then_serve_do_not_wait() {
    let desk = Desk::new().await;
    state(&desk, "icab", 6).await;
    // Four seats of today, and four of 1 December.
    assert_eq!(needed(&desk, "icab", ("2026-11-30", 2)).await, [(0, 2_000, 2)]);
    assert!(needed(&desk, "icab", (FROM, 2)).await.is_empty());
}

#[tokio::test]
async fn seats_that_are_taken_are_needed_in_their_week() {
    let desk = Desk::new().await;
    book(&desk, "2026-12-15", "09:30", false).await;
    assert_eq!(needed(&desk, "icab", (FROM, 4)).await, [(1, 1_000, 1)]);
}

#[tokio::test]
async fn who_waits_for_a_seat_is_needed_once_at_once() {
    let desk = Desk::new().await;
    book(&desk, "2026-12-15", "09:30", false).await;
    book(&desk, "2026-12-15", "09:30", true).await;
    assert_eq!(needed(&desk, "icab", (FROM, 4)).await, [(0, 1_000, 1), (1, 1_000, 1)]);
}

#[tokio::test]
async fn whoever_misses_an_appointment_needs_another() {
    let desk = Desk::new().await;
    let (came, missed) =
        (book(&desk, "2026-12-01", "09:30", false).await, book(&desk, "2026-12-01", "10:15", false).await);
    book(&desk, "2026-12-08", "09:30", false).await;
    assert_eq!(needed(&desk, "icab", (FROM, 2)).await, [(0, 1_000, 1)]);
    desk.app.clock.advance(TimeDelta::days(8));
    for (id, attended) in [(came, true), (missed, false)] {
        let request = desk.app.as_admin().header("if-match", "*");
        let path = format!("/v1/bookings/{id}/attendance");
        request.put_json(&path, &json!({"attended": attended})).await.expect_status(200);
    }
    flows::figures::count_anew(desk.app.store()).await.unwrap();
    assert_eq!(needed(&desk, "icab", (FROM, 2)).await, [(0, 2_000, 1)], "one of two was missed");
}

/// A member at a place to which a grant is proposed, 80 % sure.
async fn proposed(desk: &Desk, id: &str, place: &str, status: ProposalStatus) {
    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let now = store.now();
    let profile: Profile = serde_json::from_value(json!({"trade_name": id})).unwrap();
    let hosted = vec![Hosting { location: LocationId::parse(place).unwrap(), from: None, to: None }];
    let sent = Sent { hosted: Some(hosted), place: None, profile };
    let heard = Heard { from: Source::HostList, at: now, by: Actor::System };
    let mut case = MemberCase::enter(MemberId::parse(id).unwrap(), sent, heard, &catalogue.member_model).case;
    case.proposals = vec![Proposal {
        need_type: NeedTypeId::parse("rd_grant").unwrap(),
        score: 80,
        because: vec![Evidence::Stated],
        rule: "R01".to_owned(),
        rule_version: 1,
        missing: Vec::new(),
        since: now,
        status,
        changed_at: now,
        reason: None,
        need: None,
        unhelped: false,
    }];
    let record = MemberRecord { case, stated: Vec::new() };
    let kind = MemberEventKind::Changed { from: Source::HostList, fields: vec!["trade_name".to_owned()] };
    let events = [MemberEvent { at: now, actor: Actor::System, kind }];
    let mut tx = Transaction::new();
    store.members().save(&mut tx, &catalogue, (None, Some(&record)), &events).await.unwrap();
    store.commit(tx).await.unwrap();
}

#[tokio::test]
async fn proposals_are_needed_over_four_weeks_as_sure_as_they_are_and_as_often_as_the_answer_is_yes() {
    let desk = Desk::new().await;
    // 80 % of one half, over four weeks.
    let over_four = |each: i64| [0_u32, 1, 2, 3].map(|week| (week, each, 0_u32));
    proposed(&desk, "one", "eebic", ProposalStatus::Open).await;
    assert_eq!(needed(&desk, "eebic", (FROM, 6)).await, over_four(100));
    proposed(&desk, "two", "eebic", ProposalStatus::Asked).await;
    assert_eq!(needed(&desk, "eebic", (FROM, 6)).await, over_four(200));
    for (id, status) in [("three", ProposalStatus::No), ("four", ProposalStatus::Later)] {
        proposed(&desk, id, "eebic", status).await;
    }
    assert_eq!(needed(&desk, "eebic", (FROM, 6)).await, over_four(200), "put aside");
    proposed(&desk, "five", "icab", ProposalStatus::Yes).await;
    assert_eq!(needed(&desk, "eebic", (FROM, 6)).await, over_four(267), "two of three");
    for id in ["six", "seven"] {
        proposed(&desk, id, "icab", ProposalStatus::Declined).await;
    }
    assert_eq!(needed(&desk, "eebic", (FROM, 6)).await, over_four(160), "two of five");
}

/// One session more of an adviser.
pub(crate) async fn hold_once(desk: &Desk, id: &str, (agency, adviser): (&str, &str), at: (&str, &str, u32)) {
    let (place, start, minutes) = at;
    let body: Value = json!({"agency": agency, "location": place, "advisers": [adviser], "start": start,
        "duration_minutes": minutes, "slot_minutes": 40, "languages": ["fr", "nl"], "status": "published"});
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json(&format!("/v1/permanences/{id}"), &body).await.expect_status(201);
}
