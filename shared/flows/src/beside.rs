//! Long arithmetic beside everything else: on a thread of its own, which stands back
//! behind whatever else is ready to run, and which ends when nobody waits for what
//! comes of it any more.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;

/// Tells a thread whether somebody still waits for it.
pub struct Stop(Arc<AtomicBool>);

/// It ended without anything that came of it.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// There is no thread for it.
    #[error("no thread: {0}")]
    NoThread(#[from] std::io::Error),
    /// It broke off: the log says where.
    #[error("broke off")]
    BrokeOff,
}

/// Why a thread ends early.
struct NobodyWaits;

impl Stop {
    /// Ends the thread here where nobody waits for it any more: to be called every
    /// now and then. It unwinds past whatever is at work, without a word in the log,
    /// so that the arithmetic knows nothing of it.
    pub fn look(&self) {
        if self.0.load(Ordering::Relaxed) {
            resume_unwind(Box::new(NobodyWaits));
        }
    }
}

/// Says that nobody waits any more, also where that is because the future was
/// dropped.
struct Waits(Arc<AtomicBool>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does some work on a thread of its own, of low priority; whoever drops this ends
/// it, at the next [`Stop::look`].
pub async fn beside<T: Send + 'static>(work: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T, Failed> {
    let over = Arc::new(AtomicBool::new(false));
    let (waits, stop) = (Waits(Arc::clone(&over)), Stop(over));
    let (done, result) = oneshot::channel();
    let thread = std::thread::Builder::new().name("beside".to_owned());
    thread.spawn(move || {
        let_others_first();
        // Whoever dropped the other end has no use for it.
        drop(done.send(work(&stop)));
    })?;
    let result = result.await.map_err(|_| Failed::BrokeOff);
    drop(waits);
    result
}

/// How far it stands back: beside a thread that answers it gets a tenth of the
/// processor.
const NICE: i32 = 10;

/// A low priority: whatever else is ready to run on this machine gets most of it.
/// Linux knows one for each thread; elsewhere it would be the whole process.
fn let_others_first() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::debug!(%error, "the priority stays");
    }
}
