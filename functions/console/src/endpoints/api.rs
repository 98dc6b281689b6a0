//! Endpoints for programs. An answer that is kept for a repeated request holds
//! the secret's generation, not the secret.

use axum::response::IntoResponse as _;
use domain::Instant;
use domain::endpoint::{Endpoint, Off, Reach};
use domain::ids::EndpointId;
use domain::rotation::Rotation;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Store, Transaction};
use utoipa::ToSchema;
use web::extract::{
    Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, Target, etag, tagged,
    tagged_or_unchanged,
};
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::{Desk, Problem, Reply};

use super::request::EndpointRequest;
use super::save::{self, load};

const LIST: &str = "endpoints";
/// Whose idempotency records these are.
const FUNCTION: &str = "console";

/// An endpoint.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EndpointView {
    /// Its id.
    id: String,
    /// Where webhooks go.
    url: String,
    /// What it is told.
    types: Vec<String>,
    /// The agency whose it is.
    agency: Option<String>,
    /// The location whose it is; the coordinator's where neither is named.
    location: Option<String>,
    /// Who is told when it is switched off; where nobody is named, every
    /// coordinator.
    owner: Option<String>,
    /// `false`: nothing is sent. What happens is written down for 30 days.
    active: bool,
    /// Why it is off: `hand`, `gone` (it answered 410) or `failing` (it took
    /// nothing for five days).
    off_reason: Option<&'static str>,
    /// Since when it is off.
    #[schema(value_type = Option<String>, format = DateTime)]
    off_since: Option<Instant>,
    /// Since when it has taken nothing.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Instant>,
    /// How many secrets sign now: 1, and 1 more for each rotation of the last
    /// 24 hours.
    live_keys: usize,
    /// When the secret was last rotated.
    #[schema(value_type = Option<String>, format = DateTime)]
    rotated_at: Option<Instant>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

/// An endpoint with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EndpointSecretView {
    /// The endpoint.
    #[serde(flatten)]
    endpoint: EndpointView,
    /// The secret that signs now: `whsec_` and base64.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=")]
    pub(super) secret: String,
}

impl EndpointView {
    pub(super) fn of(desk: &Desk, endpoint: &Endpoint) -> Self {
        let Endpoint { id, url, types, reach, owner, rotation, failing_since, off, created_at } = endpoint;
        let live_keys = rotation.live_generations(desk.store().now()).len();
        let Rotation { generation: _, rotated_at, former: _ } = rotation;
        let (agency, location) = match reach {
            Reach::Everything => (None, None),
            Reach::Agency { agency } => (Some(agency.to_string()), None),
            Reach::Location { location } => (None, Some(location.to_string())),
        };
        let (off_reason, off_since) = off.map(|Off { since, reason }| (reason.code(), since)).unzip();
        Self {
            id: id.to_string(),
            url: url.clone(),
            types: types.names().to_vec(),
            agency,
            location,
            owner: owner.as_ref().map(ToString::to_string),
            active: off.is_none(),
            off_reason,
            off_since,
            failing_since: *failing_since,
            live_keys,
            rotated_at: *rotated_at,
            created_at: *created_at,
        }
    }
}

/// With the secret of one generation.
pub(super) fn with_secret(desk: &Desk, endpoint: &Endpoint, generation: u32) -> EndpointSecretView {
    let secret = webhooks::secret_text(&desk.store().endpoints().secret(&endpoint.id, generation));
    EndpointSecretView { endpoint: EndpointView::of(desk, endpoint), secret }
}

/// Endpoints that the caller keeps, without secrets, in the order of their ids.
/// One query.
#[utoipa::path(get, path = "/v1/endpoints", tag = "endpoints", params(PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<EndpointView>, headers(("Link" = String)))))]
pub(super) async fn list(desk: Desk, list: ListQuery) -> Reply {
    let endpoints = save::list(&desk).await?;
    let by_id = endpoints.iter().map(|endpoint| (endpoint.id.to_string(), endpoint));
    let (part, next) = list.part(&desk.context, LIST, by_id)?;
    let items: Vec<_> = part.into_iter().map(|endpoint| EndpointView::of(&desk, endpoint)).collect();
    list.answer(&desk.context, LIST, &items, next)
}

/// One endpoint, without its secret. One read.
#[utoipa::path(get, path = "/v1/endpoints/{id}", tag = "endpoints",
    responses(
        (status = 200, description = "The endpoint.", body = EndpointView, headers(("ETag" = String))),
        (status = 304, description = "As the caller knows it.")))]
pub(super) async fn one(desk: Desk, Id(id): Id<EndpointId>, known: IfNoneMatch) -> Reply {
    let endpoint = load(&desk, &id).await?;
    tagged_or_unchanged(&known, endpoint.version, &EndpointView::of(&desk, &endpoint.value))
}

/// Makes an endpoint; the answer shows its secret this once. Two reads, one
/// query, one commit.
#[utoipa::path(post, path = "/v1/endpoints", tag = "endpoints", request_body = EndpointRequest, params(IdempotencyKey),
    responses(
        (status = 201, description = "The endpoint and its secret.", body = EndpointSecretView, headers(("Location" = String), ("ETag" = String))),
        (status = 422, description = "Fields are wrong, there are 50 already, or the key was used with another body.")))]
pub(super) async fn create(desk: Desk, Keyed { key, value, bytes }: Keyed<EndpointRequest>) -> Reply {
    let claim = desk.store().idempotency().claim(FUNCTION, &format!("{:?}", desk.staff.actor), &key, &bytes);
    if let Some(kept) = idempotent::find(desk.store(), &claim).await? {
        return shown_again(&desk, &kept).await;
    }
    let draft = save::parse(&desk, None, value).await?.map_err(Problem::invalid)?;
    let keep = |tx: &mut Transaction, endpoint: &Endpoint| {
        keep(desk.store(), tx, &claim, (StatusCode::CREATED, endpoint, 1));
    };
    match save::add(&desk, draft, keep).await {
        Ok(endpoint) => shown(&desk, (StatusCode::CREATED, &endpoint, 1), endpoint.rotation.generation),
        Err(problem) => shown_or(&desk, Some(&claim), problem).await,
    }
}

/// Changes an endpoint, or switches it on or off. Two reads, one commit.
#[utoipa::path(put, path = "/v1/endpoints/{id}", tag = "endpoints", request_body = EndpointRequest, params(IfMatch),
    responses((status = 200, description = "As it is now.", body = EndpointView, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: Desk,
    Target(Id(id), IfMatch(expected)): Target<Id<EndpointId>>,
    JsonBody { value, .. }: JsonBody<EndpointRequest>,
) -> Reply {
    let before = load(&desk, &id).await?;
    expected.check(before.version)?;
    let draft = save::parse(&desk, Some(&before.value), value).await?.map_err(Problem::invalid)?;
    let after = save::changed(&desk, &before.value, draft);
    let version = save::save(&desk, &before, &after, |_| {}).await.map_err(Problem::of_change)?;
    tagged(StatusCode::OK, version, &EndpointView::of(&desk, &after))
}

/// Removes an endpoint; what waits for it is not sent. One read, one commit.
#[utoipa::path(delete, path = "/v1/endpoints/{id}", tag = "endpoints", params(IfMatch),
    responses((status = 204, description = "Gone.")))]
pub(super) async fn delete(
    desk: Desk,
    Target(Id(id), IfMatch(expected)): Target<Id<EndpointId>>,
) -> Result<StatusCode, Problem> {
    let before = load(&desk, &id).await?;
    expected.check(before.version)?;
    save::remove(&desk, &before).await.map_err(Problem::of_change)?;
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
    desk: Desk,
    Id(id): Id<EndpointId>,
    headers: HeaderMap,
    key: Result<IdempotencyKey, Problem>,
) -> Reply {
    let key = if headers.contains_key("idempotency-key") { Some(key?) } else { None };
    let caller = format!("{:?}", desk.staff.actor);
    let claim = key.map(|key| desk.store().idempotency().claim(FUNCTION, &caller, &key.0, id.as_str().as_bytes()));
    if let Some(claim) = &claim
        && let Some(kept) = idempotent::find(desk.store(), claim).await?
    {
        return shown_again(&desk, &kept).await;
    }
    let before = load(&desk, &id).await?;
    let after = save::rotated(&desk, &before.value);
    let record = |tx: &mut Transaction| {
        if let Some(claim) = &claim {
            keep(desk.store(), tx, claim, (StatusCode::OK, &after, before.version + 1));
        }
    };
    match save::save(&desk, &before, &after, record).await {
        Ok(version) => shown(&desk, (StatusCode::OK, &after, version), after.rotation.generation),
        Err(error) => shown_or(&desk, claim.as_ref(), error.into()).await,
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
async fn shown_or(desk: &Desk, claim: Option<&Claim>, problem: Problem) -> Reply {
    let Some(claim) = claim.filter(|_| problem.status() == StatusCode::CONFLICT) else { return Err(problem) };
    match idempotent::find(desk.store(), claim).await? {
        Some(kept) => shown_again(desk, &kept).await,
        None => Err(problem),
    }
}

/// The endpoint as it is now, with the secret of that time.
async fn shown_again(desk: &Desk, kept: &KeptAnswer) -> Reply {
    let mut parts = kept.body.split('~');
    let id = EndpointId::parse(parts.next().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
    let [generation, version] = [parts.next(), parts.next()].map(|part| part.and_then(|part| part.parse::<u32>().ok()));
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let endpoint = load(desk, &id).await?.value;
    shown(desk, (status, &endpoint, u64::from(version.unwrap_or(1))), generation.unwrap_or(1))
}

fn shown(desk: &Desk, (status, endpoint, version): (StatusCode, &Endpoint, u64), generation: u32) -> Reply {
    let view = with_secret(desk, endpoint, generation);
    let body = serde_json::to_string(&view).map_err(|error| Problem::internal(&error))?;
    let location = (status == StatusCode::CREATED).then(|| format!("/v1/endpoints/{}", endpoint.id));
    let mut response = Answer { status, body, location, etag: Some(etag(version)) }.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
