//! `GET /console/survey/suggestions`: what people suggest, by where it stands.

use axum::response::Response;
use domain::Language;
use domain::suggestion::{Suggestion, SuggestionState};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{PageQuery, QueryParams};
use web::ui::{Paging, Table};
use web::{CoordinatorDesk, Problem, format};

use super::badge;
use crate::console::{SURVEYS, page as below};
use crate::{word, word_with, words};

/// Which of them.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct Shown {
    state: Option<SuggestionState>,
}

/// The list. Reads: 1 query, 1 get, 1 of the directory's revision.
pub(super) async fn show(
    CoordinatorDesk(desk): CoordinatorDesk,
    page: PageQuery,
    QueryParams(Shown { state }): QueryParams<Shown>,
) -> Result<Response, Problem> {
    let state = state.unwrap_or(SuggestionState::New);
    let name = format!("console-suggestions/{}", state.code());
    let path = |state: SuggestionState| format!("/console/survey/suggestions?state={}", state.code());
    let here = path(state);
    let paging = Paging::of(&desk.context, &page, &name, &here)?;
    let (found, next) = desk.context.store.suggestions().list(state, paging.after.clone(), page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = ["suggestion-text", "suggestion-about", "list-state", "suggestion-due"];
    let mut table = Table::named(word, "suggestions-title", &columns);
    for one in found.iter().map(|found| &found.value) {
        table = table.row(vec![
            html! { a href=(format!("/console/survey/suggestions/{}", one.id)) { (one.text) } (said(language, one)) },
            html! { (words::about(language, &catalogue, one)) },
            badge(language, one.state),
            html! { @if let Some(due) = one.due { (format::date(language, due)) } },
        ]);
    }
    let body = html! {
        nav class="actions" aria-label=(word("suggestions-by-state")) {
            @for other in SuggestionState::ALL {
                a href=(path(other)) aria-current=[(other == state).then_some("page")] { (word(&format!("suggestion-{}", other.code()))) }
            }
        }
        (table.or(&word("suggestions-empty"), word("suggestions-empty-how")))
        (paging.pager(language, next.as_deref()))
    };
    Ok(below(&desk, &word("suggestions-title"), word("suggestions-lead"), SURVEYS).await?.render(body))
}

fn said(language: Language, one: &Suggestion) -> Markup {
    html! { @if one.said > 1 { " " span class="soft" { (word_with(language, "suggestion-said", &[("n", one.said.into())])) } } }
}
