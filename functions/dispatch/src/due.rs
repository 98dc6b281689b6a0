//! What is due: found, by lanes, and by what was just planned.

use domain::Instant;
use futures::stream::{self, StreamExt as _};
use store::repos::deliveries::{Delivery, Due, DueRows};
use store::{ReadAlone, TableError, Transaction, keys};

use crate::dispatcher::Dispatcher;
use crate::health::State;
use crate::lane::Lane;
use crate::left::Seen;
use crate::take::{Batch, is_due};

/// Shards asked at once what is due.
const SHARDS_AT_ONCE: usize = 8;
/// Due rows read of one shard at a time.
const DUE_ROWS: usize = 50;

/// A shard, and the row after which it is read.
type Place = (u8, Option<String>);

impl Dispatcher {
    /// Performs everything that is due by `now`, each once; answers how many
    /// were performed. While the mail server can't be reached mails wait; what
    /// is done rather than sent does not. A row that can't be read, or a
    /// delivery that the table fails, holds up no other: the first fault is
    /// answered once all others are done.
    pub async fn run_due(&self, now: Instant) -> Result<usize, TableError> {
        self.run_lane(Lane::All, now).await
    }

    /// The same of one lane, for whoever runs the other beside it.
    pub async fn run_lane(&self, lane: Lane, now: Instant) -> Result<usize, TableError> {
        let _running = self.running.take(lane).await;
        let mut performed = 0;
        let mut fault = None;
        loop {
            if self.time.is_up() {
                return fault.map_or(Ok(performed), Err);
            }
            let before = performed;
            let mut seen = Seen::default();
            let mut shards: Vec<Place> = (0..keys::SHARDS).map(|shard| (shard, None)).collect();
            while !shards.is_empty() && !self.time.is_up() {
                let mails_leave = lane != Lane::Calls && self.reachable().await;
                let (batch, found, going_on) = self.run_batch(shards, (lane, mails_leave), now).await;
                performed += batch.performed;
                seen = seen.and(found);
                fault = fault.or(batch.fault);
                shards = going_on;
            }
            if lane != Lane::Calls {
                self.left.note(seen, performed - before);
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
        let _running = self.running.take(Lane::All).await;
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
            State::Probe => match self.transport.probe().await {
                Ok(()) => {
                    self.found();
                    true
                }
                Err(why) => {
                    self.lost(why);
                    false
                }
            },
        }
    }

    /// Has the next run ask the mail server again, however short ago it was
    /// last asked.
    pub fn forget_outage(&self) {
        self.health.ask_again();
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

    /// Takes what is due of a lane in each shard after a row, mails only where
    /// they leave; answers what of mails and acts it saw, and where the shards
    /// go on.
    async fn run_batch(
        &self,
        shards: Vec<Place>,
        (lane, mails_leave): (Lane, bool),
        now: Instant,
    ) -> (Batch, Seen, Vec<Place>) {
        let read: Vec<(u8, Result<DueRows, TableError>)> = stream::iter(shards)
            .map(
                |(shard, after)| async move { (shard, self.store.deliveries().due(shard, now, after, DUE_ROWS).await) },
            )
            .buffer_unordered(SHARDS_AT_ONCE)
            .collect()
            .await;
        let (mut batch, mut seen) = (Batch::default(), Seen::default());
        let (mut due, mut going_on) = (Vec::new(), Vec::new());
        for (shard, rows) in read {
            match rows {
                Ok(DueRows { due: readable, unreadable, next }) => {
                    seen = seen.and(Seen::of(readable.iter().filter(|due| !due.is_call)));
                    due.extend(readable.into_iter().filter(|due| lane.takes(due) && (mails_leave || due.is_act)));
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
        (batch, seen, going_on)
    }
}
