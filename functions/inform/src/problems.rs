//! What is refused, in words. Each type has a page that explains it.

use flows::inform::InformError;
use web::{Problem, Routes, problem};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    problem::pages(&["inform-sent", "inform-not-seen", "inform-changed"], "-detail", word)
}

/// A use case that did not come to its end, as an answer.
pub(crate) fn refused(error: InformError) -> Problem {
    let slug = match error {
        InformError::Sent => "inform-sent",
        InformError::NotSeen => "inform-not-seen",
        InformError::Changed => "inform-changed",
        InformError::Invalid(errors) => return errors.into(),
        InformError::Table(error) => return Problem::of_change(error),
    };
    Problem::conflict_of(&LOCALES, slug)
}
