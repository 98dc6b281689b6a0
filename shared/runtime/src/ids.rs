//! Ids from the operating system's randomness.

use std::sync::{Arc, Mutex};

use domain::{Clock, IdSource};
use ulid::Ulid;

/// ULIDs in lower case: 48 bits of time, 80 random bits; growing also within
/// one millisecond.
pub struct UlidSource {
    clock: Arc<dyn Clock>,
    last: Mutex<Ulid>,
}

impl UlidSource {
    /// Ids whose time part follows `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, last: Mutex::new(Ulid::from_bytes([0; 16])) }
    }
}

/// 128 random bits. A machine that can't give them must not go on: every
/// secret would be guessable.
fn random_bits() -> u128 {
    let mut bytes = [0u8; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::error!(%error, "no randomness from the operating system");
        std::process::abort();
    }
    u128::from_be_bytes(bytes)
}

impl IdSource for UlidSource {
    fn next(&self) -> String {
        let millis = u64::try_from(self.clock.now().millis()).unwrap_or(0);
        let mut fresh = Ulid::from_parts(millis, random_bits());
        if let Ok(mut last) = self.last.lock() {
            if fresh <= *last {
                fresh = last.increment().unwrap_or(fresh);
            }
            *last = fresh;
        }
        fresh.to_string().to_ascii_lowercase()
    }

    fn random(&self) -> String {
        // Every bit random; the alphabet and the length are a ULID's.
        Ulid::from_bytes(random_bits().to_be_bytes()).to_string().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;

    #[test]
    fn ids_grow_also_within_one_millisecond() {
        let ids = UlidSource::new(Arc::new(SystemClock));
        let made: Vec<_> = (0..1_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.len() == 26));
    }

    #[test]
    fn random_ids_do_not_share_their_beginning() {
        let ids = UlidSource::new(Arc::new(SystemClock));
        let starts: std::collections::HashSet<_> = (0..100).map(|_| ids.random()[..8].to_owned()).collect();
        assert!(starts.len() > 90);
    }
}
