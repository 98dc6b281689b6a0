//! Lanes: mails and acts, and calls. A call waits for whoever is called, up to
//! fifteen seconds each; nothing else may wait behind it.

use store::repos::deliveries::Due;
use tokio::sync::{Mutex, MutexGuard};

/// Which of what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Everything, calls beside the rest.
    All,
    /// Mails and acts.
    Mails,
    /// Calls.
    Calls,
}

impl Lane {
    pub(crate) fn takes(self, due: &Due) -> bool {
        match self {
            Self::All => true,
            Self::Mails => !due.is_call,
            Self::Calls => due.is_call,
        }
    }
}

/// Who runs which lane.
#[derive(Debug, Default)]
pub(crate) struct Running {
    mails: Mutex<()>,
    calls: Mutex<()>,
}

impl Running {
    /// Waits until nobody else runs the lane; then nobody else does.
    pub(crate) async fn take(&self, lane: Lane) -> (Option<MutexGuard<'_, ()>>, Option<MutexGuard<'_, ()>>) {
        let mails = if lane == Lane::Calls { None } else { Some(self.mails.lock().await) };
        let calls = if lane == Lane::Mails { None } else { Some(self.calls.lock().await) };
        (mails, calls)
    }
}
