//! `GET /s/{code}/thanks`: what happens with an answer, the way to the contact
//! form for those who asked for it, and what the answer gives back.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::ids::SurveyId;
use maud::html;
use web::extract::Id;
use web::{Context, Page, Problem, Visit, ui};

use super::back::given_back;
use super::view::in_language;
use crate::suggestions::told;
use crate::surveys::asked::AskedSurveys;
use crate::word;

/// Thanks. Reads: as the survey's page; what became of earlier suggestions
/// there: one query, one get where there are any; who comes next: one query, of
/// an agency one for each whose work it does, one read where advisers are named.
pub(super) async fn show(
    State(context): State<Context>,
    Extension(surveys): Extension<AskedSurveys>,
    visit: Visit,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let asked = surveys.find(&context, &id).await?;
    let told = told(&context, visit.language, &asked.survey.target).await?;
    let word = |key: &str| word(visit.language, key);
    let done = visit.done.as_deref().unwrap_or_default();
    let again = done.starts_with("again").then(|| ui::notice(word("thanks-again")));
    let sent = (done == "contact-sent").then(|| ui::notice(word("thanks-contact-sent")));
    // Whoever is not satisfied finds that ticked on the form, and may untick it.
    let asks = match done.trim_start_matches("again-") {
        "contact" => Some(""),
        "contact-soon" => Some("?soon=true"),
        _ => None,
    };
    let back = given_back(&context, &visit, &asked).await?;
    let body = html! {
        div class="stack" {
            @if let Some(soon) = asks {
                (ui::card(&word("thanks-contact"), html! {
                    p { (word("thanks-contact-how")) }
                    p class="actions" {
                        (ui::link_button(&word("thanks-contact-go"), &in_language(&visit, format!("/s/{id}/contact{soon}"))))
                    }
                }))
            }
            (ui::card(&word("thanks-next"), html! {
                ul {
                    li { (word("thanks-grouped")) }
                    li { (word("thanks-suggestions")) }
                    li { (word("thanks-anonymous")) }
                }
            }))
            (told)
            (back)
        }
    };
    Ok(Page::task(&visit)
        .title(&word("thanks-title"))
        .lead(word("thanks-lead"))
        .notice(again.or(sent))
        .private()
        .render(body))
}
