//! Sweeping: whatever a feed lost still has its mark.

use flows::effects::Round;
use futures::stream::{self, StreamExt as _};
use store::repos::outbox::Waiting;
use store::{TableError, keys};

use crate::dispatcher::Dispatcher;

/// Marks read of one shard at a time.
const MARKS: usize = 200;
/// Shards asked at once.
const SHARDS_AT_ONCE: usize = 8;
/// Commits planned at once.
const PLANS_AT_ONCE: usize = 32;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Commits planned.
    pub planned: usize,
    /// Responses counted.
    pub counted: usize,
}

impl Dispatcher {
    /// Plans and counts everything that waits: one query per shard, then the
    /// work itself. Safe to run beside feeds. A mark that can't be read or
    /// planned holds up no other: the first fault is answered at the end, and
    /// the sweep reads on past it. Once the process has to end, the rest keeps
    /// its marks for the next sweep.
    pub async fn sweep(&self) -> Result<Swept, TableError> {
        let mut swept = Swept::default();
        let mut faults = Vec::new();
        let mut shards: Vec<(u8, Option<String>)> = (0..keys::SHARDS).map(|shard| (shard, None)).collect();
        while !shards.is_empty() && !self.time.is_up() {
            let known = faults.len();
            let mut going_on = Vec::new();
            let (mut plans, mut counts) = (Vec::new(), Vec::new());
            for (shard, read) in self.marks(shards).await {
                match read {
                    Ok(Waiting { plans: more, counts: responses, unreadable, next }) => {
                        plans.extend(more);
                        counts.extend(responses);
                        for row in &unreadable {
                            self.unreadable(row);
                            faults.push(TableError::Corrupt(format!("{}/{}", row.pk, row.sk)));
                        }
                        going_on.extend(next.map(|next| (shard, Some(next))));
                    }
                    Err(fault) => faults.push(fault),
                }
            }
            let round = &Round::new(&self.store);
            let planned: Vec<_> = stream::iter(plans)
                .map(|pending| async move {
                    let done = if self.time.is_up() { None } else { Some(self.accept_in(round, &pending).await) };
                    (pending, done)
                })
                .buffer_unordered(PLANS_AT_ONCE)
                .collect()
                .await;
            for (pending, done) in planned.into_iter().filter_map(|(pending, done)| Some((pending, done?))) {
                match done {
                    Ok(_) => swept.planned += 1,
                    Err(fault) => {
                        let (aggregate, version) = (&pending.aggregate, pending.version);
                        tracing::warn!(aggregate, version, %fault, "a commit waits to be planned");
                        faults.push(fault);
                    }
                }
            }
            match self.count(counts).await {
                Ok(counted) => swept.counted += counted,
                Err(fault) => faults.push(fault),
            }
            // Marks that stay must not hide those behind them; the next sweep
            // takes the rest where all went well.
            shards = if faults.len() > known { going_on } else { Vec::new() };
        }
        faults.into_iter().next().map_or(Ok(swept), Err)
    }

    async fn marks(&self, shards: Vec<(u8, Option<String>)>) -> Vec<(u8, Result<Waiting, TableError>)> {
        stream::iter(shards)
            .map(|(shard, after)| async move { (shard, self.store.outbox().waiting(shard, after, MARKS).await) })
            .buffer_unordered(SHARDS_AT_ONCE)
            .collect()
            .await
    }
}
