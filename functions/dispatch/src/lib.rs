//! Effects: what follows outside from what was committed.
//!
//! [`Dispatcher::accept`] plans: it turns the events of one commit into
//! delivery rows whose ids derive from what they tell of, so planning twice
//! changes nothing. [`Dispatcher::run_due`] claims what is due under a lease,
//! performs it and settles it. [`Dispatcher::count`] folds survey responses
//! into figures. Feeds call only these: a table stream and a timer in the
//! cloud, a relay woken after each commit on one machine. A feed is a wake-up;
//! the table is the truth, and [`Dispatcher::sweep`] finds what a feed lost.

mod accept;
mod count;
mod counters;
mod due;
pub mod feed;
mod health;
mod retry;
mod settle;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use flows::post::Post;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use mail::Transport;
use store::repos::outbox::Waiting;
use store::{Store, TableError};

pub use crate::counters::{Counted, Counters};
use crate::health::Health;
pub use crate::retry::{SCHEDULE, next_attempt};

/// Rounds of [`Dispatcher::come_to_rest`] at most; a strategy has fewer steps.
const ROUNDS: usize = 100;

/// Marks read of one shard at a time.
const MARKS: usize = 200;

/// Plans, performs and counts. One per process.
pub struct Dispatcher {
    store: Store,
    post: Post,
    transport: Arc<dyn Transport>,
    /// Names this process in leases.
    me: String,
    health: Health,
    /// Deliveries that this process is performing now.
    in_hand: Mutex<HashSet<String>>,
    /// Counts what this process planned and performed.
    progress: AtomicU64,
    counters: Counters,
    /// One run at a time: a moved clock must not start a second one beside it.
    running: tokio::sync::Mutex<()>,
}

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Commits planned.
    pub planned: usize,
    /// Responses counted.
    pub counted: usize,
}

impl Dispatcher {
    /// A dispatcher that sends by `transport`; `me` names the process.
    pub fn new(store: Store, post: Post, transport: Arc<dyn Transport>, me: String) -> Self {
        Self {
            store,
            post,
            transport,
            me,
            health: Health::default(),
            in_hand: Mutex::default(),
            progress: AtomicU64::new(0),
            counters: Counters::default(),
            running: tokio::sync::Mutex::default(),
        }
    }

    /// Plans and counts everything that waits: one query per shard, then the
    /// work itself. Safe to run beside feeds.
    pub async fn sweep(&self) -> Result<Swept, TableError> {
        let mut swept = Swept::default();
        let shards: Vec<Waiting> = stream::iter(0..store::keys::SHARDS)
            .map(|shard| async move { self.store.outbox().waiting(shard, MARKS).await })
            .buffer_unordered(8)
            .try_collect()
            .await?;
        let (mut plans, mut counts) = (Vec::new(), Vec::new());
        for waiting in shards {
            plans.extend(waiting.plans);
            counts.extend(waiting.counts);
        }
        swept.planned = plans.len();
        stream::iter(plans)
            .map(|pending| async move { self.accept(&pending).await })
            .buffer_unordered(32)
            .try_collect::<Vec<()>>()
            .await?;
        swept.counted = self.count(counts).await?;
        Ok(swept)
    }

    /// Plans and performs until a whole round changed nothing, whoever in this
    /// process did the work: what follows from what was due, such as asking
    /// the next agency after a refusal, is then done too. Answers how many
    /// effects were performed or planned meanwhile.
    pub async fn come_to_rest(&self) -> Result<u64, TableError> {
        let first = self.progress.load(Ordering::SeqCst);
        for _ in 0..ROUNDS {
            let before = self.progress.load(Ordering::SeqCst);
            self.sweep().await?;
            // What this round planned fell due after the round began.
            self.run_due(self.store.now()).await?;
            if self.progress.load(Ordering::SeqCst) == before {
                break;
            }
        }
        Ok(self.progress.load(Ordering::SeqCst) - first)
    }

    /// What became of the deliveries that this process took.
    pub const fn counters(&self) -> &Counters {
        &self.counters
    }

    fn moved_on(&self) {
        self.progress.fetch_add(1, Ordering::SeqCst);
    }
}
