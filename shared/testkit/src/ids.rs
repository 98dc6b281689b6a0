//! Ids that are the same in every run of a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{Clock, IdSource};
use ulid::Ulid;

/// Numbers ids upwards.
pub struct SeededIds {
    clock: Arc<dyn Clock>,
    next: AtomicU64,
}

impl SeededIds {
    /// Ids whose time part follows `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, next: AtomicU64::new(1) }
    }

    fn count(&self) -> u64 {
        self.next.fetch_add(1, Ordering::SeqCst)
    }
}

impl IdSource for SeededIds {
    fn next(&self) -> String {
        let millis = u64::try_from(self.clock.now().millis()).unwrap_or(0);
        Ulid::from_parts(millis, u128::from(self.count())).to_string().to_ascii_lowercase()
    }

    fn random(&self) -> String {
        // Spread over the whole alphabet, so that codes cut from it differ.
        let spread = u128::from(self.count()).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        Ulid::from_bytes(spread.to_be_bytes()).to_string().to_ascii_lowercase()
    }
}
