//! Performing: claim what is due under a lease, do it, settle it.

use chrono::TimeDelta;
use domain::Instant;
use flows::effects::Context;
use futures::stream::{self, StreamExt as _};
use store::repos::deliveries::{Delivery, DeliveryStatus, Due, DueRows, Lease, Way};
use store::{ReadAlone, TableError, Transaction, Versioned, keys};

use crate::attempt::Attempt;
use crate::claimed::Claimed;
use crate::dispatcher::Dispatcher;
use crate::health::State;

/// How long nobody else takes a claimed delivery. Longer than a transport may
/// take to answer.
const LEASE: TimeDelta = TimeDelta::seconds(90);
/// Deliveries performed at once: as many can leave twice when the program is
/// killed. SES takes 14 a second of a new account, each in about a tenth.
const AT_ONCE: usize = 4;
/// Shards asked at once what is due.
const SHARDS_AT_ONCE: usize = 8;
/// Due rows read of one shard at a time.
const DUE_ROWS: usize = 50;

/// A shard, and the row after which it is read.
type Place = (u8, Option<String>);

/// What became of deliveries that were taken together.
#[derive(Debug, Default)]
struct Batch {
    performed: usize,
    /// The first; the others stand in the log.
    fault: Option<TableError>,
}

impl Batch {
    fn failed(&mut self, fault: TableError) {
        // A row that can't be read was named.
        if !matches!(fault, TableError::Corrupt(_)) {
            tracing::warn!(%fault, "something due waits");
        }
        self.fault.get_or_insert(fault);
    }

    fn join(&mut self, other: Self) {
        self.performed += other.performed;
        self.fault = self.fault.take().or(other.fault);
    }
}

/// Whether a due row still says when to look at the delivery.
fn is_due(delivery: &Versioned<Delivery>, due: &Due) -> bool {
    delivery.value.status == DeliveryStatus::Waiting && delivery.value.due_at == due.at
}

impl Dispatcher {
    /// Performs everything that is due by `now`, each once; answers how many
    /// were performed. While the mail server can't be reached mails wait; what
    /// is done rather than sent does not. A row that can't be read, or a
    /// delivery that the table fails, holds up no other: the first fault is
    /// answered once all others are done.
    pub async fn run_due(&self, now: Instant) -> Result<usize, TableError> {
        let _running = self.running.lock().await;
        let mut performed = 0;
        let mut fault = None;
        loop {
            if self.time.is_up() {
                return fault.map_or(Ok(performed), Err);
            }
            let before = performed;
            let mut shards: Vec<Place> = (0..keys::SHARDS).map(|shard| (shard, None)).collect();
            while !shards.is_empty() && !self.time.is_up() {
                let mails_leave = self.reachable().await;
                let (batch, going_on) = self.run_batch(shards, mails_leave, now).await;
                performed += batch.performed;
                fault = fault.or(batch.fault);
                shards = going_on;
            }
            // What fell due meanwhile stands anywhere.
            if performed == before {
                return fault.map_or(Ok(performed), Err);
            }
        }
    }

    /// Performs what was just planned, by its keys, without looking for what
    /// else is due; answers how many. What is no longer as it was planned is
    /// left to whoever has it.
    pub(crate) async fn perform(&self, planned: &[Due]) -> Result<usize, TableError> {
        let now = self.store.now();
        let mut due: Vec<Due> = planned.iter().filter(|due| due.at <= now).cloned().collect();
        if due.is_empty() {
            return Ok(0);
        }
        let _running = self.running.lock().await;
        if !self.reachable().await {
            due.retain(|due| due.is_act);
        }
        let loaded = self.store.deliveries().load_due(&due).await?;
        let stands = |due: &Due, loaded: &ReadAlone<Delivery>| match loaded {
            Ok(delivery) => delivery.as_ref().is_some_and(|delivery| is_due(delivery, due)),
            Err(_) => true,
        };
        let ready = due.into_iter().zip(loaded).filter(|(due, loaded)| stands(due, loaded)).collect();
        let batch = self.take_all(ready).await;
        batch.fault.map_or(Ok(batch.performed), Err)
    }

    /// Whether mails may leave; asks the mail server where that is in doubt.
    async fn reachable(&self) -> bool {
        match self.health.state() {
            State::Well => true,
            State::Down => false,
            State::Probe if self.transport.probe().await.is_err() => {
                self.health.lost();
                false
            }
            State::Probe => {
                self.health.found();
                true
            }
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
                let Ok(Some(delivery)) = delivery else { continue };
                let Ok(way) = self.contexts.way(&delivery.value.work) else { continue };
                let freed_now = Delivery { lease: None, due_at: self.store.now(), ..delivery.value.clone() };
                let mut tx = Transaction::new();
                self.store.deliveries().save(&mut tx, &delivery, &freed_now, way);
                if due.at != delivery.value.due_at {
                    self.store.deliveries().forget_due(&mut tx, due);
                }
                self.store.commit(tx).await?;
                freed += 1;
            }
        }
        Ok(freed)
    }

    /// Takes what is due in each shard after a row, mails only where they leave;
    /// answers where the shards go on.
    async fn run_batch(&self, shards: Vec<Place>, mails_leave: bool, now: Instant) -> (Batch, Vec<Place>) {
        let read: Vec<(u8, Result<DueRows, TableError>)> = stream::iter(shards)
            .map(
                |(shard, after)| async move { (shard, self.store.deliveries().due(shard, now, after, DUE_ROWS).await) },
            )
            .buffer_unordered(SHARDS_AT_ONCE)
            .collect()
            .await;
        let mut batch = Batch::default();
        let (mut due, mut going_on) = (Vec::new(), Vec::new());
        for (shard, rows) in read {
            match rows {
                Ok(DueRows { due: readable, unreadable, next }) => {
                    due.extend(readable.into_iter().filter(|due| mails_leave || due.is_act));
                    for row in &unreadable {
                        self.unreadable(row);
                        batch.failed(TableError::Corrupt(format!("{}/{}", row.pk, row.sk)));
                    }
                    going_on.extend(next.map(|next| (shard, Some(next))));
                }
                Err(fault) => batch.failed(fault),
            }
        }
        due.sort_by_key(|due| due.at);
        match self.store.deliveries().load_due(&due).await {
            Ok(loaded) => batch.join(self.take_all(due.into_iter().zip(loaded).collect()).await),
            Err(fault) => batch.failed(fault),
        }
        (batch, going_on)
    }

    async fn take_all(&self, due: Vec<(Due, ReadAlone<Delivery>)>) -> Batch {
        let outcomes: Vec<Result<bool, TableError>> = stream::iter(due)
            .map(|(due, delivery)| async move {
                match delivery {
                    Ok(delivery) => self.take(due, delivery).await,
                    Err(fault) => {
                        self.unreadable(&keys::delivery(&due.aggregate, &due.id));
                        Err(fault)
                    }
                }
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let mut batch = Batch::default();
        for outcome in outcomes {
            match outcome {
                Ok(moved) => batch.performed += usize::from(moved),
                Err(fault) => batch.failed(fault),
            }
        }
        batch
    }

    /// Takes one due row, while there is time; answers whether it moved on.
    async fn take(&self, due: Due, delivery: Option<Versioned<Delivery>>) -> Result<bool, TableError> {
        if self.time.is_up() {
            return Ok(false);
        }
        let Some(delivery) = delivery.filter(|delivery| is_due(delivery, &due)) else {
            let mut tx = Transaction::new();
            self.store.deliveries().forget_due(&mut tx, &due);
            self.store.commit(tx).await?;
            return Ok(true);
        };
        // What can't be read here waits for a program that can.
        let found = self.contexts.of(&delivery.value.work);
        let (context, way) = match found.and_then(|context| Ok((context, context.way(&delivery.value.work)?))) {
            Ok(found) => found,
            Err(fault) => {
                self.unreadable(&delivery.value.key());
                return Err(fault);
            }
        };
        if (way == Way::Mail && self.health.state() != State::Well) || !self.hold(&due.id) {
            return Ok(false);
        }
        // What follows from it follows from the same request.
        let request = delivery.value.request.clone();
        let result = store::request::within(request, self.take_held(context, way, &delivery)).await;
        self.release(&due.id);
        result
    }

    async fn take_held(
        &self,
        context: &dyn Context,
        way: Way,
        delivery: &Versioned<Delivery>,
    ) -> Result<bool, TableError> {
        // A run can be long: its lease begins when this one is claimed.
        let until = self.store.now().plus(LEASE);
        let lease = Lease { by: self.me.clone(), until };
        let leased = Delivery { lease: Some(lease), due_at: until, ..delivery.value.clone() };
        let mut tx = Transaction::new();
        self.store.deliveries().save(&mut tx, delivery, &leased, way);
        match self.store.commit(tx).await {
            Ok(()) => {}
            // Another process took it.
            Err(TableError::Conflict { .. }) => return Ok(false),
            Err(error) => return Err(error),
        }
        let leased = Versioned { value: leased, version: delivery.version + 1 };
        let claimed = Claimed { context, way, leased, was_due_at: delivery.value.due_at };
        // One that does not end in time may have been taken: it waits alone.
        let attempt = self.time.within(self.attempt(&claimed)).await;
        let attempt = attempt.unwrap_or_else(|| Attempt::Failed("time".to_owned()));
        let reached = attempt != Attempt::Unreachable;
        self.settle(&claimed, &attempt).await?;
        if reached {
            self.moved_on();
        }
        Ok(reached)
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
