//! The machine's clock, and one that can be moved for demonstrations.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{TimeDelta, Utc};
use domain::{Clock, Instant};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Instant {
        Instant::new(Utc::now())
    }
}

/// The machine's clock moved by an offset that only grows.
#[derive(Debug, Default)]
pub struct DemoClock {
    offset_ms: AtomicI64,
}

impl DemoClock {
    /// A clock that shows `start` now, or the machine's time.
    pub fn starting_at(start: Option<Instant>) -> Self {
        let offset = start.map_or(0, |start| start.millis() - SystemClock.now().millis());
        Self { offset_ms: AtomicI64::new(offset) }
    }

    /// Moves the clock forward; answers the new time.
    pub fn advance(&self, by: TimeDelta) -> Instant {
        self.offset_ms.fetch_add(by.num_milliseconds().max(0), Ordering::SeqCst);
        self.now()
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus(TimeDelta::milliseconds(self.offset_ms.load(Ordering::SeqCst)))
    }
}
