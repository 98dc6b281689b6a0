//! The dispatcher: what it holds, and its rounds.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::Timelike as _;
use flows::effects::Contexts;
use mail::Transport;
use store::{Key, Store, TableError};

use crate::counters::Counters;
use crate::health::Health;
use crate::lane::{Lane, Running};
use crate::left::Left;
use crate::time::Time;

/// Rounds of [`Dispatcher::come_to_rest`] at most; a strategy has fewer steps.
const ROUNDS: usize = 100;

/// Plans, performs and counts. One per process.
pub struct Dispatcher {
    pub(crate) store: Store,
    /// What links in mails start with.
    pub(crate) base_url: String,
    /// Who plans and performs.
    pub(crate) contexts: Contexts,
    pub(crate) transport: Arc<dyn Transport>,
    /// Names this process in leases.
    pub(crate) me: String,
    pub(crate) health: Health,
    /// How long this process may work.
    pub(crate) time: Time,
    /// Deliveries that this process is performing now.
    pub(crate) in_hand: Mutex<HashSet<String>>,
    /// Rows that can't be read and were named in the log: once is enough.
    pub(crate) named: Mutex<HashSet<String>>,
    /// Counts what this process planned and performed.
    pub(crate) progress: AtomicU64,
    pub(crate) counters: Counters,
    /// What the last look at what is due left.
    pub(crate) left: Left,
    /// One run of a lane at a time: a moved clock must not start a second one
    /// beside it.
    pub(crate) running: Running,
}

impl Dispatcher {
    /// A dispatcher of these contexts that sends by `transport`, with links that
    /// start with `base_url`; `me` names the process.
    pub fn new(store: Store, base_url: String, contexts: Contexts, transport: Arc<dyn Transport>, me: String) -> Self {
        Self {
            store,
            base_url,
            contexts,
            transport,
            me,
            health: Health::default(),
            time: Time::default(),
            in_hand: Mutex::default(),
            named: Mutex::default(),
            progress: AtomicU64::new(0),
            counters: Counters::default(),
            left: Left::default(),
            running: Running::default(),
        }
    }

    /// The process ends in this time: nothing more is taken once so little is
    /// left that what was taken might not be settled, and the rest stays due.
    pub fn end_within(&self, remaining: Duration) {
        self.time.end_within(remaining);
    }

    /// Waits until what was taken is settled, or the time of
    /// [`Self::end_within`] is over.
    pub async fn finish(&self) {
        // Whoever performs holds a lane until then.
        let settled = self.running.take(Lane::All);
        drop(tokio::time::timeout(self.time.left().unwrap_or_default(), settled).await);
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
            if self.progress.load(Ordering::SeqCst) == before || self.time.is_up() {
                break;
            }
        }
        fault.map_or_else(|| Ok(self.progress.load(Ordering::SeqCst) - first), Err)
    }

    /// The timer strikes, which it does each minute: what is due, and on the hour
    /// what time alone asks for.
    pub async fn strike(&self) -> Result<u64, TableError> {
        let done = self.come_to_rest().await?;
        if self.store.now().utc().minute() == 0 {
            self.upkeep().await?;
        }
        Ok(done)
    }

    /// What time alone asks for, without a commit that says so: to be called
    /// about once an hour.
    pub async fn upkeep(&self) -> Result<(), TableError> {
        for context in self.contexts.iter() {
            context.upkeep(&self.store).await?;
        }
        Ok(())
    }

    /// What became of the deliveries that this process took.
    pub const fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Names a row that can't be read, once for each process: somebody has to
    /// look at it, and it must not drown what else is logged.
    pub(crate) fn unreadable(&self, row: &Key) {
        let new = self.named.lock().is_ok_and(|mut named| named.insert(format!("{}/{}", row.pk, row.sk)));
        if new {
            tracing::error!(partition = row.pk, row = row.sk, "a row can't be read; the others go on");
        }
    }

    pub(crate) fn moved_on(&self) {
        self.progress.fetch_add(1, Ordering::SeqCst);
    }
}
