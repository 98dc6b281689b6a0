//! How DynamoDB can be on a bad day, one call in so many.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Faults that a journey asks for. Commits and reads are counted apart, so
/// that one in so many of each has a fault, and each kind of fault its turn.
#[derive(Debug, Default)]
pub struct Faults {
    /// One call in so many has a fault; 0: none.
    one_in: AtomicU64,
    commits: AtomicU64,
    reads: AtomicU64,
    had: Mutex<Had>,
}

/// The faults that there were, by kind, and the calls that they were among.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Had {
    /// Calls while there were faults.
    pub calls: u64,
    /// Calls that DynamoDB said to repeat later.
    pub throttled: u64,
    /// Commits that met another transaction.
    pub conflicts: u64,
    /// Commits that were done and whose answer was lost.
    pub cut_after_commit: u64,
    /// Reads whose answer was lost.
    pub cut_reads: u64,
}

impl Had {
    /// All of them.
    pub const fn all(&self) -> u64 {
        self.throttled + self.conflicts + self.cut_after_commit + self.cut_reads
    }
}

impl Faults {
    /// From now on, one call in so many; 0 ends it.
    pub fn one_in(&self, calls: u64) {
        self.one_in.store(calls, Ordering::SeqCst);
    }

    /// How many there were, since the beginning.
    pub fn had(&self) -> Had {
        *self.had.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What happens to a call of this operation.
    pub(crate) fn next(&self, operation: &str) -> Option<Fault> {
        let one_in = self.one_in.load(Ordering::SeqCst);
        if one_in == 0 {
            return None;
        }
        let mut had = self.had.lock().unwrap_or_else(PoisonError::into_inner);
        had.calls += 1;
        let is_commit = operation == "TransactWriteItems";
        let call = if is_commit { &self.commits } else { &self.reads }.fetch_add(1, Ordering::SeqCst);
        if !call.is_multiple_of(one_in) {
            return None;
        }
        let turn = call / one_in;
        let (fault, count) = match (is_commit, turn % 3) {
            (true, 0) => (Fault::CutAfter, &mut had.cut_after_commit),
            (true, 1) => (Fault::Conflict, &mut had.conflicts),
            (false, 0) => (Fault::CutAfter, &mut had.cut_reads),
            _ => (Fault::Throttled, &mut had.throttled),
        };
        *count += 1;
        Some(fault)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// DynamoDB is not asked, and says to come back later.
    Throttled,
    /// DynamoDB is not asked; another transaction was at the same item.
    Conflict,
    /// DynamoDB did it, and its answer is lost.
    CutAfter,
}
