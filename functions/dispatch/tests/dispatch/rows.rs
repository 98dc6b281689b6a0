//! What deliveries are called and how their rows are written, held against rows
//! of an earlier version: one that runs beside this one reads the same rows,
//! and plans the same commit into the same ids.

use std::collections::BTreeMap;

use domain::adviser::Adviser;
use domain::contact::EmailAddress;
use domain::event::{Actor, Event, EventKind, Vacated};
use domain::ids::{AgencyId, SessionId, StaffId};
use domain::need::Outcome;
use domain::referral::DeclineReason;
use domain::staff::{Staff, StaffRole};
use serde_json::{Value, json};
use store::repos::deliveries::Delivery;
use store::repos::outbox::Pending;
use store::{Query, keys};

use crate::bench::Bench;

/// Rows that version 0.1.0 wrote, by partition and id.
const EARLIER: &str = include_str!("rows.json");

/// Every commit of a need that asks for something.
fn of_need() -> Vec<Vec<EventKind>> {
    let agency = AgencyId::parse("hub").unwrap();
    let answer_by = domain::Instant::parse("2026-12-08T16:00:00Z").unwrap();
    let outcome = Outcome::Helped;
    vec![
        vec![EventKind::NeedReceived, EventKind::ReferralQueued { agency: agency.clone(), again: 0, digest: None }],
        vec![
            EventKind::NeedTriaged { need_types: Vec::new() },
            EventKind::ReferralQueued { agency: agency.clone(), again: 0, digest: None },
        ],
        vec![EventKind::ReferralSent {
            agency: agency.clone(),
            answer_by: Some(answer_by),
            next_at: None,
            again: true,
        }],
        vec![EventKind::ReferralLinkRenewed { agency: agency.clone() }],
        vec![EventKind::ReferralWithdrawn { agency: agency.clone() }, EventKind::NeedWithdrawn],
        vec![EventKind::ReferralAccepted { agency: agency.clone(), next_at: None }],
        vec![EventKind::ReferralDeclined { agency: agency.clone(), reason: DeclineReason::Capacity }],
        vec![EventKind::ReferralExpired { agency: agency.clone() }],
        vec![EventKind::ReferralUndeliverable { agency: agency.clone() }],
        vec![EventKind::ReferralDone { agency, outcome }],
        vec![EventKind::ConsentWithdrawn],
        vec![EventKind::NeedClosed { outcome }],
        vec![EventKind::NeedLinkRenewed],
    ]
}

/// Every commit of a booking that asks for something.
fn of_booking() -> Vec<Vec<EventKind>> {
    let local_start = domain::local_time::parse("2027-01-12T09:30").unwrap();
    let from = Vacated { session: SessionId::parse("p1.20270112").unwrap(), local_start };
    let start = domain::Instant::parse("2027-01-12T08:30:00Z").unwrap();
    let until = domain::Instant::parse("2027-01-05T08:30:00Z").unwrap();
    vec![
        vec![EventKind::BookingMade { start, from: Some(from.clone()) }],
        vec![EventKind::BookingMoved { from: from.clone(), start }],
        vec![EventKind::BookingCarried { start }],
        vec![EventKind::BookingCancelled { from: Some(from.clone()) }],
        vec![EventKind::BookingCancelled { from: None }],
        vec![EventKind::BookingLost],
        vec![EventKind::BookingWaiting { start: Some(start) }],
        vec![EventKind::BookingQueueEnded],
        vec![EventKind::BookingOffered { until }],
        vec![EventKind::BookingOfferSent { until }],
        vec![EventKind::BookingLapsed { from }],
        vec![EventKind::BookingLinkRenewed],
    ]
}

/// Plans each commit.
async fn plan(bench: &Bench, aggregate: &str, commits: Vec<Vec<EventKind>>) {
    for (version, kinds) in (1..).zip(commits) {
        let event = |kind| Event::new(bench.app.store().now(), Actor::System, kind);
        let events: Vec<Event> = kinds.into_iter().map(event).collect();
        let key = keys::events(aggregate, version);
        bench.put_raw(&key.pk, &key.sk, &serde_json::to_string(&events).unwrap()).await;
        bench.dispatcher.accept(&Pending::new(aggregate, version)).await.unwrap();
    }
}

fn somebody() -> Staff {
    Staff {
        id: StaffId::parse("amal").unwrap(),
        name: "Amal Peeters".to_owned(),
        email: EmailAddress::parse("amal@staff.example").unwrap(),
        role: StaffRole::Coordinator,
        language: None,
        active: true,
        handed_over_to: None,
        created_at: domain::Instant::parse("2026-11-24T09:00:00Z").unwrap(),
        generation: 0,
    }
}

fn adviser() -> Adviser {
    serde_json::from_value(json!({
        "id": "zoe", "agency": "hub", "name": "Zoé", "email": "zoe@hub.example", "languages": ["fr"]
    }))
    .unwrap()
}

/// The delivery rows of partitions, by partition and id.
async fn rows(bench: &Bench, aggregates: &[&str]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for aggregate in aggregates {
        for row in bench.app.store().all(Query::partition(*aggregate)).await.unwrap() {
            if row.key.sk.starts_with(keys::DELIVERY) {
                let key = format!("{} {}", row.key.pk, row.key.sk);
                found.insert(key, serde_json::from_str(&row.doc).unwrap());
            }
        }
    }
    found
}

#[tokio::test]
async fn rows_and_ids_are_those_of_the_version_before() {
    let bench = Bench::new().await;
    let store = bench.app.store();
    plan(&bench, "NEED#n1", of_need()).await;
    plan(&bench, "BOOKING#b1", of_booking()).await;
    flows::staff::invite(store, &somebody()).await.unwrap();
    flows::staff::ask_link(store, &somebody().email).await.unwrap();
    flows::advisers::send_calendar_link(store, &adviser()).await.unwrap();
    let written = rows(&bench, &["NEED#n1", "BOOKING#b1", "STAFF#MAIL#amal", "ADVISER#MAIL#zoe"]).await;
    let earlier: BTreeMap<String, Value> = serde_json::from_str(EARLIER).unwrap();
    for (key, row) in &earlier {
        assert_eq!(written.get(key), Some(row), "{key}");
    }
    // What this version plans beside it, the one before can't read and leaves.
    let kinds = ["member_need", "member_booking", "survey_invite"];
    let new = |row: &&Value| kinds.iter().any(|kind| row["kind"] == *kind);
    assert_eq!(written.len(), earlier.len() + written.values().filter(new).count());
}

#[test]
fn a_row_of_the_version_before_is_written_as_it_was() {
    let earlier: BTreeMap<String, Value> = serde_json::from_str(EARLIER).unwrap();
    for row in earlier.into_values() {
        let read: Delivery = serde_json::from_value(row.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), row);
    }
}
