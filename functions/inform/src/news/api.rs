//! News for programs.

use axum::extract::Path;
use domain::inform::{Issue, News, NewsDraft, Stage};
use flows::inform::{begin_news, change_news};
use http::StatusCode;
use serde::Serialize;
use store::Transaction;
use store::repos::monthly::Sending;
use utoipa::ToSchema;
use web::Problem;
use web::extract::{
    Checked, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, etag, tagged,
    tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{CoordinatorDesk, Reply, idempotent};

use super::find;
use super::pages::LIST;
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
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let (news, next) = desk.store().monthly().news(after, list.page.limit).await?;
    list.answer(&desk.context, LIST, &news, next)
}

/// Write news. Two reads, one commit.
#[utoipa::path(post, path = "/v1/news", tag = "inform", request_body = NewsDraft,
    params(IdempotencyKey),
    responses((status = 201, body = NewsView, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    desk: CoordinatorDesk,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<NewsDraft>>,
) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("inform", &desk.staff.caller(), &key, &bytes);
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
pub(super) async fn read(desk: CoordinatorDesk, Path(id): Path<String>, known: IfNoneMatch) -> Reply {
    let found = find(&desk, &id).await?;
    let sending = desk.store().monthly().sending(&Issue::News { id }).await?.map(|read| read.value);
    tagged_or_unchanged(&known, found.version, &view(found.value, found.version, sending.unwrap_or_default()))
}

/// Change news that are not sent. Two reads, one commit.
#[utoipa::path(put, path = "/v1/news/{id}", tag = "inform", request_body = NewsDraft,
    params(IfMatch), responses((status = 200, body = NewsView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    IfMatch(precondition): IfMatch,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<NewsDraft>>,
) -> Reply {
    let found = find(&desk, &id).await?;
    precondition.check(found.version)?;
    let catalogue = desk.catalogue().await?;
    let after = change_news(desk.store(), &catalogue, (&id, Some(found)), draft).await.map_err(refused)?;
    tagged(StatusCode::OK, after.version, &view(after.value, after.version, Sending::default()))
}

/// Send news that somebody looked at: their mails follow, in pieces, to each
/// person once. One read, one commit.
#[utoipa::path(post, path = "/v1/news/{id}/send", tag = "inform", params(IfMatch),
    responses((status = 202, body = NewsView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn send(desk: CoordinatorDesk, Path(id): Path<String>, IfMatch(precondition): IfMatch) -> Reply {
    let found = find(&desk, &id).await?;
    precondition.check(found.version)?;
    let after = begin_news(desk.store(), found).await.map_err(refused)?;
    tagged(StatusCode::ACCEPTED, after.version, &view(after.value, after.version, Sending::default()))
}
