//! What is refused, in words. Each type has a page that explains it.

use flows::plans::{AnswerError, PlanError};
use flows::repairs::ChooseError;
use web::i18n::{in_all, text};
use web::{Problem, Routes, problem};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    problem::pages(&["plan-closed", "plan-begun", "plan-imagined", "repair-stale"], "-detail", word)
}

/// A use case that did not come to its end, as an answer.
pub(crate) fn refused(error: PlanError) -> Problem {
    let slug = match error {
        PlanError::Stands(_) => "plan-closed",
        PlanError::Begun => "plan-begun",
        PlanError::Imagined => "plan-imagined",
        PlanError::NoAssignment => return Problem::invalid_field("/assignment", text(&LOCALES, "no-assignment")),
        PlanError::NotMonday => return Problem::invalid_field("/from", text(&LOCALES, "not-monday")),
        PlanError::Fields(errors) => return errors.into(),
        PlanError::Table(error) => return Problem::of_change(error),
    };
    Problem::conflict_of(&LOCALES, slug)
}

/// A repair that was not made.
pub(crate) fn not_mended(error: ChooseError) -> Problem {
    match error {
        ChooseError::NoOffer => Problem::invalid_field("/repair", text(&LOCALES, "no-repair")),
        ChooseError::Stale(changed) => {
            let detail =
                in_all(|language| std::format!("{} {}", changed.get(language), word(language, "repair-stale-anew")));
            Problem::conflict("repair-stale", text(&LOCALES, "problem-repair-stale"), detail)
        }
        ChooseError::Table(error) => Problem::of_change(error),
    }
}

/// An answer that was not taken.
pub(crate) fn not_taken(error: AnswerError) -> Problem {
    match error {
        AnswerError::Plan(error) => refused(error),
        AnswerError::NoSuchTime => Problem::invalid_field("/time", text(&LOCALES, "no-such-time")),
    }
}
