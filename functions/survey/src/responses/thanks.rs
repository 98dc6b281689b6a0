//! `GET /s/{code}/thanks`: what happens with an answer, the way to the contact
//! form for those who asked for it, and what the answer gives back.

use axum::response::Response;
use domain::Language;
use domain::ids::SurveyId;
use maud::{Markup, html};
use web::extract::{Id, NoFilter, QueryParams};
use web::{Page, Problem, Visit, ui};

use super::back::given_back;
use super::view::in_language;
use crate::suggestions::told;
use crate::surveys::asked::Asking;
use crate::word;

/// Thanks. Reads: as the survey's page; what became of earlier suggestions
/// there: one query, one get where there are any; who comes next: one query, of
/// an agency one for each whose work it does, one read where advisers are named.
pub(super) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let asked = surveys.find(&context, &id).await?;
    let told = told(&context, visit.language, &asked.survey.target).await?;
    let back = given_back(&context, &visit, &asked).await?;
    let body = html! {
        div class="stack" {
            (contact(&visit, &id))
            (what_next(visit.language))
            (told)
            (back)
        }
    };
    Ok(words(Page::task(&visit), &visit).render(body))
}

/// What is said at the top of the page.
pub(super) fn words<'a>(page: Page<'a>, visit: &Visit) -> Page<'a> {
    let word = |key: &str| word(visit.language, key);
    let done = visit.done.as_deref().unwrap_or_default();
    let again = done.starts_with("again").then(|| ui::notice(word("thanks-again")));
    let sent = (done == "contact-sent").then(|| ui::notice(word("thanks-contact-sent")));
    page.title(&word("thanks-title")).lead(word("thanks-lead")).notice(again.or(sent)).private()
}

/// The way to the contact form for those who asked for it; out of a frame.
pub(super) fn contact(visit: &Visit, id: &SurveyId) -> Markup {
    let word = |key: &str| word(visit.language, key);
    // Whoever is not satisfied finds that ticked on the form, and may untick it.
    let soon = match visit.done.as_deref().unwrap_or_default().trim_start_matches("again-") {
        "contact" => "",
        "contact-soon" => "?soon=true",
        _ => return Markup::default(),
    };
    let path = in_language(visit, format!("/s/{id}/contact{soon}"));
    ui::card(
        &word("thanks-contact"),
        html! {
            p { (word("thanks-contact-how")) }
            p class="actions" {
                a class="button" href=(path) target=[visit.is_embedded().then_some("_blank")] { (word("thanks-contact-go")) }
            }
        },
    )
}

/// What happens with an answer.
pub(super) fn what_next(language: Language) -> Markup {
    let says = ["thanks-grouped", "thanks-suggestions", "thanks-anonymous"];
    ui::card(&word(language, "thanks-next"), html! { ul { @for key in says { li { (word(language, key)) } } } })
}
