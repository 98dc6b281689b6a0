//! The end of an entry: what it would do, that it is asked for or taken back, and
//! what it is at.

use axum::response::IntoResponse as _;
use chrono::NaiveDate;
use flows::entries::{ahead, end, take_back};
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IfMatch, JsonBody, QueryParams, Target};
use web::i18n::text;
use web::{CoordinatorDesk, Problem, Reply};

use super::super::end::{asked_for, problem, refused};
use super::super::sorts::OfEntry;
use super::version_of;
use super::views::{AheadView, EndingView};
use crate::LOCALES;
use crate::exchange::api::TryParam;

/// The end of an entry.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DirectoryEnd)]
pub(super) struct EndRequest {
    /// The last day, yesterday or later; of a second entry of the same it is yesterday.
    #[schema(format = Date, value_type = Option<String>)]
    last: Option<NaiveDate>,
    /// The entry of the same sort that follows.
    follower: Option<String>,
    /// Whether it is a second entry of the follower.
    #[serde(default)]
    merged: bool,
}

/// What the end of an entry is at, or last was; 404 where there was none. One read.
#[utoipa::path(get, path = "/v1/directory/{sort}/{id}/end", tag = "directory",
    params(("sort" = String, Path, description = "`agencies`, `services` or `locations`.")),
    responses((status = 200, body = EndingView)))]
pub(super) async fn ending(desk: CoordinatorDesk, OfEntry(sort, id): OfEntry) -> Reply {
    let job = desk.store().entries().ending(sort, &id).await?.ok_or_else(Problem::not_found)?;
    Ok(axum::Json(EndingView::from(job.value)).into_response())
}

/// Ends an entry over its version, alone, followed by another or as a second entry
/// of one; what the rota has to do with it follows. With `dry_run` it is only said
/// what that does. Reads what it says; one commit.
#[utoipa::path(put, path = "/v1/directory/{sort}/{id}/end", tag = "directory", request_body = EndRequest,
    params(TryParam, ("sort" = String, Path, description = "`agencies`, `services` or `locations`."), IfMatch),
    responses(
        (status = 200, description = "What it does.", body = AheadView),
        (status = 409, description = "Another end of it is under way.")))]
pub(super) async fn finish(
    desk: CoordinatorDesk,
    Target(OfEntry(sort, id), IfMatch(expected)): Target<OfEntry>,
    QueryParams(TryParam { dry_run }): QueryParams<TryParam>,
    JsonBody { value, .. }: JsonBody<EndRequest>,
) -> Reply {
    let version = version_of(&desk.context, (sort, &id)).await?;
    expected.check(version)?;
    let invalid = |(field, key): (&str, &str)| Problem::invalid_field(format!("/{field}"), text(&LOCALES, key));
    let EndRequest { last, follower, merged } = value;
    let today = desk.today();
    let ending = asked_for((last, follower, merged), today).map_err(invalid)?;
    let catalogue = desk.catalogue().await?;
    let effects = ahead(desk.store(), &catalogue, (sort, &id), &ending).await?;
    let effects = effects.map_err(|error| invalid(refused(error)))?;
    if !dry_run {
        end(desk.store(), (sort, &id, version), ending, &desk.staff.actor).await.map_err(problem)?;
    }
    Ok(axum::Json(AheadView::from(effects)).into_response())
}

/// Takes an end back: see the page. Four reads at most, one commit.
#[utoipa::path(delete, path = "/v1/directory/{sort}/{id}/end", tag = "directory",
    params(("sort" = String, Path, description = "`agencies`, `services` or `locations`."), IfMatch),
    responses((status = 204)))]
pub(super) async fn reopen(
    desk: CoordinatorDesk,
    Target(OfEntry(sort, id), IfMatch(expected)): Target<OfEntry>,
) -> Reply {
    expected.check(version_of(&desk.context, (sort, &id)).await?)?;
    take_back(desk.store(), (sort, &id), &desk.staff.actor).await.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
