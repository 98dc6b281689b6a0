//! Two things at once, where there are two cores.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

/// Says that nobody waits any more where whoever did broke off.
struct Unless<'o>(&'o AtomicBool);

impl Drop for Unless<'_> {
    fn drop(&mut self) {
        self.0.store(std::thread::panicking(), Ordering::Relaxed);
    }
}

/// Does `own` here and `other` on a thread beside it; both are done afterwards.
/// The thread has the priority of this one (on Linux; elsewhere that of the
/// process). Where none is to be had, one is done after the other. `other` may ask
/// whether to go on: it is to end early where `own` broke off.
pub fn beside(own: impl FnOnce(), other: impl FnOnce(&mut dyn FnMut() -> bool) + Send) {
    let broke_off = AtomicBool::new(false);
    // Whoever comes first takes it: the thread, or where there is none, this one.
    let other = Mutex::new(Some(other));
    let take = || other.lock().unwrap_or_else(PoisonError::into_inner).take();
    scope(|scope| {
        let work = || {
            if let Some(work) = take() {
                work(&mut || !broke_off.load(Ordering::Relaxed));
            }
        };
        let thread = Builder::new().name("bound".to_owned()).spawn_scoped(scope, work);
        {
            let _told = Unless(&broke_off);
            own();
        }
        match thread {
            Ok(thread) => {
                if let Err(why) = thread.join() {
                    resume_unwind(why);
                }
            }
            Err(_) => work(),
        }
    });
}
