//! What can go wrong here and nowhere else. Each type has a page that
//! explains it.

use crate::{LOCALES, word};
use axum::response::Response;
use maud::html;
use web::i18n::text;
use web::{Page, Problem, Routes, Visit, get};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/problems/last-coordinator", get(async |visit: Visit| explain(&visit, "last-coordinator")))
        .route("/problems/address-taken", get(async |visit: Visit| explain(&visit, "address-taken")))
        .route("/problems/handed-over", get(async |visit: Visit| explain(&visit, "handed-over")))
        .route("/problems/not-dead", get(async |visit: Visit| explain(&visit, "not-dead")))
        .route("/problems/link-over", get(async |visit: Visit| explain(&visit, "link-over")))
}

fn explain(visit: &Visit, slug: &'static str) -> Response {
    let say = |part: &str| word(visit.language, &format!("problem-{slug}{part}"));
    let body = html! { div class="narrow stack" { p { (say("-detail")) } } };
    Page::public(visit).title(&say("")).render(body)
}

fn conflict(slug: &'static str) -> Problem {
    let detail = text(&LOCALES, &format!("problem-{slug}-detail"));
    Problem::conflict(slug, text(&LOCALES, &format!("problem-{slug}")), detail)
}

/// 409: nobody would be left who coordinates.
pub(crate) fn last_coordinator() -> Problem {
    conflict("last-coordinator")
}

/// 409: somebody else has the e-mail address.
pub(crate) fn address_taken() -> Problem {
    conflict("address-taken")
}

/// 409: the work went to somebody else before.
pub(crate) fn handed_over() -> Problem {
    conflict("handed-over")
}

/// 409: the delivery is not dead (any more).
pub(crate) fn not_dead() -> Problem {
    conflict("not-dead").with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}

/// 409: the link in the mail would not work any more.
pub(crate) fn link_over() -> Problem {
    conflict("link-over").with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}

/// 409: the mail would tell nothing any more; `why` is the key of the sentence
/// that says why.
pub(crate) fn nothing_to_send(why: &str) -> Problem {
    let problem = Problem::nothing_to_send().with_detail(text(&LOCALES, why));
    problem.with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}
