//! Why an agency declines.

use serde::{Deserialize, Serialize};

use crate::language::{Language, pick};

/// Why an agency declines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// It is not ours to answer.
    NotCompetent,
    /// The member does not meet the conditions.
    Conditions,
    /// No capacity now.
    Capacity,
    /// Already being handled.
    Duplicate,
    /// Something else, told in the note.
    Other,
}

impl DeclineReason {
    /// All reasons, in the order shown.
    pub const ALL: [Self; 5] = [Self::NotCompetent, Self::Conditions, Self::Capacity, Self::Duplicate, Self::Other];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCompetent => "not_competent",
            Self::Conditions => "conditions",
            Self::Capacity => "capacity",
            Self::Duplicate => "duplicate",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// For people.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::NotCompetent => pick(
                language,
                "Ce n’est pas de notre compétence",
                "Dit valt niet onder onze bevoegdheid",
                "This is not ours to answer",
            ),
            Self::Conditions => pick(
                language,
                "Les conditions ne sont pas remplies",
                "De voorwaarden zijn niet vervuld",
                "The conditions are not met",
            ),
            Self::Capacity => pick(
                language,
                "Pas de disponibilité actuellement",
                "Momenteel geen capaciteit",
                "No capacity at the moment",
            ),
            Self::Duplicate => {
                pick(language, "Déjà suivi chez nous", "Al bij ons in behandeling", "Already being handled by us")
            }
            Self::Other => pick(language, "Autre raison", "Andere reden", "Another reason"),
        }
    }
}
