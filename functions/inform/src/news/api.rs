//! News for programs.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::inform::{Issue, News, NewsDraft, Stage};
use flows::inform::{begin_news, change_news};
use http::StatusCode;
use serde::Serialize;
use store::Transaction;
use store::repos::monthly::Sending;
use utoipa::ToSchema;
use web::extract::{
    Checked, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, etag, tagged,
    tagged_or_unchanged,
};
use web::idempotent;
use web::openapi::Listing;
use web::{Context, Coordinator, Principal, Problem};

use super::find;
use super::list::LIST;
use crate::problems::refused;

/// News and how far they are.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NewsView {
    /// The news.
    #[serde(flatten)]
    news: News,
    /// `prepared`, `seen` or `sent`.
    stage: Stage,
    /// Mails to hosts so far.
    to_hosts: u32,
    /// Mails to members so far.
    to_members: u32,
    /// Whether everybody was told.
    done: bool,
    /// What `If-Match` of a change says.
    etag: String,
}

fn view(news: News, version: u64, sending: Sending) -> NewsView {
    let Sending { to_hosts, members: to_members, done, .. } = sending;
    NewsView { stage: news.stage(), news, to_hosts, to_members, done, etag: etag(version) }
}

/// News, the newest first. One query.
#[utoipa::path(get, path = "/v1/news", tag = "inform", params(PageQuery),
    responses((status = 200, body = Listing<News>)))]
pub(super) async fn list(State(context): State<Context>, _: Coordinator, list: ListQuery) -> Result<Response, Problem> {
    let after = list.after(&context, LIST)?;
    let (news, next) = context.store.monthly().news(after, list.page.limit).await?;
    list.answer(&context, LIST, &news, next)
}

/// Write news. Two reads, one commit.
#[utoipa::path(post, path = "/v1/news", tag = "inform", request_body = NewsDraft,
    params(IdempotencyKey),
    responses((status = 201, body = NewsView, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    State(context): State<Context>,
    _: Coordinator,
    principal: Principal,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<NewsDraft>>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("inform", &principal.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let now = store.now();
    let news = draft.parse((store.ids().next(), now), &catalogue, now)?;
    let location = format!("/v1/news/{}", news.id);
    let answer = idempotent::created(location, 1, &view(news.clone(), 1, Sending::default()))?;
    let mut tx = Transaction::new();
    store.monthly().save_news(&mut tx, &news, None);
    idempotent::commit(store, &claim, tx, answer, Problem::from).await
}

/// Read news. Two reads.
#[utoipa::path(get, path = "/v1/news/{id}", tag = "inform",
    responses((status = 200, body = NewsView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: Coordinator,
    Path(id): Path<String>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let found = find(&context, &id).await?;
    let sending = context.store.monthly().sending(&Issue::News { id }).await?.map(|read| read.value);
    tagged_or_unchanged(&known, found.version, &view(found.value, found.version, sending.unwrap_or_default()))
}

/// Change news that are not sent. Two reads, one commit.
#[utoipa::path(put, path = "/v1/news/{id}", tag = "inform", request_body = NewsDraft,
    params(IfMatch), responses((status = 200, body = NewsView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn put(
    State(context): State<Context>,
    _: Coordinator,
    Path(id): Path<String>,
    IfMatch(precondition): IfMatch,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<NewsDraft>>,
) -> Result<Response, Problem> {
    let found = find(&context, &id).await?;
    precondition.check(found.version)?;
    let catalogue = context.store.catalogue().load().await?;
    let after = change_news(&context.store, &catalogue, (&id, Some(found)), draft).await.map_err(refused)?;
    tagged(StatusCode::OK, after.version, &view(after.value, after.version, Sending::default()))
}

/// Send news that somebody looked at: their mails follow, in pieces, to each
/// person once. One read, one commit.
#[utoipa::path(post, path = "/v1/news/{id}/send", tag = "inform", params(IfMatch),
    responses((status = 202, body = NewsView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn send(
    State(context): State<Context>,
    _: Coordinator,
    Path(id): Path<String>,
    IfMatch(precondition): IfMatch,
) -> Result<Response, Problem> {
    let found = find(&context, &id).await?;
    precondition.check(found.version)?;
    let after = begin_news(&context.store, found).await.map_err(refused)?;
    tagged(StatusCode::ACCEPTED, after.version, &view(after.value, after.version, Sending::default()))
}
