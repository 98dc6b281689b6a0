//! A permanence as lists hold it, which a program keeps in memory too.

use domain::Instant;
use domain::permanence::Permanence;
use serde::{Deserialize, Serialize};

/// A permanence as a list holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The permanence.
    #[serde(flatten)]
    pub permanence: Permanence,
    /// The version of the permanence's own row; rises with every change.
    #[serde(default)]
    pub row_version: u64,
    /// When it was last changed; `None` where that was not written down.
    #[serde(default)]
    pub changed_at: Option<Instant>,
}
