//! An adviser's busy times, for programs.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::adviser::BusyTime;
use domain::ids::AdviserId;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::{CalendarBody, Id};
use web::{Context, Problem, StaffMember};

use super::{busy, load};

/// What was taken out of a calendar file: when, and nothing else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct BusyView {
    /// Times that are kept, in order and without overlaps.
    #[schema(max_items = 2000)]
    items: Vec<BusyTime>,
}

/// When an adviser has something else, as last imported. Two reads.
#[utoipa::path(get, path = "/v1/advisers/{id}/busy", tag = "schedule", responses((status = 200, body = BusyView)))]
pub(super) async fn read(
    staff: StaffMember,
    State(context): State<Context>,
    Id(id): Id<AdviserId>,
) -> Result<Response, Problem> {
    load(&context, &staff, &id).await?;
    let items = context.store.advisers().busy(&id).await?;
    Ok(axum::Json(BusyView { items }).into_response())
}

/// Replaces when an adviser has something else by what a calendar file of
/// theirs says of the coming 400 days: RFC 5545, 4 MiB. Of the file only the
/// times are kept, and joined where they overlap. Whoever they clash with is
/// shown in the rota. One read, one commit.
#[utoipa::path(put, path = "/v1/advisers/{id}/busy", tag = "schedule",
    request_body(content = String, content_type = "text/calendar"),
    responses(
        (status = 200, body = BusyView), (status = 409), (status = 413), (status = 415),
        (status = 422, description = "Not a calendar file, cut off, or a time or rule that can't be read; the line is named.")))]
pub(super) async fn put(
    staff: StaffMember,
    State(context): State<Context>,
    Id(id): Id<AdviserId>,
    CalendarBody(file): CalendarBody,
) -> Result<Response, Problem> {
    let adviser = load(&context, &staff, &id).await?;
    let items = busy::read(&context, &file).map_err(|said| Problem::invalid_field("", said))?;
    busy::keep(&context, &adviser, &items).await?;
    Ok(axum::Json(BusyView { items }).into_response())
}

/// Forgets when an adviser has something else. One read, one commit.
#[utoipa::path(delete, path = "/v1/advisers/{id}/busy", tag = "schedule", responses((status = 204), (status = 409)))]
pub(super) async fn delete(
    staff: StaffMember,
    State(context): State<Context>,
    Id(id): Id<AdviserId>,
) -> Result<Response, Problem> {
    let adviser = load(&context, &staff, &id).await?;
    busy::keep(&context, &adviser, &[]).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
