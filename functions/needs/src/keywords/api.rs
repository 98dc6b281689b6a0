//! Words that hint at kinds of need, for programs.

use axum::extract::OriginalUri;
use axum::response::IntoResponse as _;
use domain::Instant;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::NeedTypeId;
use domain::need_type::Keywords;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::repos::versions::Version;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, listing, tagged, tagged_or_unchanged};
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply};

use super::{Tried, check, known, set, tried, version};

/// Words as they are sent: what `GET` answers can be changed and sent back.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeywordsRequest)]
pub(super) struct KeywordsRequest {
    /// The kind of need; with `PUT` that of the path.
    #[schema(value_type = Option<String>)]
    need_type: Option<NeedTypeId>,
    /// French; 60 words or phrases at most.
    fr: Vec<String>,
    /// Dutch.
    nl: Vec<String>,
    /// English.
    en: Vec<String>,
    /// Why they are changed; kept with the version.
    #[validate(length(max = 300))]
    why: Option<String>,
}

impl KeywordsRequest {
    fn parse(self) -> Result<(Keywords, Option<String>), Problem> {
        let Self { need_type: _, fr, nl, en, why } = self;
        let words = Keywords { fr, nl, en };
        check(&words)?;
        Ok((words, why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty())))
    }
}

/// The words of a kind of need.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KindKeywords {
    /// The kind of need.
    #[schema(value_type = String)]
    need_type: NeedTypeId,
    /// Its words.
    #[serde(flatten)]
    words: Keywords,
}

impl KindKeywords {
    fn of(need_type: &NeedTypeId, words: &Keywords) -> Self {
        Self { need_type: need_type.clone(), words: words.clone() }
    }
}

/// The words of every kind of need, in the directory's order. One read.
#[utoipa::path(get, path = "/v1/keywords", tag = "strategies", params(PageQuery),
    responses((status = 200, body = Listing<KindKeywords>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let catalogue = desk.catalogue().await?;
    let after = list.after(&desk.context, "keywords")?;
    let begin = after.and_then(|after| catalogue.need_types.iter().position(|kind| kind.id.as_str() == after));
    let rest = &catalogue.need_types[begin.map_or(0, |at| at + 1)..];
    let shown = &rest[..rest.len().min(list.page.limit)];
    let next = shown.last().filter(|_| rest.len() > shown.len()).map(|last| last.id.to_string());
    let items: Vec<_> = shown.iter().map(|kind| KindKeywords::of(&kind.id, &kind.keywords)).collect();
    list.answer(&desk.context, "keywords", &items, next)
}

/// The words of a kind of need. Two reads.
#[utoipa::path(get, path = "/v1/keywords/{need_type}", tag = "strategies",
    responses((status = 200, body = KindKeywords, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, condition: IfNoneMatch, Id(need_type): Id<NeedTypeId>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let view = KindKeywords::of(&need_type, known(&catalogue, &need_type)?);
    tagged_or_unchanged(&condition, u64::from(version(desk.store(), &need_type).await?), &view)
}

/// Changes the words of a kind of need: what arrives from then on is read by
/// them. Four reads, one commit.
#[utoipa::path(put, path = "/v1/keywords/{need_type}", tag = "strategies", request_body = KeywordsRequest,
    params(IfMatch), responses((status = 200, body = KindKeywords, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Id(need_type): Id<NeedTypeId>,
    IfMatch(expected): IfMatch,
    body: JsonBody<KeywordsRequest>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    known(&catalogue, &need_type)?;
    let read = version(desk.store(), &need_type).await?;
    expected.check(u64::from(read))?;
    if body.value.need_type.as_ref().is_some_and(|named| *named != need_type) {
        return Err(vec![FieldError::new("/need_type", Wrong::NotAmong(vec![need_type.to_string()]))].into());
    }
    let set_to = body.value.parse()?;
    let view = KindKeywords::of(&need_type, &set_to.0);
    let number = set(&desk.context, &need_type, read, set_to, desk.staff.actor.clone()).await?;
    tagged(StatusCode::OK, u64::from(number), &view)
}

/// A version of the words of a kind of need.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeywordsVersion)]
struct VersionView {
    /// Its number; 1 is the directory's own, which is not listed.
    version: u32,
    /// The words; null where the directory's own hold again.
    words: Option<Keywords>,
    /// When it was set.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// By whom, such as `staff:…`.
    #[schema(value_type = Value)]
    by: domain::event::Actor,
    /// Why, where that was said.
    why: Option<String>,
}

/// Every version that was set here, the oldest first. Two reads.
#[utoipa::path(get, path = "/v1/keywords/{need_type}/versions", tag = "strategies",
    responses((status = 200, body = Listing<VersionView>)))]
pub(super) async fn versions(
    desk: CoordinatorDesk,
    OriginalUri(uri): OriginalUri,
    Id(need_type): Id<NeedTypeId>,
) -> Reply {
    known(&*desk.catalogue().await?, &need_type)?;
    let all = desk.store().versions().all::<Keywords>(need_type.as_str()).await?;
    let view = |(version, Version { value, at, actor, why }): (u32, Version<Keywords>)| VersionView {
        version,
        words: value,
        at,
        by: actor,
        why,
    };
    let items: Vec<VersionView> = (2..).zip(all).map(view).collect();
    listing(&uri, &items, None)
}

/// Tries words on what members wrote in the last twelve months, and stores
/// nothing. A query and a read for each hundred needs.
#[utoipa::path(post, path = "/v1/keywords/try", tag = "strategies", request_body = KeywordsRequest,
    responses((status = 200, body = Tried)))]
pub(super) async fn try_out(desk: CoordinatorDesk, body: JsonBody<KeywordsRequest>) -> Reply {
    let Some(need_type) = body.value.need_type.clone() else {
        return Err(vec![FieldError::new("/need_type", Wrong::Missing)].into());
    };
    let (words, _) = body.value.parse()?;
    let catalogue = desk.catalogue().await?;
    let found = tried(desk.store(), known(&catalogue, &need_type)?, &words).await?;
    Ok(axum::Json(found).into_response())
}
