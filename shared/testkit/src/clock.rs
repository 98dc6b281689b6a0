//! A clock that stands still until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use domain::{Clock, Instant};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Shows `instant`, RFC 3339.
    pub fn at(instant: &str) -> Self {
        let Some(instant) = Instant::parse(instant) else { unreachable!("{instant} is no instant") };
        Self(AtomicI64::new(instant.millis()))
    }

    /// Moves the time.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
            .unwrap_or_else(|| Instant::new(chrono::DateTime::UNIX_EPOCH))
    }
}
