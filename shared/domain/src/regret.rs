//! What is amiss with what an agency reported.

use serde::{Deserialize, Serialize};

/// What somebody says of a referral beside the survey, and never in it: their
/// need is taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regret {
    /// Nobody contacted them.
    NotContacted,
    /// It did not help: another agency is to be asked.
    NotHelped,
}

impl Regret {
    /// Each, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::NotContacted, Self::NotHelped];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotContacted => "not_contacted",
            Self::NotHelped => "not_helped",
        }
    }
}
