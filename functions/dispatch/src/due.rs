//! Performing: claim what is due under a lease, do it, settle it.

use chrono::TimeDelta;
use domain::Instant;
use domain::effect::Effect;
use domain::ids::{AgencyId, NeedId};
use domain::moves;
use flows::move_on::move_need;
use flows::{FlowError, bookings};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use mail::SendError;
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus, Due, Lease};
use store::{TableError, Transaction, Versioned, keys};

use crate::Dispatcher;
use crate::health::State;

/// How long nobody else takes a claimed delivery. Longer than a transport may
/// take to answer.
const LEASE: TimeDelta = TimeDelta::seconds(90);
/// Deliveries performed at once.
const AT_ONCE: usize = 16;
/// Shards asked at once what is due.
const SHARDS_AT_ONCE: usize = 8;
/// Due rows read of one shard at a time.
const DUE_ROWS: usize = 50;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The other side took it.
    Sent,
    /// There is nothing left to tell.
    Nothing,
    /// The server could not be reached.
    Unreachable,
    /// A failure that may pass; the code.
    Failed(String),
    /// A refusal for good; the code.
    Refused(String),
}

impl Dispatcher {
    /// Performs everything that is due by `now`, each once; answers how many
    /// were performed. Stops early while the mail server can't be reached.
    pub async fn run_due(&self, now: Instant) -> Result<usize, TableError> {
        let _running = self.running.lock().await;
        let mut performed = 0;
        loop {
            match self.health.state() {
                State::Well => {}
                State::Down => return Ok(performed),
                State::Probe => {
                    if self.transport.probe().await.is_err() {
                        self.health.lost();
                        return Ok(performed);
                    }
                    self.health.found();
                }
            }
            let done = self.run_batch(now).await?;
            if done == 0 {
                return Ok(performed);
            }
            performed += done;
        }
    }

    /// Has the next run ask the mail server again, however short ago it was
    /// last asked.
    pub fn forget_outage(&self) {
        self.health.found();
    }

    /// At start on one machine: what a former process had in hand when it
    /// died is free again.
    pub async fn void_leases(&self) -> Result<usize, TableError> {
        let mut freed = 0;
        for shard in 0..keys::SHARDS {
            let held: Vec<Due> = self
                .store
                .deliveries()
                .waiting(shard)
                .await?
                .into_iter()
                .filter(|due| due.leased_by.is_some())
                .collect();
            for (due, delivery) in held.iter().zip(self.store.deliveries().load_due(&held).await?) {
                let Some(delivery) = delivery else { continue };
                let freed_now = Delivery { lease: None, due_at: self.store.now(), ..delivery.value.clone() };
                let mut tx = Transaction::new();
                self.store.deliveries().save(&mut tx, &delivery, &freed_now);
                if due.at != delivery.value.due_at {
                    self.store.deliveries().forget_due(&mut tx, due);
                }
                self.store.commit(tx).await?;
                freed += 1;
            }
        }
        Ok(freed)
    }

    async fn run_batch(&self, now: Instant) -> Result<usize, TableError> {
        let shards: Vec<Vec<Due>> = stream::iter(0..keys::SHARDS)
            .map(|shard| async move { self.store.deliveries().due(shard, now, DUE_ROWS).await })
            .buffer_unordered(SHARDS_AT_ONCE)
            .try_collect()
            .await?;
        let mut due: Vec<Due> = shards.into_iter().flatten().collect();
        if due.is_empty() {
            return Ok(0);
        }
        due.sort_by_key(|due| due.at);
        let deliveries = self.store.deliveries().load_due(&due).await?;
        let outcomes: Vec<Result<bool, TableError>> = stream::iter(due.into_iter().zip(deliveries))
            .map(|(due, delivery)| async move { self.take(due, delivery, now).await })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let mut performed = 0;
        for outcome in outcomes {
            performed += usize::from(outcome?);
        }
        Ok(performed)
    }

    /// Takes one due row; answers whether it moved on.
    async fn take(&self, due: Due, delivery: Option<Versioned<Delivery>>, now: Instant) -> Result<bool, TableError> {
        let stale = |delivery: &Versioned<Delivery>| {
            delivery.value.status != DeliveryStatus::Waiting || delivery.value.due_at != due.at
        };
        let Some(delivery) = delivery.filter(|delivery| !stale(delivery)) else {
            let mut tx = Transaction::new();
            self.store.deliveries().forget_due(&mut tx, &due);
            self.store.commit(tx).await?;
            return Ok(true);
        };
        if self.health.state() != State::Well || !self.hold(&due.id) {
            return Ok(false);
        }
        // What follows from it follows from the same request.
        let request = delivery.value.request.clone();
        let result = store::request::within(request, self.take_held(&delivery, now)).await;
        self.release(&due.id);
        result
    }

    async fn take_held(&self, delivery: &Versioned<Delivery>, now: Instant) -> Result<bool, TableError> {
        let until = now.plus(LEASE);
        let lease = Lease { by: self.me.clone(), until };
        let leased = Delivery { lease: Some(lease), due_at: until, ..delivery.value.clone() };
        let mut tx = Transaction::new();
        self.store.deliveries().save(&mut tx, delivery, &leased);
        match self.store.commit(tx).await {
            Ok(()) => {}
            // Another process took it.
            Err(TableError::Conflict { .. }) => return Ok(false),
            Err(error) => return Err(error),
        }
        let leased = Versioned { value: leased, version: delivery.version + 1 };
        let attempt = self.attempt(&leased.value, now).await;
        let reached = attempt != Attempt::Unreachable;
        self.settle(&leased, attempt, delivery.value.due_at, now).await?;
        if reached {
            self.moved_on();
        }
        Ok(reached)
    }

    async fn attempt(&self, delivery: &Delivery, now: Instant) -> Attempt {
        if let Some(done) = self.act(delivery).await {
            return done;
        }
        let message = match self.post.render(&self.store, delivery).await {
            Ok(Some(message)) => message,
            Ok(None) => return Attempt::Nothing,
            Err(error) => {
                tracing::error!(delivery = %delivery.id, %error, "could not render");
                return Attempt::Failed("render".to_owned());
            }
        };
        match self.transport.send(&message, now).await {
            Ok(()) => Attempt::Sent,
            Err(SendError::Unreachable) => {
                tracing::warn!("the mail server can't be reached; deliveries wait");
                self.health.lost();
                Attempt::Unreachable
            }
            Err(SendError::Temporary(code)) => Attempt::Failed(code.to_string()),
            Err(SendError::Refused(code)) => Attempt::Refused(code.to_string()),
        }
    }

    /// What is done rather than sent: offering a seat, ending an offer, ending
    /// the wait for an agency's answer. `None` for a mail.
    async fn act(&self, delivery: &Delivery) -> Option<Attempt> {
        let done = match &delivery.kind {
            DeliveryKind::Booking { effect: Effect::SeatOffer(freed), .. } => {
                bookings::offer_seat(&self.store, freed).await
            }
            DeliveryKind::Booking { booking, effect: Effect::OfferEnd { until } } => {
                bookings::end_offer(&self.store, booking, *until).await
            }
            DeliveryKind::Need { need, effect: Effect::ReferralDeadline { agency, .. } } => {
                self.expire(need, agency).await
            }
            _ => return None,
        };
        Some(match done {
            Ok(()) => Attempt::Nothing,
            Err(error) => {
                tracing::warn!(delivery = %delivery.id, %error, "a turn or a deadline waits");
                Attempt::Failed("table".to_owned())
            }
        })
    }

    /// The deadline of a referral: where its agency has not answered, the next
    /// one is asked and the member told. An answer that came in time, a need
    /// that is over or erased, and a deadline that was moved say nothing. Two
    /// reads, one commit where it expires.
    async fn expire(&self, need: &NeedId, agency: &AgencyId) -> Result<(), TableError> {
        let moved = move_need(&self.store, need, |case, catalogue, now| moves::expire(case, agency, catalogue, now));
        match moved.await {
            Err(FlowError::Table(error)) => Err(error),
            _ => Ok(()),
        }
    }

    fn hold(&self, id: &str) -> bool {
        self.in_hand.lock().is_ok_and(|mut held| held.insert(id.to_owned()))
    }

    fn release(&self, id: &str) {
        if let Ok(mut held) = self.in_hand.lock() {
            held.remove(id);
        }
    }
}
