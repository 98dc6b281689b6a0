//! What can go wrong here and nowhere else. Each type has a page that
//! explains it.

use domain::permanence::Permanence;
use domain::rota::Clash;
use web::i18n::{in_all, text, text_args};
use web::{Problem, Routes, problem};

use crate::{LOCALES, word};

/// The most permanences that an answer names.
const NAMED: usize = 20;

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    let slugs = ["clash", "adviser-in-use", "hand-over-under-way", "slot-taken", "already-booked", "booking-closed"];
    problem::pages(&slugs, "-about", word)
}

/// 409: the rota can't hold what was to be saved. Names each clash at the field
/// that would have to change.
pub(crate) fn clash(clashes: &[Clash]) -> Problem {
    let said = in_all(|language| clashes.iter().map(|clash| clash.reason.get(language)).collect::<Vec<_>>().join(" "));
    let problem = Problem::conflict("clash", text(&LOCALES, "problem-clash"), said);
    clashes.iter().fold(problem, |problem, clash| problem.with_error(clash.kind.pointer(), clash.reason.clone()))
}

/// 409: permanences that are not over name the adviser.
pub(crate) fn adviser_in_use(permanences: &[Permanence]) -> Problem {
    let named: Vec<&str> = permanences.iter().take(NAMED).map(|permanence| permanence.id.as_str()).collect();
    let args = [("n", permanences.len().into()), ("by", named.join(", ").into())];
    let detail = text_args(&LOCALES, "problem-adviser-in-use-detail", &args);
    Problem::conflict("adviser-in-use", text(&LOCALES, "problem-adviser-in-use"), detail).with_member("used_by", named)
}

/// 409: what the adviser hands over is being done.
pub(crate) fn hand_over_under_way() -> Problem {
    Problem::conflict_of(&LOCALES, "hand-over-under-way")
}
