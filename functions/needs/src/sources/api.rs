//! Webhook sources: who may send needs, and their secrets. A secret is derived
//! from the server's key whenever it is shown, so none is stored, not even in
//! the answer kept for a repeated request.

use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::SourceId;
use domain::rotation::Rotation;
use domain::source::SourceKind;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::sources::Source;
use store::{TableError, Transaction, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IdempotencyKey, IfMatch, IfNoneMatch, Keyed, ListQuery, PageQuery, etag, tagged_or_unchanged};
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Problem, Reply};

use super::shown::{SourceSecretView, SourceView, with_secret};
use crate::intake::open_today;

/// What cursors of the list are bound to.
const LIST: &str = "sources";

/// A new source.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceRequest {
    /// The location that its needs belong to.
    #[schema(example = "icab")]
    location: String,
    /// `standard_webhooks`, or the tool that the place uses: `typeform`, `tally`,
    /// `jotform`, `cobot` or `nexudus`.
    #[schema(example = "standard_webhooks")]
    kind: String,
}

/// The kind of a word; the error points at `/kind`.
pub(crate) fn kind_named(word: &str) -> Result<SourceKind, FieldError> {
    let known = || SourceKind::ALL.map(|kind| kind.code().to_owned()).to_vec();
    SourceKind::named(word).ok_or_else(|| FieldError::new("/kind", Wrong::NotAmong(known())))
}

/// Saves a new source for an open location; `record` is added to its commit.
pub(crate) async fn add(
    context: &Context,
    (location, kind): (&str, SourceKind),
    record: impl FnOnce(&mut Transaction, &Source),
) -> Result<Source, Problem> {
    let store = &context.store;
    let location = open_today(context, location).await?;
    let source = Source {
        id: SourceId::parse(&store.ids().random()).map_err(|error| Problem::internal(&error))?,
        location,
        kind,
        // What a tool's answers are has to be settled first.
        on: !kind.is_mapped(),
        mapping: None,
        account: None,
        rotation: Rotation::default(),
        created_at: store.now(),
    };
    let mut tx = Transaction::new();
    record(&mut tx, &source);
    store.sources().create(&mut tx, &source);
    store.commit(tx).await?;
    Ok(source)
}

/// Gives a source a new secret; the one before holds for 24 hours more, and
/// those before it as long as they would have. One commit.
pub(crate) async fn renew(
    context: &Context,
    before: Versioned<Source>,
    record: impl FnOnce(&mut Transaction, &Source),
) -> Result<Source, TableError> {
    let store = &context.store;
    let after = Source { rotation: before.value.rotation.rotated(store.now()), ..before.value.clone() };
    let mut tx = Transaction::new();
    record(&mut tx, &after);
    store.sources().save(&mut tx, &before, &after);
    store.commit(tx).await?;
    Ok(after)
}

/// Sources, without secrets, in the order of their ids. One query.
#[utoipa::path(get, path = "/v1/sources", tag = "needs", params(PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<SourceView>, headers(("Link" = String)))))]
pub(crate) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let mut sources = desk.store().sources().list().await?;
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let sources = sources.into_iter().map(|source| (source.id.to_string(), SourceView::of(&desk.context, source)));
    let (items, next) = list.part(&desk.context, LIST, sources)?;
    list.answer(&desk.context, LIST, &items, next)
}

/// One source, without its secret. One read.
#[utoipa::path(get, path = "/v1/sources/{id}", tag = "needs",
    responses(
        (status = 200, description = "The source.", body = SourceView, headers(("ETag" = String))),
        (status = 304, description = "As the caller knows it.")))]
pub(crate) async fn one(desk: CoordinatorDesk, Id(id): Id<SourceId>, known: IfNoneMatch) -> Reply {
    let source = desk.store().sources().load(&id).await?.ok_or_else(Problem::not_found)?;
    tagged_or_unchanged(&known, source.version, &SourceView::of(&desk.context, source.value))
}

/// Makes a source; the answer shows its secret this once. Two reads, one commit.
#[utoipa::path(post, path = "/v1/sources", tag = "needs", request_body = SourceRequest, params(IdempotencyKey),
    responses(
        (status = 201, description = "The source and its secret.", body = SourceSecretView, headers(("Location" = String), ("ETag" = String))),
        (status = 422, description = "Fields are wrong, or the key was used with another body.")))]
pub(crate) async fn create(desk: CoordinatorDesk, body: Keyed<SourceRequest>) -> Reply {
    let caller = format!("{:?}", desk.staff.actor);
    let claim = desk.store().idempotency().claim("needs", &caller, &body.key, &body.bytes);
    if let Some(kept) = idempotent::find(desk.store(), &claim).await? {
        return shown_again(&desk.context, &kept).await;
    }
    let kind = kind_named(&body.value.kind).map_err(|wrong| Problem::from(vec![wrong]))?;
    let keep = |tx: &mut Transaction, source: &Source| {
        desk.store().idempotency().keep(tx, &claim, &record(&claim, StatusCode::CREATED, (source, 1)));
    };
    match add(&desk.context, (&body.value.location, kind), keep).await {
        Ok(source) => shown(&desk.context, StatusCode::CREATED, &source, (source.rotation.generation, 1)),
        Err(problem) => shown_or(&desk.context, Some(&claim), problem).await,
    }
}

/// A new secret; the one before holds for 24 hours more, and those before it as
/// long as they would have. Two reads, one commit.
#[utoipa::path(post, path = "/v1/sources/{id}/rotate", tag = "needs",
    params(("Idempotency-Key" = Option<String>, Header, description = "Recommended: a repetition then rotates once.")),
    responses(
        (status = 200, description = "The source and its new secret.", body = SourceSecretView, headers(("ETag" = String))),
        (status = 409, description = "Rotated by somebody else just now.")))]
pub(crate) async fn rotate(
    desk: CoordinatorDesk,
    Id(id): Id<SourceId>,
    headers: HeaderMap,
    key: Result<IdempotencyKey, Problem>,
) -> Reply {
    let key = if headers.contains_key("idempotency-key") { Some(key?) } else { None };
    let caller = format!("{:?}", desk.staff.actor);
    let claim = key.map(|key| desk.store().idempotency().claim("needs", &caller, &key.0, id.as_str().as_bytes()));
    if let Some(claim) = &claim
        && let Some(kept) = idempotent::find(desk.store(), claim).await?
    {
        return shown_again(&desk.context, &kept).await;
    }
    let before = desk.store().sources().load(&id).await?.ok_or_else(Problem::not_found)?;
    let version = before.version + 1;
    let keep = |tx: &mut Transaction, source: &Source| {
        if let Some(claim) = &claim {
            desk.store().idempotency().keep(tx, claim, &record(claim, StatusCode::OK, (source, version)));
        }
    };
    match renew(&desk.context, before, keep).await {
        Ok(source) => shown(&desk.context, StatusCode::OK, &source, (source.rotation.generation, version)),
        Err(error) => shown_or(&desk.context, claim.as_ref(), error.into()).await,
    }
}

/// Removes a source with what arrived from it; its webhooks answer 401 from then
/// on. One read, one commit, and a query and a commit for each 45 messages.
#[utoipa::path(delete, path = "/v1/sources/{id}", tag = "needs", params(IfMatch),
    responses((status = 204, description = "Gone.")))]
pub(crate) async fn delete(
    desk: CoordinatorDesk,
    Id(id): Id<SourceId>,
    IfMatch(expected): IfMatch,
) -> Result<StatusCode, Problem> {
    let before = desk.store().sources().load(&id).await?.ok_or_else(Problem::not_found)?;
    expected.check(before.version)?;
    remove(&desk.context, &before).await.map(|()| StatusCode::NO_CONTENT)
}

/// Removes a source with all that arrived from it: one commit, and a query and a
/// commit for each 45 messages.
pub(crate) async fn remove(context: &Context, before: &Versioned<Source>) -> Result<(), Problem> {
    let received = context.store.received();
    // Before it, since what a source leaves behind is found through it; after it
    // once more, for what arrives meanwhile.
    received.forget(&before.value).await?;
    let mut tx = Transaction::new();
    context.store.sources().delete(&mut tx, before);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(received.forget(&before.value).await?)
}

/// The record of an answer: id and generation, from which the secret comes, and
/// the version.
fn record(claim: &Claim, status: StatusCode, (source, version): (&Source, u64)) -> KeptAnswer {
    claim.answered(status.as_u16(), format!("{}~{}~{version}", source.id, source.rotation.generation))
}

/// The answer of the same request that came at the same moment and was the
/// first to be saved; else what went wrong.
async fn shown_or(context: &Context, claim: Option<&Claim>, problem: Problem) -> Reply {
    let Some(claim) = claim.filter(|_| problem.status() == StatusCode::CONFLICT) else { return Err(problem) };
    match idempotent::find(&context.store, claim).await? {
        Some(kept) => shown_again(context, &kept).await,
        None => Err(problem),
    }
}

/// Reads the source, whose kind says what its secret looks like; 404 where it is
/// gone.
async fn shown_again(context: &Context, kept: &KeptAnswer) -> Reply {
    let mut parts = kept.body.split('~');
    let id = SourceId::parse(parts.next().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
    let generation = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
    // Answers kept before the version was are of sources that only rotations changed.
    let version = parts.next().and_then(|part| part.parse().ok()).unwrap_or_else(|| u64::from(generation));
    let source = context.store.sources().load(&id).await?.ok_or_else(Problem::not_found)?.value;
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    shown(context, status, &source, (generation, version))
}

fn shown(context: &Context, status: StatusCode, source: &Source, (generation, version): (u32, u64)) -> Reply {
    let view = with_secret(context, source, generation);
    let body = serde_json::to_string(&view).map_err(|error| Problem::internal(&error))?;
    let location = (status == StatusCode::CREATED).then(|| format!("/v1/sources/{}", source.id));
    let answer = Answer { status, body, location, etag: Some(etag(version)) };
    let mut response = axum::response::IntoResponse::into_response(answer);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
