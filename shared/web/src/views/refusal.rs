//! Moves that the rules refuse, as answers: what nobody asked for is not
//! found, what was not understood is 422, and what comes too late or the other
//! way round is 409 and says how it stands.

use domain::moves::MoveError;

use crate::LOCALES;
use crate::i18n::{in_all, text};
use crate::problem::Problem;

impl From<MoveError> for Problem {
    fn from(error: MoveError) -> Self {
        let detail = in_all(|language| error.text(language));
        match error {
            MoveError::NotAsked { .. } => Self::not_found(),
            MoveError::NoNeedType | MoveError::UnknownNeedType { .. } => Self::invalid_field("/need_types", detail),
            MoveError::NothingToSplit => Self::invalid_field("/need_types", detail),
            MoveError::NotOfAgency { .. } => Self::invalid_field("/email", detail),
            MoveError::UnknownAgency { .. } => Self::invalid_field("/agencies", detail),
            MoveError::Opposite { .. }
            | MoveError::Over { .. }
            | MoveError::Closed
            | MoveError::StillOpen
            | MoveError::NoConsent
            | MoveError::NoConsentFor { .. }
            | MoveError::TooLongClosed
            | MoveError::AlreadyAsked { .. } => {
                Self::conflict("not-possible-now", text(&LOCALES, "problem-not-possible-now"), detail)
            }
        }
    }
}
