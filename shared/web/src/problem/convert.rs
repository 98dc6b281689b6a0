//! Errors of the layers below, by meaning. Each is logged where it becomes an
//! answer and nowhere else.

use domain::field_error::FieldError;
use store::TableError;

use super::{FieldProblem, Problem};
use crate::i18n::in_all;
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
