//! The feed of one machine: the dispatcher is woken after each commit that
//! left work, and by a timer.

use std::sync::Arc;
use std::time::Duration;

use dispatch::{Dispatcher, Lane};
use store::{Store, Wake};
use store_embedded::EmbeddedTable;
use tokio::sync::Notify;

/// How often the relay looks without being woken.
const TICK: Duration = Duration::from_secs(1);
/// How often expired rows are swept out.
const SWEEP: Duration = Duration::from_mins(1);
/// Rows swept out at a time.
const SWEEP_ROWS: usize = 500;

/// Wakes the relay; many calls before it looks wake it once.
#[derive(Debug, Default, Clone)]
pub(crate) struct Bell {
    committed: Arc<Notify>,
    mails: Arc<Notify>,
    calls: Arc<Notify>,
}

impl Bell {
    /// Rings for whoever performs mails and acts.
    pub(crate) fn mails(&self) -> Arc<Notify> {
        Arc::clone(&self.mails)
    }

    /// Rings for whoever makes calls.
    pub(crate) fn calls(&self) -> Arc<Notify> {
        Arc::clone(&self.calls)
    }

    fn planned(&self) {
        self.mails.notify_one();
        self.calls.notify_one();
    }
}

impl Wake for Bell {
    fn wake(&self) {
        self.committed.notify_one();
    }
}

/// Plans and counts until the process ends. A fault is logged and tried again:
/// what waits stays in the table.
pub(crate) async fn plan_and_count(dispatcher: Arc<Dispatcher>, bell: Bell) {
    loop {
        if let Err(error) = dispatcher.sweep().await {
            tracing::error!(%error, "could not plan or count; tried again");
        }
        bell.planned();
        look_again(&bell.committed).await;
    }
}

/// Performs a lane until the process ends; beside planning and counting and the
/// other lane, so that a slow mail server holds up nothing but mail, and whoever
/// is slow to answer a webhook nothing but webhooks.
pub(crate) async fn perform(dispatcher: Arc<Dispatcher>, store: Store, lane: Lane, bell: Arc<Notify>) {
    loop {
        if let Err(error) = dispatcher.run_lane(lane, store.now()).await {
            tracing::error!(%error, "could not perform what is due; tried again");
        }
        look_again(&bell).await;
    }
}

/// Works out the rotas that were asked for, until the process ends; on a thread
/// of its own, so that no request waits for it.
pub(crate) async fn work_out_plans(store: Store) {
    loop {
        if let Err(error) = propose::work_out(&store).await {
            tracing::error!(%error, "could not work out a plan; tried again");
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Waits for the bell or the timer, whichever comes first: both lead to the
/// same look.
async fn look_again(bell: &Notify) {
    let _ = tokio::time::timeout(TICK, bell.notified()).await;
}

/// Does what time alone asks for, and sweeps expired rows out of the file, a
/// little at a time.
pub(crate) async fn keep_clean(table: Arc<EmbeddedTable>, dispatcher: Arc<Dispatcher>, store: Store) {
    loop {
        tokio::time::sleep(SWEEP).await;
        if let Err(error) = dispatcher.upkeep().await {
            tracing::error!(%error, "what time asks for waits; tried again");
        }
        loop {
            match table.sweep(store.now().seconds(), SWEEP_ROWS).await {
                Ok(swept) if swept == SWEEP_ROWS => {}
                Ok(_) => break,
                Err(error) => {
                    tracing::error!(%error, "could not sweep expired rows; tried again");
                    break;
                }
            }
        }
    }
}
