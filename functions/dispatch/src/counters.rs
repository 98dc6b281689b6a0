//! What became of deliveries, counted since the process began.

use std::sync::atomic::{AtomicU64, Ordering};

use store::repos::deliveries::DeliveryStatus;

/// Counts of one process.
#[derive(Debug, Default)]
pub struct Counters {
    sent: AtomicU64,
    retried: AtomicU64,
    dead: AtomicU64,
    refused_us: AtomicU64,
}

/// The counts at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Deliveries that the other side took.
    pub sent: u64,
    /// Attempts that failed and will be made again.
    pub retried: u64,
    /// Deliveries given up.
    pub dead: u64,
    /// Attempts at which the mail server refused us, not the recipient; they
    /// are among those that failed.
    pub refused_us: u64,
}

impl Counters {
    /// The counts now.
    pub fn read(&self) -> Counted {
        Counted {
            sent: self.sent.load(Ordering::Relaxed),
            retried: self.retried.load(Ordering::Relaxed),
            dead: self.dead.load(Ordering::Relaxed),
            refused_us: self.refused_us.load(Ordering::Relaxed),
        }
    }

    /// The counts since they were last taken; they begin anew.
    pub fn take(&self) -> Counted {
        Counted {
            sent: self.sent.swap(0, Ordering::Relaxed),
            retried: self.retried.swap(0, Ordering::Relaxed),
            dead: self.dead.swap(0, Ordering::Relaxed),
            refused_us: self.refused_us.swap(0, Ordering::Relaxed),
        }
    }

    pub(crate) fn refused_us(&self) {
        self.refused_us.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a settled delivery by where it stands now.
    pub(crate) fn settled(&self, status: DeliveryStatus) {
        let counter = match status {
            DeliveryStatus::Sent => &self.sent,
            DeliveryStatus::Waiting => &self.retried,
            DeliveryStatus::Dead => &self.dead,
            DeliveryStatus::Dropped => return,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}
