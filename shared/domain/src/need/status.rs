//! Where a need stands.

use serde::{Deserialize, Serialize};

use crate::language::{Language, pick};

/// Where a need stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedStatus {
    /// The coordinator has to look at it.
    ToTriage,
    /// Agencies were asked; none has accepted yet.
    Referred,
    /// An agency accepted.
    InProgress,
    /// Over; the outcome says how.
    Closed,
}

impl NeedStatus {
    /// The word of CONTRACT and of the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToTriage => "to_triage",
            Self::Referred => "referred",
            Self::InProgress => "in_progress",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::ToTriage, Self::Referred, Self::InProgress, Self::Closed].into_iter().find(|s| s.code() == code)
    }

    /// For people.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::ToTriage => pick(language, "À trier", "Te sorteren", "To triage"),
            Self::Referred => pick(language, "Transmis", "Doorgestuurd", "Referred"),
            Self::InProgress => pick(language, "En cours", "In behandeling", "In progress"),
            Self::Closed => pick(language, "Clôturé", "Afgesloten", "Closed"),
        }
    }
}
