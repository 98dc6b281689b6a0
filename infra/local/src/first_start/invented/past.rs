//! The same table with a clock that stands where it is put, and a dispatcher
//! whose mails go nowhere: what happened before the first start happened
//! without anybody's mailbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use dispatch::Dispatcher;
use domain::{Clock, Instant};
use mail::transport::Memory;
use runtime::UlidSource;
use store::{Silent, Store, TableError};

/// A clock that stands where it is put.
struct StillClock(AtomicI64);

impl Clock for StillClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
            .unwrap_or_else(|| Instant::new(chrono::DateTime::UNIX_EPOCH))
    }
}

/// The store as of some earlier moment.
pub(super) struct Past {
    pub(super) store: Store,
    clock: Arc<StillClock>,
    dispatcher: Dispatcher,
}

impl Past {
    /// Over the table of `store`, with its key, so that links and repeated
    /// requests are known to both.
    pub(super) fn of(store: &Store) -> Self {
        let clock = Arc::new(StillClock(AtomicI64::new(store.now().millis())));
        let ids = Arc::new(UlidSource::new(Arc::clone(&clock) as _));
        let secrets = store.secrets().clone();
        let past = Store::new(Arc::clone(store.table()), Arc::clone(&clock) as _, ids, secrets, Arc::new(Silent));
        let (base_url, id) = ("http://localhost".to_owned(), past.ids().random());
        let dispatcher = Dispatcher::new(past.clone(), base_url, flows::contexts(), Arc::new(Memory::new()), id);
        Self { store: past, clock, dispatcher }
    }

    /// Puts the clock.
    pub(super) fn set(&self, at: Instant) {
        self.clock.0.store(at.millis(), Ordering::SeqCst);
    }

    /// Has all mails that wait leave now, and what follows from them.
    pub(super) async fn let_mails_leave(&self) -> Result<(), TableError> {
        self.dispatcher.come_to_rest().await?;
        Ok(())
    }
}
