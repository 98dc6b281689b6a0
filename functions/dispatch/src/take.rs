//! Performing: claim what is due under a lease, do it, settle it.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use flows::effects::Context;
use futures::stream::{self, StreamExt as _};
use store::repos::deliveries::{Delivery, DeliveryStatus, Due, Lease, Way};
use store::{ReadAlone, TableError, Transaction, Versioned, keys};
use tokio::time::Instant;

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
/// Endpoints called at once; of each one call at a time.
const CALLED_AT_ONCE: usize = 8;
/// How long one endpoint is called before what else is due is looked at.
const CALLED_FOR: Duration = Duration::from_secs(10);

/// A due row and what it points to.
type Found = (Due, ReadAlone<Delivery>);

/// What became of deliveries that were taken together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) performed: usize,
    /// The first; the others stand in the log.
    pub(crate) fault: Option<TableError>,
}

impl Batch {
    pub(crate) fn failed(&mut self, fault: TableError) {
        // A row that can't be read was named.
        if !matches!(fault, TableError::Corrupt(_)) {
            tracing::warn!(%fault, "something due waits");
        }
        self.fault.get_or_insert(fault);
    }

    async fn with(mut self, outcome: Result<bool, TableError>) -> Self {
        match outcome {
            Ok(moved) => self.performed += usize::from(moved),
            Err(fault) => self.failed(fault),
        }
        self
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.performed += other.performed;
        self.fault = self.fault.take().or(other.fault);
    }
}

/// Whether a due row still says when to look at the delivery.
pub(crate) fn is_due(delivery: &Versioned<Delivery>, due: &Due) -> bool {
    delivery.value.status == DeliveryStatus::Waiting && delivery.value.due_at == due.at
}

impl Dispatcher {
    /// Takes all of these: mails and acts a few at once, calls beside them.
    pub(crate) async fn take_all(&self, due: Vec<Found>) -> Batch {
        let (calls, others): (Vec<Found>, Vec<Found>) = due.into_iter().partition(|(due, _)| due.is_call);
        let (mut batch, called) = tokio::join!(self.take_others(others), self.take_calls(calls));
        batch.join(called);
        batch
    }

    async fn take_others(&self, due: Vec<Found>) -> Batch {
        let outcomes = stream::iter(due).map(|found| self.take_found(found)).buffer_unordered(AT_ONCE);
        outcomes.fold(Batch::default(), Batch::with).await
    }

    /// One that does not answer keeps those behind it waiting, and no others. Each
    /// is called for a while; what is left stays due.
    async fn take_calls(&self, due: Vec<Found>) -> Batch {
        let mut queues: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        for found in due {
            let work = found.1.as_ref().ok().and_then(Option::as_ref).map(|delivery| &delivery.value.work);
            let queue = work.and_then(|work| self.contexts.of(work).ok()?.queue(work).ok());
            queues.entry(queue.unwrap_or_default()).or_default().push(found);
        }
        let batches = stream::iter(queues.into_values()).map(|queue| self.take_queue(queue));
        let join = |mut all: Batch, one: Batch| async {
            all.join(one);
            all
        };
        batches.buffer_unordered(CALLED_AT_ONCE).fold(Batch::default(), join).await
    }

    async fn take_queue(&self, queue: Vec<Found>) -> Batch {
        let began = Instant::now();
        let mut batch = Batch::default();
        for found in queue {
            if began.elapsed() >= CALLED_FOR {
                break;
            }
            batch = batch.with(self.take_found(found).await).await;
        }
        batch
    }

    async fn take_found(&self, (due, delivery): Found) -> Result<bool, TableError> {
        match delivery {
            Ok(delivery) => self.take(due, delivery).await,
            Err(fault) => {
                self.unreadable(&keys::delivery(&due.aggregate, &due.id));
                Err(fault)
            }
        }
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
        let attempt = attempt.unwrap_or_else(|| Attempt::failed("time"));
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
