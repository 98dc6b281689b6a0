//! Search for programs.

use axum::Json;
use axum::response::IntoResponse as _;
use domain::search::{Found, Hit};
use domain::{Instant, Language};
use http::header::VARY;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::Reply;
use web::extract::QueryParams;
use web::language::VARIES;

use super::answers::{Entry, Read, entry, read};
use super::page::{booking, with_words};
use super::reasons::code;
use crate::opened::Opened;
use crate::upcoming::Upcoming;

/// What is looked for.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchParams {
    /// Words, in any of the three languages.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200)]
    q: String,
    /// The language of names and sentences in the answer: `fr`, `nl` or `en`;
    /// where it is left out, that of the request.
    #[param(value_type = Option<String>)]
    language: Option<Language>,
}

/// What a query found.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchResults)]
pub(super) struct Results<'a> {
    /// The best first; at most ten.
    items: Vec<ResultView<'a>>,
    /// Where the same words are stated as a need.
    state_need: String,
}

/// Something that was found.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchResult)]
struct ResultView<'a> {
    /// `need_type`, `service`, `agency` or `location`.
    kind: &'static str,
    /// Its slug; of an agency that ended, that of whoever does its work.
    id: &'a str,
    /// Name.
    name: &'a str,
    /// What it is, or where; empty for kinds of need.
    sentence: String,
    /// Its page.
    url: String,
    /// Why it was found, the strongest first.
    reasons: Vec<ReasonView<'a>>,
    /// The next session at which somebody is there for it, within four weeks.
    next_session: Option<NextSession>,
}

/// A word that was typed and what it led to.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchReason)]
struct ReasonView<'a> {
    /// The word as it was typed, in lower case without accents.
    typed: &'a str,
    /// The word that was found, likewise.
    word: &'a str,
    /// The name, keyword or sentence that it stands in, as the directory writes it.
    phrase: &'a str,
    /// `same`, `form` (another ending), `synonym`, `part` (of a compound) or
    /// `spelling` (one or two letters away).
    how: &'static str,
    /// The kind of need or the agency that the phrase is of, where it is not
    /// the entry's own.
    of: Option<String>,
}

/// When and where somebody is there.
#[derive(Serialize, ToSchema)]
#[schema(as = SearchSession)]
struct NextSession {
    /// The session's id.
    id: String,
    /// The agency that is there.
    agency: Option<String>,
    /// The place.
    location: String,
    /// Beginning.
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    /// End.
    #[schema(value_type = String, format = DateTime)]
    end: Instant,
    /// Where it is booked; of a session without slots the page of its place.
    url: String,
}

/// Services, agencies, places and kinds of need by the words people use, each
/// with the next session at which somebody is there for it. One read, one more
/// where something is found, and one more where advisers are named.
#[utoipa::path(get, path = "/v1/search", tag = "directory", params(SearchParams), security(()),
    responses((status = 200, body = Results<'static>)))]
pub(super) async fn search(
    QueryParams(SearchParams { q, language }): QueryParams<SearchParams>,
    opened: Opened,
) -> Reply {
    let language = language.unwrap_or(opened.language());
    let read = read(opened, &q).await?;
    let (next, _) = read.next().await?;
    let items = read.hits.iter().zip(&next).map(|(hit, next)| view(&read, language, (hit, next.as_ref()))).collect();
    let state_need = read.opened.context.settings.url(&format!("/needs/new{}", with_words(&q)));
    let results = Results { items, state_need };
    Ok(([(VARY, VARIES)], Json(results)).into_response())
}

fn view<'a>(read: &'a Read, language: Language, (hit, next): (&'a Hit, Option<&Upcoming<'_>>)) -> ResultView<'a> {
    let Opened { context, catalogue, .. } = &read.opened;
    let Entry { kind, id, name, sentence, path } = entry(catalogue, &hit.found, language);
    let reasons = hit.reasons.iter().map(|reason| ReasonView {
        typed: &reason.typed,
        word: &reason.word,
        phrase: &reason.phrase,
        how: code(reason.how),
        of: reason.of.as_ref().map(|of: &Found| entry(catalogue, of, language).id.to_owned()),
    });
    let next_session = next.map(|next| NextSession {
        id: next.session.id.to_string(),
        agency: next.agency(catalogue).map(|agency| agency.id.to_string()),
        location: next.session.location.to_string(),
        start: next.session.start,
        end: next.session.end,
        url: context.settings.url(&booking(next).unwrap_or_else(|| format!("/locations/{}", next.session.location))),
    });
    ResultView { kind, id, name, sentence, url: context.settings.url(&path), reasons: reasons.collect(), next_session }
}
