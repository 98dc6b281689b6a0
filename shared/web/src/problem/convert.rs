//! Errors of the layers below, by meaning. Each is logged where it becomes an
//! answer and nowhere else.

use domain::field_error::FieldError;
use domain::moves::MoveError;
use store::TableError;

use super::{FieldProblem, Problem};
use crate::LOCALES;
use crate::i18n::{in_all, text};
use crate::limit::RetryAfter;

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Conflict { .. } => Self::conflicting_change(),
            TableError::Contended | TableError::Throttled => {
                tracing::warn!(%error, "the table asked for patience");
                Self::unavailable(RetryAfter(1))
            }
            TableError::Unavailable(_) => {
                tracing::error!(%error, "the table is unavailable");
                Self::unavailable(RetryAfter(5))
            }
            TableError::Unwritable(_) => {
                tracing::error!(%error, "nothing can be written");
                Self::unwritable(RetryAfter(60))
            }
            TableError::TooLarge(_) | TableError::Invalid(_) | TableError::Corrupt(_) => Self::internal(&error),
        }
    }
}

impl Problem {
    /// A commit over a version that the caller named: 412 where somebody was
    /// faster between the read and the commit.
    pub fn of_change(error: TableError) -> Self {
        match error {
            TableError::Conflict { .. } => Self::changed_meanwhile(),
            other => other.into(),
        }
    }
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        let detail = in_all(|language| error.text(language));
        Self { pointer: error.pointer, detail }
    }
}

impl From<Vec<FieldError>> for Problem {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::invalid(errors.into_iter().map(FieldProblem::from).collect())
    }
}

/// Moves that the rules refuse: what nobody asked for is not found, what was not
/// understood is 422, and what comes too late or the other way round is 409 and says
/// how it stands.
impl From<MoveError> for Problem {
    fn from(error: MoveError) -> Self {
        let detail = in_all(|language| error.text(language));
        match error {
            MoveError::NotAsked { .. } => Self::not_found(),
            MoveError::NoNeedType | MoveError::UnknownNeedType { .. } | MoveError::NothingToSplit => {
                Self::invalid_field("/need_types", detail)
            }
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
