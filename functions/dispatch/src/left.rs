//! What the last look at what is due left undone.

use std::sync::{Mutex, PoisonError};

use domain::Instant;
use store::repos::deliveries::Due;

/// Due rows of one look.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    pub(crate) count: usize,
    /// When the one that waits longest fell due.
    pub(crate) oldest: Option<Instant>,
}

impl Seen {
    pub(crate) fn of<'a>(due: impl Iterator<Item = &'a Due>) -> Self {
        due.fold(Self::default(), |seen, due| seen.and(Self { count: 1, oldest: Some(due.at) }))
    }

    pub(crate) fn and(self, other: Self) -> Self {
        let oldest = self.oldest.into_iter().chain(other.oldest).min();
        Self { count: self.count + other.count, oldest }
    }
}

/// What the last look left.
#[derive(Debug, Default)]
pub(crate) struct Left {
    seen: Mutex<Seen>,
}

impl Left {
    /// Of what a look saw, so many are done.
    pub(crate) fn note(&self, seen: Seen, done: usize) {
        let count = seen.count.saturating_sub(done);
        let oldest = seen.oldest.filter(|_| count > 0);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen { count, oldest };
    }

    pub(crate) fn read(&self) -> Seen {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
