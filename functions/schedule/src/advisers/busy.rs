//! When advisers have something else, taken from a calendar file of their own.
//! Nothing else of the file is kept.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use calendar::Unreadable;
use chrono::TimeDelta;
use domain::Text;
use domain::adviser::{Adviser, BusyTime};
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use http::StatusCode;
use serde::Serialize;
use store::{Transaction, Versioned};
use utoipa::ToSchema;
use web::extract::CalendarBody;
use web::i18n::in_all;
use web::{Context, Problem, Reply};

use super::Seen;

/// Times that are kept of one person at most: eight a working day, in one row.
const MAX_TIMES: usize = 2_000;

/// Reads a file: what is busy from now on, 400 days at most, but for what this
/// product itself put into it. What can't be
/// read, or is too much, is said and nothing of it kept.
pub(super) fn times_in(context: &Context, file: &[u8]) -> Result<Vec<BusyTime>, Text> {
    let said = |error: Unreadable| in_all(|language| error.text(language));
    let ics = std::str::from_utf8(file).map_err(|_| said(Unreadable::NotACalendar))?;
    let now = context.store.now();
    let found =
        calendar::busy(ics, now, now.plus(TimeDelta::days(calendar::MAX_DAYS)), BRUSSELS, context.settings.host())
            .map_err(said)?;
    if found.len() > MAX_TIMES {
        let error = FieldError::new("", Wrong::TooMany(MAX_TIMES));
        return Err(in_all(|language| error.text(language)));
    }
    Ok(found.into_iter().map(|calendar::Busy { start, end }| BusyTime { start, end }).collect())
}

/// Replaces what is kept of an adviser; none forgets it. One commit, 409 where
/// the adviser changed since they were read.
pub(super) async fn keep(context: &Context, adviser: &Versioned<Adviser>, times: &[BusyTime]) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    context.store.advisers().put_busy(&mut tx, adviser, times);
    Ok(context.store.commit(tx).await?)
}

/// What was taken out of a calendar file: when, and nothing else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct BusyView {
    /// Times that are kept, in order and without overlaps.
    #[schema(max_items = 2000)]
    items: Vec<BusyTime>,
}

/// When an adviser has something else, as last imported. Two reads.
#[utoipa::path(get, path = "/v1/advisers/{id}/busy", tag = "schedule", responses((status = 200, body = BusyView)))]
pub(super) async fn read(State(context): State<Context>, Seen(adviser): Seen) -> Reply {
    let items = context.store.advisers().busy(&adviser.value.id).await?;
    Ok(Json(BusyView { items }).into_response())
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
    State(context): State<Context>,
    Seen(adviser): Seen,
    CalendarBody(file): CalendarBody,
) -> Reply {
    let items = times_in(&context, &file).map_err(|said| Problem::invalid_field("", said))?;
    keep(&context, &adviser, &items).await?;
    Ok(Json(BusyView { items }).into_response())
}

/// Forgets when an adviser has something else. One read, one commit.
#[utoipa::path(delete, path = "/v1/advisers/{id}/busy", tag = "schedule", responses((status = 204), (status = 409)))]
pub(super) async fn delete(State(context): State<Context>, Seen(adviser): Seen) -> Reply {
    keep(&context, &adviser, &[]).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
