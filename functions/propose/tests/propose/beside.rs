//! Long arithmetic gives way to others, and ends when nobody waits for it.

use std::panic::resume_unwind;
use std::sync::mpsc;
use std::task::Poll;
use std::time::Duration;

use flows::beside::{Failed, beside};

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
    assert_eq!(beside(move |_| own()).await.ok(), Some(before.map(|nice| (nice + 10).min(19))));
    assert_eq!(own(), before);
}
