//! A backlog and a slow mail server: nothing leaves twice but what was in
//! flight when a program was killed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::Instant;
use domain::ids::NeedId;
use mail::transport::Memory;
use mail::{Message, SendError, Transport};
use store::repos::deliveries::DeliveryStatus;
use testkit::BASE_URL;

use crate::bench::Bench;

/// Takes a message at once and says so later.
struct Slow {
    memory: Memory,
    answers_after: Duration,
}

#[async_trait]
impl Transport for Slow {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        self.memory.send(message, at).await?;
        tokio::time::sleep(self.answers_after).await;
        Ok(())
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

async fn waiting(bench: &Bench, needs: usize) -> Vec<NeedId> {
    let mut all = Vec::new();
    for number in 0..needs {
        all.push(bench.need(&format!("k{number}")).await);
    }
    bench.dispatcher.sweep().await.unwrap();
    all
}

fn slow(bench: &Bench, name: &str) -> Dispatcher {
    let transport = Slow { memory: bench.memory.clone(), answers_after: Duration::from_millis(20) };
    let store = bench.app.store().clone();
    Dispatcher::new(store, BASE_URL.to_owned(), flows::contexts(), Arc::new(transport), name.to_owned())
}

/// How often each mail left.
fn copies(bench: &Bench) -> BTreeMap<String, usize> {
    let mut copies = BTreeMap::new();
    for sent in bench.memory.sent() {
        *copies.entry(sent.message.id).or_default() += 1;
    }
    copies
}

#[tokio::test]
async fn an_invocation_ends_before_its_deadline_with_nothing_in_flight() {
    let bench = Bench::new().await;
    let needs = waiting(&bench, 60).await;
    let one = slow(&bench, "one");
    // A third of a second before nothing more is taken: 120 mails, four at
    // once and 20 ms each, take longer.
    one.end_within(Duration::from_millis(20_300));
    one.come_to_rest().await.unwrap();
    assert!(copies(&bench).len() < 120, "{}", copies(&bench).len());
    for need in &needs {
        for delivery in bench.deliveries(need).await {
            assert!(delivery.lease.is_none(), "{}", delivery.id);
            assert_eq!(delivery.attempts, 0);
        }
    }
    one.end_within(Duration::from_mins(10));
    one.come_to_rest().await.unwrap();
    assert_eq!(copies(&bench).into_values().collect::<Vec<_>>(), [1; 120]);
}

/// One machine's host, told to stop amid a backlog.
#[tokio::test]
async fn told_to_end_soon_it_takes_nothing_more_and_settles_what_it_had_taken() {
    let bench = Bench::new().await;
    let needs = waiting(&bench, 60).await;
    let one = slow(&bench, "one");
    let told = async {
        while bench.memory.sent().is_empty() {
            tokio::task::yield_now().await;
        }
        one.end_within(Duration::from_secs(8));
        one.finish().await;
        let mut held = 0;
        for need in &needs {
            held += bench.deliveries(need).await.iter().filter(|one| one.lease.is_some()).count();
        }
        (bench.memory.sent().len(), held)
    };
    let (ran, (left, held)) = tokio::join!(one.run_due(bench.app.store().now()), told);
    ran.unwrap();
    assert_eq!(held, 0, "each that was taken is settled");
    assert!((1..=8).contains(&left), "{left} left");
    let two = slow(&bench, "two");
    assert_eq!(two.void_leases().await.unwrap(), 0);
    two.come_to_rest().await.unwrap();
    assert_eq!(copies(&bench).into_values().collect::<Vec<_>>(), [1; 120]);
}

#[tokio::test]
async fn planning_ends_before_the_deadline_too() {
    let bench = Bench::new().await;
    let needs: Vec<NeedId> = vec![bench.need("a").await, bench.need("b").await];
    let one = slow(&bench, "one");
    one.end_within(Duration::from_secs(20));
    assert_eq!(one.sweep().await.unwrap().planned, 0);
    one.end_within(Duration::from_mins(10));
    assert_eq!(one.sweep().await.unwrap().planned, needs.len(), "the marks stood");
}

#[tokio::test]
async fn a_program_that_is_killed_leaves_only_what_was_in_flight_to_leave_again() {
    let bench = Bench::new().await;
    waiting(&bench, 60).await;
    let one = slow(&bench, "one");
    for _ in 0..3 {
        let killed = tokio::time::timeout(Duration::from_millis(150), one.come_to_rest()).await;
        assert!(killed.is_err(), "120 mails take longer");
    }
    bench.app.clock.advance(TimeDelta::seconds(91));
    slow(&bench, "two").come_to_rest().await.unwrap();
    let copies = copies(&bench);
    assert_eq!(copies.len(), 120);
    let twice = copies.into_values().map(|times| times - 1).sum::<usize>();
    assert!(twice <= 3 * 4, "{twice} left again after 3 kills with 4 in flight");
}

/// Takes a quarter of a minute of the product's clock for each message, and looks at the
/// leases meanwhile.
struct Quarters {
    bench: Arc<Bench>,
    needs: Vec<NeedId>,
    memory: Memory,
}

#[async_trait]
impl Transport for Quarters {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        let now = self.bench.app.store().now();
        for need in &self.needs {
            let held = self.bench.deliveries(need).await.into_iter().filter(|one| one.id == message.id);
            for delivery in held {
                assert!(delivery.lease.is_some_and(|lease| lease.until > now), "its lease is over when it is taken");
            }
        }
        self.bench.app.clock.advance(TimeDelta::seconds(15));
        self.memory.send(message, at).await
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_lease_counts_from_its_claim_however_long_a_run_is() {
    let bench = Arc::new(Bench::new().await);
    let needs = waiting(&bench, 6).await;
    let transport = Quarters { bench: Arc::clone(&bench), needs, memory: bench.memory.clone() };
    let store = bench.app.store().clone();
    let one = Dispatcher::new(store, BASE_URL.to_owned(), flows::contexts(), Arc::new(transport), "one".to_owned());
    one.run_due(bench.app.store().now()).await.unwrap();
    assert_eq!(copies(&bench).len(), 12);
}

#[tokio::test]
async fn a_server_that_asks_for_a_slower_pace_costs_no_attempt() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.sweep().await.unwrap();
    // More often than a delivery has attempts.
    for _ in 0..12 {
        bench.memory.fail_next(SendError::TooFast);
        bench.memory.fail_next(SendError::TooFast);
        bench.dispatcher.forget_outage();
        bench.dispatcher.run_due(bench.app.store().now()).await.unwrap();
        for delivery in bench.deliveries(&need).await {
            assert_eq!((delivery.attempts, delivery.status), (0, DeliveryStatus::Waiting));
        }
    }
    while bench.recipients().len() < 2 {
        bench.dispatcher.forget_outage();
        bench.run().await;
    }
}
