//! How a need ended.

use serde::{Deserialize, Serialize};

use crate::language::{Language, pick};

/// How a need ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The member was helped.
    Helped,
    /// The member was not helped.
    NotHelped,
    /// The member could not be reached.
    Unreachable,
    /// The member took it back.
    Withdrawn,
}

impl Outcome {
    /// All outcomes that an agency can report.
    pub const ALL: [Self; 4] = [Self::Helped, Self::NotHelped, Self::Unreachable, Self::Withdrawn];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Helped => "helped",
            Self::NotHelped => "not_helped",
            Self::Unreachable => "unreachable",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// For people.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Helped => pick(language, "Aidé", "Geholpen", "Helped"),
            Self::NotHelped => pick(language, "Pas aidé", "Niet geholpen", "Not helped"),
            Self::Unreachable => pick(language, "Injoignable", "Onbereikbaar", "Could not be reached"),
            Self::Withdrawn => pick(language, "Retiré", "Ingetrokken", "Withdrawn"),
        }
    }
}
