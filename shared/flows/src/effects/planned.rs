//! What a commit asks for.

use domain::Instant;
use serde::Serialize;
use store::TableError;
use store::repos::deliveries::Work;

/// One effect that a commit asks for.
#[derive(Debug, Clone)]
pub struct Planned {
    /// What is to be done.
    pub work: Work,
    /// Effect and recipient: one of each for a commit. The delivery's id
    /// derives from it, so it never changes.
    pub recipient: String,
    /// When.
    pub due_at: Instant,
    /// Where its row stands; `None`: beside what was committed.
    pub partition: Option<String>,
}

impl Planned {
    /// An effect as it is stored.
    pub fn new(work: &impl Serialize, recipient: impl Into<String>, due_at: Instant) -> Result<Self, TableError> {
        Ok(Self { work: Work::of(work)?, recipient: recipient.into(), due_at, partition: None })
    }

    /// With its row in a partition of its own.
    #[must_use]
    pub fn standing_in(self, partition: String) -> Self {
        Self { partition: Some(partition), ..self }
    }
}
