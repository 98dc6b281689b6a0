//! Long arithmetic beside everything else: on a thread of its own, which the
//! machine runs where nothing else wants to run, and which ends when nobody waits
//! for what comes of it any more.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;

/// Tells a thread whether somebody still waits for it.
pub(crate) struct Stop(Arc<AtomicBool>);

/// It ended without anything that came of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
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
    pub(crate) fn look(&self) {
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
pub(crate) async fn beside<T: Send + 'static>(work: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T, Failed> {
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

/// The lowest priority: whatever else is ready to run on this machine goes first.
/// Linux knows one for each thread; elsewhere it would be the whole process.
fn let_others_first() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(19) {
        tracing::debug!(%error, "the priority stays");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::task::Poll;
    use std::time::Duration;

    use super::*;

    /// Says when it is gone.
    struct Gone(mpsc::Sender<()>);

    impl Drop for Gone {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }

    #[tokio::test]
    async fn what_comes_of_it_is_answered_and_what_breaks_off_is_said() {
        assert_eq!(beside(|_| 7).await.ok(), Some(7));
        let broken: Result<(), _> = beside(|_| resume_unwind(Box::new(()))).await;
        assert!(matches!(broken, Err(Failed::BrokeOff)));
    }

    #[tokio::test]
    async fn a_thread_ends_when_nobody_waits_for_it() {
        let (begun, has_begun) = mpsc::channel();
        let (gone, is_gone) = mpsc::channel();
        let mut work = Box::pin(beside(move |stop| {
            let _gone = Gone(gone);
            let _ = begun.send(());
            loop {
                stop.look();
                std::thread::yield_now();
            }
        }));
        let first = std::future::poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_ready())).await;
        assert!(!first, "it is at work");
        assert_eq!(has_begun.recv_timeout(Duration::from_mins(1)), Ok(()));
        assert_eq!(is_gone.try_recv(), Err(mpsc::TryRecvError::Empty));
        drop(work);
        assert_eq!(is_gone.recv_timeout(Duration::from_mins(1)), Ok(()), "it ends");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn only_its_own_thread_waits_for_others() {
        let own = || rustix::process::getpriority_process(None).ok();
        let before = own();
        assert_eq!(beside(move |_| own()).await.ok(), Some(Some(19)));
        assert_eq!(own(), before);
    }
}
