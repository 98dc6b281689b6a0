//! Endpoints for programs. An answer that is kept for a repeated request holds
//! the secret's generation, not the secret.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::endpoint::Endpoint;
use domain::ids::EndpointId;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Store, Transaction};
use web::extract::{
    Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, etag, tagged, tagged_or_unchanged,
};
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::{Context, Problem, StaffMember};

use super::request::EndpointRequest;
use super::save::{self, load};
use super::view::{EndpointSecretView, EndpointView, with_secret};

/// What cursors of the list are bound to.
const LIST: &str = "endpoints";
/// Whose idempotency records these are.
const FUNCTION: &str = "console";

/// Endpoints that the caller keeps, without secrets, in the order of their ids.
/// One query.
#[utoipa::path(get, path = "/v1/endpoints", tag = "endpoints", params(PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<EndpointView>, headers(("Link" = String)))))]
pub(super) async fn list(
    State(context): State<Context>,
    staff: StaffMember,
    list: ListQuery,
) -> Result<Response, Problem> {
    let endpoints = save::list(&context, &staff).await?;
    let by_id = endpoints.iter().map(|endpoint| (endpoint.id.to_string(), endpoint));
    let (part, next) = list.part(&context, LIST, by_id)?;
    let items: Vec<_> = part.into_iter().map(|endpoint| EndpointView::of(&context, endpoint)).collect();
    list.answer(&context, LIST, &items, next)
}

/// One endpoint, without its secret. One read.
#[utoipa::path(get, path = "/v1/endpoints/{id}", tag = "endpoints",
    responses(
        (status = 200, description = "The endpoint.", body = EndpointView, headers(("ETag" = String))),
        (status = 304, description = "As the caller knows it.")))]
pub(super) async fn one(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let endpoint = load(&context, &staff, &id).await?;
    tagged_or_unchanged(&known, endpoint.version, &EndpointView::of(&context, &endpoint.value))
}

/// Makes an endpoint; the answer shows its secret this once. Two reads, one
/// query, one commit.
#[utoipa::path(post, path = "/v1/endpoints", tag = "endpoints", request_body = EndpointRequest, params(IdempotencyKey),
    responses(
        (status = 201, description = "The endpoint and its secret.", body = EndpointSecretView, headers(("Location" = String), ("ETag" = String))),
        (status = 422, description = "Fields are wrong, there are 50 already, or the key was used with another body.")))]
pub(super) async fn create(
    State(context): State<Context>,
    staff: StaffMember,
    Keyed { key, value, bytes }: Keyed<EndpointRequest>,
) -> Result<Response, Problem> {
    let claim = context.store.idempotency().claim(FUNCTION, &format!("{:?}", staff.actor), &key, &bytes);
    if let Some(kept) = idempotent::find(&context.store, &claim).await? {
        return shown_again(&context, &staff, &kept).await;
    }
    let draft = save::parse(&context, &staff, None, value).await?.map_err(Problem::invalid)?;
    let keep = |tx: &mut Transaction, endpoint: &Endpoint| {
        keep(&context.store, tx, &claim, (StatusCode::CREATED, endpoint, 1));
    };
    match save::add(&context, &staff, draft, keep).await {
        Ok(endpoint) => shown(&context, (StatusCode::CREATED, &endpoint, 1), endpoint.rotation.generation),
        Err(problem) => shown_or(&context, &staff, Some(&claim), problem).await,
    }
}

/// Changes an endpoint, or switches it on or off. Two reads, one commit.
#[utoipa::path(put, path = "/v1/endpoints/{id}", tag = "endpoints", request_body = EndpointRequest, params(IfMatch),
    responses((status = 200, description = "As it is now.", body = EndpointView, headers(("ETag" = String)))))]
pub(super) async fn put(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    IfMatch(expected): IfMatch,
    JsonBody { value, .. }: JsonBody<EndpointRequest>,
) -> Result<Response, Problem> {
    let before = load(&context, &staff, &id).await?;
    expected.check(before.version)?;
    let draft = save::parse(&context, &staff, Some(&before.value), value).await?.map_err(Problem::invalid)?;
    let after = save::changed(&context, &before.value, draft);
    let version = save::save(&context, &before, &after, |_| {}).await.map_err(Problem::of_change)?;
    tagged(StatusCode::OK, version, &EndpointView::of(&context, &after))
}

/// Removes an endpoint; what waits for it is not sent. One read, one commit.
#[utoipa::path(delete, path = "/v1/endpoints/{id}", tag = "endpoints", params(IfMatch),
    responses((status = 204, description = "Gone.")))]
pub(super) async fn delete(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    IfMatch(expected): IfMatch,
) -> Result<StatusCode, Problem> {
    let before = load(&context, &staff, &id).await?;
    expected.check(before.version)?;
    save::remove(&context, &before).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A new secret; webhooks are signed with it and, for 24 hours more, with the
/// one before. Two reads, one commit.
#[utoipa::path(post, path = "/v1/endpoints/{id}/rotate", tag = "endpoints",
    params(("Idempotency-Key" = Option<String>, Header, description = "Recommended: a repetition then rotates once.")),
    responses(
        (status = 200, description = "The endpoint and its new secret.", body = EndpointSecretView, headers(("ETag" = String))),
        (status = 409, description = "Changed by somebody else just now.")))]
pub(super) async fn rotate(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<EndpointId>,
    headers: HeaderMap,
    key: Result<IdempotencyKey, Problem>,
) -> Result<Response, Problem> {
    let key = if headers.contains_key("idempotency-key") { Some(key?) } else { None };
    let caller = format!("{:?}", staff.actor);
    let claim = key.map(|key| context.store.idempotency().claim(FUNCTION, &caller, &key.0, id.as_str().as_bytes()));
    if let Some(claim) = &claim
        && let Some(kept) = idempotent::find(&context.store, claim).await?
    {
        return shown_again(&context, &staff, &kept).await;
    }
    let before = load(&context, &staff, &id).await?;
    let after = save::rotated(&context, &before.value);
    let record = |tx: &mut Transaction| {
        if let Some(claim) = &claim {
            keep(&context.store, tx, claim, (StatusCode::OK, &after, before.version + 1));
        }
    };
    match save::save(&context, &before, &after, record).await {
        Ok(version) => shown(&context, (StatusCode::OK, &after, version), after.rotation.generation),
        Err(error) => shown_or(&context, &staff, claim.as_ref(), error.into()).await,
    }
}

fn keep(store: &Store, tx: &mut Transaction, claim: &Claim, (status, endpoint, version): (StatusCode, &Endpoint, u64)) {
    let answer = KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: status.as_u16(),
        body: format!("{}~{}~{version}", endpoint.id, endpoint.rotation.generation),
        location: None,
        etag: None,
    };
    store.idempotency().keep(tx, claim, &answer);
}

/// The answer of the same request that came at the same moment and was the
/// first to be saved; else what went wrong.
async fn shown_or(
    context: &Context,
    staff: &StaffMember,
    claim: Option<&Claim>,
    problem: Problem,
) -> Result<Response, Problem> {
    let Some(claim) = claim.filter(|_| problem.status() == StatusCode::CONFLICT) else { return Err(problem) };
    match idempotent::find(&context.store, claim).await? {
        Some(kept) => shown_again(context, staff, &kept).await,
        None => Err(problem),
    }
}

/// The endpoint as it is now, with the secret of that time.
async fn shown_again(context: &Context, staff: &StaffMember, kept: &KeptAnswer) -> Result<Response, Problem> {
    let mut parts = kept.body.split('~');
    let id = EndpointId::parse(parts.next().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
    let [generation, version] = [parts.next(), parts.next()].map(|part| part.and_then(|part| part.parse::<u32>().ok()));
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let endpoint = load(context, staff, &id).await?.value;
    shown(context, (status, &endpoint, u64::from(version.unwrap_or(1))), generation.unwrap_or(1))
}

fn shown(
    context: &Context,
    (status, endpoint, version): (StatusCode, &Endpoint, u64),
    generation: u32,
) -> Result<Response, Problem> {
    let view = with_secret(context, endpoint, generation);
    let body = serde_json::to_string(&view).map_err(|error| Problem::internal(&error))?;
    let location = (status == StatusCode::CREATED).then(|| format!("/v1/endpoints/{}", endpoint.id));
    let mut response = Answer { status, body, location, etag: Some(etag(version)) }.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
