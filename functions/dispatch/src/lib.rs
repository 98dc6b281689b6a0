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
mod attempt;
mod count;
mod counters;
mod due;
pub mod feed;
mod health;
mod retry;
mod settle;
mod sweep;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use flows::post::Post;
use mail::Transport;
use store::{Key, Store, TableError};

pub use crate::counters::{Counted, Counters};
use crate::health::Health;
pub use crate::retry::{SCHEDULE, next_attempt};
pub use crate::sweep::Swept;

/// Rounds of [`Dispatcher::come_to_rest`] at most; a strategy has fewer steps.
const ROUNDS: usize = 100;

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
    /// Rows that can't be read and were named in the log: once is enough.
    named: Mutex<HashSet<String>>,
    /// Counts what this process planned and performed.
    progress: AtomicU64,
    counters: Counters,
    /// One run at a time: a moved clock must not start a second one beside it.
    running: tokio::sync::Mutex<()>,
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
            named: Mutex::default(),
            progress: AtomicU64::new(0),
            counters: Counters::default(),
            running: tokio::sync::Mutex::default(),
        }
    }

    /// Plans and performs until a whole round changed nothing, whoever in this
    /// process did the work: what follows from what was due, such as asking
    /// the next agency after a refusal, is then done too. Answers how many
    /// effects were performed or planned meanwhile.
    ///
    /// What can't be planned or performed holds up nothing else; the first
    /// fault of the last round is answered once all is done.
    pub async fn come_to_rest(&self) -> Result<u64, TableError> {
        let first = self.progress.load(Ordering::SeqCst);
        let mut fault = None;
        for _ in 0..ROUNDS {
            let before = self.progress.load(Ordering::SeqCst);
            let swept = self.sweep().await.err();
            // What this round planned fell due after the round began.
            fault = self.run_due(self.store.now()).await.err();
            fault = swept.or(fault);
            if self.progress.load(Ordering::SeqCst) == before {
                break;
            }
        }
        fault.map_or_else(|| Ok(self.progress.load(Ordering::SeqCst) - first), Err)
    }

    /// What became of the deliveries that this process took.
    pub const fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Names a row that can't be read, once for each process: somebody has to
    /// look at it, and it must not drown what else is logged.
    fn unreadable(&self, row: &Key) {
        let new = self.named.lock().is_ok_and(|mut named| named.insert(format!("{}/{}", row.pk, row.sk)));
        if new {
            tracing::error!(partition = row.pk, row = row.sk, "a row can't be read; the others go on");
        }
    }

    fn moved_on(&self) {
        self.progress.fetch_add(1, Ordering::SeqCst);
    }
}
