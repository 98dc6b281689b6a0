//! Answers that come when their survey takes none any more. Nothing of them is
//! kept: the page says so, and gives back what was written.

use axum::response::Response;
use domain::questionnaire::{Question, ScaleKind};
use http::StatusCode;
use maud::html;
use web::extract::FormState;
use web::{Page, Visit, ui};

use super::view::{Entry, in_language};
use crate::word;

/// The page, with the status that says why.
pub(super) fn late(visit: &Visit, entry: &Entry<'_>, (state, status): (&FormState, StatusCode)) -> Response {
    let word = |key: &str| word(visit.language, key);
    let questionnaire = entry.asked.questionnaire();
    let is_text = |question: &&Question| matches!(questionnaire.scale_of(question), Some(ScaleKind::Text { .. }));
    let texts = entry.asked.survey.may_ask(questionnaire).into_iter().filter(is_text);
    let written: Vec<(&Question, &str)> =
        texts.map(|question| (question, state.get(&question.id).trim())).filter(|(_, text)| !text.is_empty()).collect();
    // Out of the frame of another site.
    let tab = entry.framed.is_some().then_some("_blank");
    let body = html! {
        @if !written.is_empty() {
            (ui::card(&word("late-written"), html! {
                p { (word("late-written-how")) }
                @for (question, text) in &written {
                    h3 { (question.text.get(visit.language)) }
                    p class="quote" { (text) }
                }
            }))
        }
        p class="actions" {
            a class="button" href=(in_language(visit, "/needs/new".to_owned())) target=[tab] { (word("late-need")) }
            a class="button secondary" href=(in_language(visit, "/services".to_owned())) target=[tab] { (word("thanks-services")) }
        }
    };
    let page = match &entry.framed {
        Some(framed) => Page::embed(visit, framed.look),
        None => Page::task(visit),
    };
    let body = html! { div class="stack" { (body) } };
    page.title(&word("late-title")).lead(word("late-lead")).private().status(status).render(body)
}
