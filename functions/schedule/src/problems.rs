//! What can go wrong here and nowhere else. Each type has a page that
//! explains it.

use crate::{LOCALES, word};
use axum::response::Response;
use domain::permanence::Permanence;
use domain::rota::Clash;
use maud::html;
use web::i18n::{in_all, text, text_args};
use web::{Page, Problem, Routes, Visit, get};

/// The most permanences that an answer names.
const NAMED: usize = 20;

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/problems/clash", get(async |visit: Visit| explain(&visit, "clash")))
        .route("/problems/adviser-in-use", get(async |visit: Visit| explain(&visit, "adviser-in-use")))
        .route("/problems/hand-over-under-way", get(async |visit: Visit| explain(&visit, "hand-over-under-way")))
        .route("/problems/slot-taken", get(async |visit: Visit| explain(&visit, "slot-taken")))
        .route("/problems/already-booked", get(async |visit: Visit| explain(&visit, "already-booked")))
        .route("/problems/booking-closed", get(async |visit: Visit| explain(&visit, "booking-closed")))
}

fn explain(visit: &Visit, slug: &'static str) -> Response {
    let say = |part: &str| word(visit.language, &format!("problem-{slug}{part}"));
    let body = html! { div class="narrow stack" { p { (say("-about")) } } };
    Page::public(visit).title(&say("")).render(body)
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
    let say = |part: &str| text(&LOCALES, &format!("problem-hand-over-under-way{part}"));
    Problem::conflict("hand-over-under-way", say(""), say("-detail"))
}
