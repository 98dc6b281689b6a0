//! What is refused, in words. Each type has a page that explains it.

use axum::response::Response;
use flows::inform::InformError;
use maud::html;
use web::i18n::text;
use web::{Page, Problem, Routes, Visit, get};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/problems/inform-sent", get(async |visit: Visit| explain(&visit, "inform-sent")))
        .route("/problems/inform-not-seen", get(async |visit: Visit| explain(&visit, "inform-not-seen")))
        .route("/problems/inform-changed", get(async |visit: Visit| explain(&visit, "inform-changed")))
}

fn explain(visit: &Visit, slug: &'static str) -> Response {
    let say = |part: &str| word(visit.language, &format!("problem-{slug}{part}"));
    let body = html! { div class="narrow stack" { p { (say("-detail")) } } };
    Page::public(visit).title(&say("")).render(body)
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
    let detail = text(&LOCALES, &format!("problem-{slug}-detail"));
    Problem::conflict(slug, text(&LOCALES, &format!("problem-{slug}")), detail)
}
