//! `GET, POST /v1/suggestions`, `GET, PUT /v1/suggestions/{id}`: the
//! coordinator's.

use domain::ids::SuggestionId;
use domain::suggestion::{Suggestion, SuggestionDraft, SuggestionState};
use http::StatusCode;
use serde::Deserialize;
use store::Transaction;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{
    Checked, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, Target, tagged,
    tagged_or_unchanged,
};
use web::idempotent;
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply};

use super::{event, load, parse, save};

/// Which suggestions a list shows.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SuggestionFilter {
    /// Those that stand so; `new` where none is named.
    pub(super) state: Option<SuggestionState>,
}

/// Suggestions of one state, the newest first. One query and one get.
#[utoipa::path(get, path = "/v1/suggestions", tag = "survey",
    params(SuggestionFilter, PageQuery), responses((status = 200, body = Listing<Suggestion>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery<SuggestionFilter>) -> Reply {
    let state = list.filter.state.unwrap_or(SuggestionState::New);
    let name = format!("suggestions/{}", state.code());
    let after = list.after(&desk.context, &name)?;
    let (found, next) = desk.store().suggestions().list(state, after, list.page.limit).await?;
    let items: Vec<Suggestion> = found.into_iter().map(|one| one.value).collect();
    list.answer(&desk.context, &name, &items, next)
}

/// Note a suggestion. Three reads, one commit.
#[utoipa::path(post, path = "/v1/suggestions", tag = "survey",
    request_body = SuggestionDraft, params(IdempotencyKey),
    responses((status = 201, body = Suggestion, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    desk: CoordinatorDesk,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<SuggestionDraft>>,
) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("survey", &desk.staff.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let id = SuggestionId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let made = parse(&desk, draft, id, None).await??;
    let answer = idempotent::created(format!("/v1/suggestions/{}", made.id), 1, &made)?;
    let mut tx = Transaction::new();
    store.suggestions().save(&mut tx, None, &made, &event(&desk, &made, None));
    idempotent::commit(store, &claim, tx, answer, Problem::from).await
}

/// Read a suggestion. One read.
#[utoipa::path(get, path = "/v1/suggestions/{id}", tag = "survey",
    responses((status = 200, body = Suggestion, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, Id(id): Id<SuggestionId>, known: IfNoneMatch) -> Reply {
    let found = load(&desk, &id).await?;
    tagged_or_unchanged(&known, found.version, &found.value)
}

/// Change a suggestion: decide, answer in public, say who sees to it. Three
/// reads, one commit.
#[utoipa::path(put, path = "/v1/suggestions/{id}", tag = "survey",
    request_body = SuggestionDraft, params(IfMatch),
    responses((status = 200, body = Suggestion, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(Id(id), IfMatch(precondition)): Target<Id<SuggestionId>>,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<SuggestionDraft>>,
) -> Reply {
    let found = load(&desk, &id).await?;
    precondition.check(found.version)?;
    let after = parse(&desk, draft, id, Some(&found.value)).await??;
    save(&desk, &found, &after).await?;
    tagged(StatusCode::OK, found.version + 1, &after)
}
