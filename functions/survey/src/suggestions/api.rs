//! `GET, POST /v1/suggestions`, `GET, PUT /v1/suggestions/{id}`: the
//! coordinator's.

use axum::extract::State;
use axum::response::Response;
use domain::ids::{StaffId, SuggestionId};
use domain::suggestion::{Suggestion, SuggestionDraft, SuggestionEvent, SuggestionState};
use http::StatusCode;
use serde::Deserialize;
use store::Transaction;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{
    Checked, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, tagged,
    tagged_or_unchanged,
};
use web::idempotent;
use web::openapi::Listing;
use web::{Context, Coordinator, Principal, Problem};

use super::save;
use crate::staff::all;

/// Which suggestions a list shows.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SuggestionFilter {
    /// Those that stand so; `new` where none is named.
    state: Option<SuggestionState>,
}

/// Suggestions of one state, the newest first. One query and one get.
#[utoipa::path(get, path = "/v1/suggestions", tag = "survey",
    params(SuggestionFilter, PageQuery), responses((status = 200, body = Listing<Suggestion>)))]
pub(super) async fn list(
    State(context): State<Context>,
    _: Coordinator,
    list: ListQuery<SuggestionFilter>,
) -> Result<Response, Problem> {
    let state = list.filter.state.unwrap_or(SuggestionState::New);
    let name = format!("suggestions/{}", state.code());
    let after = list.after(&context, &name)?;
    let (found, next) = context.store.suggestions().list(state, after, list.page.limit).await?;
    let items: Vec<Suggestion> = found.into_iter().map(|one| one.value).collect();
    list.answer(&context, &name, &items, next)
}

/// Note a suggestion. Three reads, one commit.
#[utoipa::path(post, path = "/v1/suggestions", tag = "survey",
    request_body = SuggestionDraft, params(IdempotencyKey),
    responses((status = 201, body = Suggestion, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    State(context): State<Context>,
    who: Coordinator,
    principal: Principal,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<SuggestionDraft>>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("survey", &principal.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let id = SuggestionId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let made = parse(&context, draft, id, None).await?;
    let answer = idempotent::created(format!("/v1/suggestions/{}", made.id), 1, &made)?;
    let mut tx = Transaction::new();
    let event = SuggestionEvent { at: made.created_at, actor: who.actor(), state: made.state, joined: None };
    store.suggestions().save(&mut tx, None, &made, &event);
    idempotent::commit(store, &claim, tx, answer, Problem::from).await
}

/// Read a suggestion. One read.
#[utoipa::path(get, path = "/v1/suggestions/{id}", tag = "survey",
    responses((status = 200, body = Suggestion, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<SuggestionId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let found = context.store.suggestions().load(&id).await?.ok_or_else(Problem::not_found)?;
    tagged_or_unchanged(&known, found.version, &found.value)
}

/// Change a suggestion: decide, answer in public, say who sees to it. Three
/// reads, one commit.
#[utoipa::path(put, path = "/v1/suggestions/{id}", tag = "survey",
    request_body = SuggestionDraft, params(IfMatch),
    responses((status = 200, body = Suggestion, headers(("ETag" = String)))))]
pub(super) async fn put(
    State(context): State<Context>,
    who: Coordinator,
    Id(id): Id<SuggestionId>,
    IfMatch(precondition): IfMatch,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<SuggestionDraft>>,
) -> Result<Response, Problem> {
    let found = context.store.suggestions().load(&id).await?.ok_or_else(Problem::not_found)?;
    precondition.check(found.version)?;
    let after = parse(&context, draft, id, Some(&found.value)).await?;
    save(&context, Some(&found), &after, who.actor()).await.map_err(Problem::of_change)?;
    tagged(StatusCode::OK, found.version + 1, &after)
}

async fn parse(
    context: &Context,
    draft: SuggestionDraft,
    id: SuggestionId,
    before: Option<&Suggestion>,
) -> Result<Suggestion, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let owners: Vec<StaffId> = all(context).await?.into_iter().map(|staff| staff.id).collect();
    Ok(draft.parse(id, (&catalogue, &owners), before, context.store.now())?)
}
