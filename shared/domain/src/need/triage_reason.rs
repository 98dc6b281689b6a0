//! Why a need waits for the coordinator.

use serde::{Deserialize, Serialize};

use crate::language::{Language, pick};

/// Why a need waits for the coordinator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriageReason {
    /// What is needed was only inferred from text or profile.
    Suggested,
    /// Nothing told what is needed.
    Undetermined,
    /// The member did not agree to sharing.
    NoConsent,
    /// No agency's conditions hold.
    NoAgency,
    /// Every agency that could help declined or did not answer.
    Exhausted,
    /// It was closed, and is taken up again.
    Reopened,
}

impl TriageReason {
    /// For the member, who is spoken to.
    pub const fn told(self, language: Language) -> &'static str {
        match self {
            Self::NoConsent => pick(
                language,
                "vous n’avez pas accepté le partage avec une agence",
                "u ging niet akkoord met delen met een agentschap",
                "you did not agree to sharing with an agency",
            ),
            other => other.label(language),
        }
    }

    /// For people: why the need waits.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Suggested => pick(
                language,
                "besoin déduit du texte ou du profil\u{a0}: à confirmer",
                "behoefte afgeleid uit tekst of profiel: te bevestigen",
                "need inferred from text or profile: to be confirmed",
            ),
            Self::Undetermined => pick(
                language,
                "rien n’indique assez clairement de quoi il s’agit",
                "nog niets wijst duidelijk genoeg uit waarover het gaat",
                "nothing tells clearly enough what it is about",
            ),
            Self::NoConsent => pick(
                language,
                "le membre n’a pas accepté le partage avec une agence",
                "het lid ging niet akkoord met delen met een agentschap",
                "the member did not agree to sharing with an agency",
            ),
            Self::NoAgency => pick(
                language,
                "aucune agence ne remplit les conditions",
                "geen enkel agentschap voldoet aan de voorwaarden",
                "no agency meets the conditions",
            ),
            Self::Reopened => pick(
                language,
                "besoin repris après sa clôture",
                "behoefte heropend na afsluiting",
                "need taken up again after it was closed",
            ),
            Self::Exhausted => pick(
                language,
                "toutes les agences possibles ont été sollicitées",
                "alle mogelijke agentschappen werden al aangesproken",
                "every agency that could help has been asked",
            ),
        }
    }
}
