//! Why a move is not possible, and how that is said.

use crate::ids::{AgencyId, NeedTypeId};
use crate::language::{Language, pick};
use crate::referral::ReferralStatus;

/// Why a move is not possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// The agency was never asked about this need.
    #[error("no referral to {agency}")]
    NotAsked {
        /// The agency.
        agency: AgencyId,
    },
    /// The referral was answered otherwise before.
    #[error("already answered: {}", status.code())]
    Opposite {
        /// How it stands.
        status: ReferralStatus,
    },
    /// The referral no longer waits for an answer.
    #[error("the referral is over: {}", status.code())]
    Over {
        /// How it stands.
        status: ReferralStatus,
    },
    /// The need is closed.
    #[error("the need is closed")]
    Closed,
    /// Agencies are still at work; the need can't be closed over their heads.
    #[error("agencies are still at work")]
    StillOpen,
    /// The member did not agree to sharing.
    #[error("no consent to share")]
    NoConsent,
    /// The member did not agree to sharing with this agency.
    #[error("no consent to share with {agency}")]
    NoConsentFor {
        /// The agency.
        agency: AgencyId,
    },
    /// No kind of need was chosen.
    #[error("no kind of need")]
    NoNeedType,
    /// The catalogue has no such kind of need.
    #[error("unknown kind of need {id}")]
    UnknownNeedType {
        /// What was given.
        id: NeedTypeId,
    },
    /// No such agency exists on that day.
    #[error("unknown agency {agency}")]
    UnknownAgency {
        /// What was given.
        agency: AgencyId,
    },
    /// It was closed too long ago to be taken up again, or nobody is known of it.
    #[error("closed too long ago")]
    TooLongClosed,
    /// Of a need with one kind of need nothing can be made a need of its own.
    #[error("nothing to split")]
    NothingToSplit,
    /// An address that is not one of the agency's.
    #[error("not an address of {agency}")]
    NotOfAgency {
        /// The agency.
        agency: AgencyId,
        /// The domains of its addresses.
        domains: Vec<String>,
    },
    /// The agency was asked before.
    #[error("{agency} was already asked")]
    AlreadyAsked {
        /// The agency.
        agency: AgencyId,
    },
}

impl MoveError {
    /// The sentence for the person who tried.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::NotAsked { agency } => {
                let lead = pick(
                    language,
                    "Ce besoin n’a pas été transmis à",
                    "Deze behoefte werd niet doorgestuurd naar",
                    "This need was not referred to",
                );
                format!("{lead} {agency}.")
            }
            Self::Opposite { status } => {
                let lead = pick(
                    language,
                    "Une autre réponse a déjà été donnée",
                    "Er werd al een ander antwoord gegeven",
                    "Another answer was already given",
                );
                format!("{lead} ({}).", status.label(language))
            }
            Self::Over { status } => {
                let lead = pick(
                    language,
                    "Cette demande n’attend plus de réponse",
                    "Deze vraag wacht niet meer op antwoord",
                    "This request no longer waits for an answer",
                );
                format!("{lead} ({}).", status.label(language))
            }
            Self::Closed => {
                pick(language, "Ce besoin est clôturé.", "Deze behoefte is afgesloten.", "This need is closed.")
                    .to_owned()
            }
            Self::TooLongClosed => pick(
                language,
                "Ce besoin est clôturé depuis trop longtemps pour être repris\u{a0}; introduisez une nouvelle demande.",
                "Deze behoefte is te lang geleden afgesloten om ze te heropenen; stel een nieuwe vraag.",
                "This need was closed too long ago to be taken up again; state a new one.",
            )
            .to_owned(),
            Self::NothingToSplit => pick(
                language,
                "Choisissez une partie des besoins\u{a0}; il doit en rester au moins un.",
                "Kies een deel van de behoeften; er moet er minstens één overblijven.",
                "Choose some of the kinds of need; at least one must be left.",
            )
            .to_owned(),
            Self::NotOfAgency { domains, .. } => {
                let lead = pick(
                    language,
                    "Indiquez une adresse e-mail de cette agence, qui se termine par",
                    "Vul een e-mailadres van dit agentschap in, dat eindigt op",
                    "Give an e-mail address of this agency, which ends in",
                );
                let or = pick(language, " ou ", " of ", " or ");
                let ends: Vec<String> = domains.iter().map(|domain| format!("@{domain}")).collect();
                format!("{lead} {}.", ends.join(or))
            }
            Self::StillOpen => pick(
                language,
                "Des agences traitent encore ce besoin\u{a0}; attendez leur résultat.",
                "Er zijn nog agentschappen met deze behoefte bezig; wacht op hun resultaat.",
                "Agencies are still at work on this need; wait for their outcome.",
            )
            .to_owned(),
            Self::NoConsent => pick(
                language,
                "Le membre n’a pas accepté le partage de ses données\u{a0}; prenez contact avec lui.",
                "Het lid ging niet akkoord met het delen van zijn gegevens; neem contact op.",
                "The member did not agree to sharing data; get in touch.",
            )
            .to_owned(),
            Self::NoConsentFor { agency } => {
                let lead = pick(
                    language,
                    "Le membre n’a pas accepté le partage de ses données avec",
                    "Het lid ging niet akkoord met het delen van zijn gegevens met",
                    "The member did not agree to sharing data with",
                );
                format!("{lead} {agency}.")
            }
            Self::NoNeedType => pick(
                language,
                "Choisissez au moins un type de besoin.",
                "Kies minstens één soort behoefte.",
                "Choose at least one kind of need.",
            )
            .to_owned(),
            Self::UnknownNeedType { id } => {
                let lead = pick(
                    language,
                    "Type de besoin inconnu\u{a0}; choisissez-en un autre",
                    "Onbekende soort behoefte; kies een andere",
                    "Unknown kind of need; choose another",
                );
                format!("{lead} ({id}).")
            }
            Self::UnknownAgency { agency } => {
                let lead = pick(
                    language,
                    "Agence inconnue\u{a0}; choisissez-en une autre",
                    "Onbekend agentschap; kies een ander",
                    "Unknown agency; choose another",
                );
                format!("{lead} ({agency}).")
            }
            Self::AlreadyAsked { agency } => {
                let lead = pick(
                    language,
                    "Agence déjà sollicitée\u{a0}; choisissez-en une autre",
                    "Agentschap al aangesproken; kies een ander",
                    "Agency already asked; choose another",
                );
                format!("{lead} ({agency}).")
            }
        }
    }
}
