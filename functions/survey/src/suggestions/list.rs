//! `GET /console/survey/suggestions`: what people suggest, by where it stands.

use axum::response::Response;
use domain::Language;
use domain::suggestion::{Suggestion, SuggestionState};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{PageQuery, QueryParams, cursor};
use web::{CoordinatorDesk, Problem, format, ui};

use super::badge;
use crate::console::{SURVEYS, listed, page as below, table};
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
    let (secrets, name) = (desk.context.store.secrets(), format!("console-suggestions/{}", state.code()));
    let after = page.after(secrets, &name)?;
    let (found, next) = desk.context.store.suggestions().list(state, after, page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = ["suggestion-text", "suggestion-about", "list-state", "suggestion-due"];
    let mut table = table(language, "suggestions-title", &columns);
    for one in found.iter().map(|found| &found.value) {
        table = table.row(vec![
            html! { a href=(format!("/console/survey/suggestions/{}", one.id)) { (one.text) } (said(language, one)) },
            html! { (words::about(language, &catalogue, one)) },
            badge(language, one.state),
            html! { @if let Some(due) = one.due { (format::date(language, due)) } },
        ]);
    }
    let path = format!("/console/survey/suggestions?state={}", state.code());
    let next = next.map(|next| format!("{path}&cursor={}", cursor::seal(secrets, &name, &next)));
    let body = html! {
        nav class="actions" aria-label=(word("suggestions-by-state")) {
            @for other in SuggestionState::ALL {
                @let href = format!("/console/survey/suggestions?state={}", other.code());
                a href=(href) aria-current=[(other == state).then_some("page")] { (word(&format!("suggestion-{}", other.code()))) }
            }
        }
        (listed(language, &table, ("suggestions-empty", "suggestions-empty-how")))
        (ui::pager(language, page.cursor.as_ref().map(|_| path.as_str()), next.as_deref()))
    };
    Ok(below(&desk, &word("suggestions-title"), word("suggestions-lead"), SURVEYS).await?.render(body))
}

fn said(language: Language, one: &Suggestion) -> Markup {
    html! { @if one.said > 1 { " " span class="soft" { (word_with(language, "suggestion-said", &[("n", one.said.into())])) } } }
}
