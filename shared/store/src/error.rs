//! What can go wrong with a table, by meaning.

/// An engine's answer when it did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The condition of the write at `index` did not hold. Nothing was written.
    #[error("the condition of write {index} did not hold")]
    Conflict {
        /// Position in the commit; the first one where several failed.
        index: usize,
    },
    /// Another commit was at work on the same rows; nothing was written.
    #[error("another commit was at work on the same rows")]
    Contended,
    /// The engine asks for patience.
    #[error("the table is throttled")]
    Throttled,
    /// Larger than the table takes; says which limit.
    #[error("too large: {0}")]
    TooLarge(String),
    /// A request that no table takes: an empty key, a key twice in a commit.
    #[error("invalid request: {0}")]
    Invalid(String),
    /// The engine can't be reached, or the answer was lost: the commit may or
    /// may not have been applied. Repeat it with the same token.
    #[error("the table is unavailable: {0}")]
    Unavailable(String),
    /// Nothing can be written now (a full disk); reads may go on. As after
    /// [`Self::Unavailable`], the commit is repeated with the same token.
    #[error("nothing can be written: {0}")]
    Unwritable(String),
    /// What is stored can't be read.
    #[error("stored data is corrupt: {0}")]
    Corrupt(String),
}

impl TableError {
    /// Whether the same call may succeed a moment later.
    pub const fn retryable(&self) -> bool {
        matches!(self, Self::Contended | Self::Throttled | Self::Unavailable(_) | Self::Unwritable(_))
    }

    /// No failure where a condition did not hold: for what somebody who was faster has
    /// done as well, or what is done again later.
    pub fn unless_conflict(done: Result<(), Self>) -> Result<(), Self> {
        match done {
            Err(Self::Conflict { .. }) => Ok(()),
            done => done,
        }
    }
}
