//! A backup that is put back: what the table that it was taken of did since.

use chrono::TimeDelta;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::AgencyId;
use domain::moves::{self, Moment};
use domain::referral::DeclineReason;
use flows::needs::move_need;
use flows::staff::coordinator_by_hand;

use crate::bench::Bench;

const COORDINATOR: &str = "sara@permanence.example";

/// On Wednesday, half past three at night: a need waits for the coordinator, who
/// is told so in the morning.
async fn at_night() -> Bench {
    let bench = Bench::new().await;
    let store = bench.app.store();
    let sara = EmailAddress::parse(COORDINATOR).unwrap();
    coordinator_by_hand(store, "http://permanence.test", &sara, "Sara Janssens").await.unwrap();
    let need = bench.need("k").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let innoviris = AgencyId::parse("innoviris").unwrap();
    let actor = Actor::Agency(innoviris.clone());
    move_need(store, &need, |case, catalogue, now| {
        moves::decline(case, &innoviris, (DeclineReason::Capacity, ""), &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.app.clock.advance(TimeDelta::minutes(17 * 60 + 30));
    rest(&bench).await;
    bench.memory.take();
    bench
}

/// What waits and what time alone asks for, until nothing is left.
async fn rest(bench: &Bench) {
    for _ in 0..2 {
        bench.dispatcher.come_to_rest().await.unwrap();
        bench.dispatcher.upkeep().await.unwrap();
    }
    bench.dispatcher.come_to_rest().await.unwrap();
}

#[tokio::test]
async fn a_morning_that_began_since_the_backup_was_taken_is_not_told_again() {
    let bench = at_night().await;
    let store = bench.app.store();
    let copied_at = store.now();
    bench.app.clock.advance(TimeDelta::minutes(7 * 60 + 30));
    let held = bench.dispatcher.hold_back(copied_at).await.unwrap();
    rest(&bench).await;
    assert!(bench.memory.sent().is_empty(), "{:?}", bench.recipients());
    let set_aside = store.deliveries().dead(None, 100).await.unwrap().items;
    assert_eq!(set_aside.len(), held);
    assert!(set_aside.iter().any(|one| one.work.kind() == "morning" && one.may_have_left()), "{set_aside:?}");
    bench.app.clock.advance(TimeDelta::hours(20));
    rest(&bench).await;
    assert_eq!(bench.recipients(), [COORDINATOR], "the next morning, at seven");
}

#[tokio::test]
async fn a_morning_before_the_backup_was_taken_does_not_begin_for_it() {
    let bench = at_night().await;
    let store = bench.app.store();
    let night = store.now();
    assert_eq!(bench.dispatcher.hold_back(night).await.unwrap(), 0, "put back at once");
    bench.app.clock.advance(TimeDelta::minutes(3 * 60 + 30));
    rest(&bench).await;
    assert_eq!(bench.recipients(), [COORDINATOR], "it is told at seven");
}
