//! `GET /v1/statistics`: for everybody.

use axum::extract::State;
use axum::{Extension, Json};
use web::extract::{NoFilter, QueryParams};
use web::{Context, Problem};

use super::recent::Recent;
use super::view::Statistics;

/// Live statistics of the quarter that runs, counts of people in steps of five.
/// No read within five minutes of the last; else three and a query, and some for
/// each wave of five quarters.
#[utoipa::path(get, path = "/v1/statistics", tag = "inform", security(()),
    responses((status = 200, body = Statistics), (status = 400)))]
pub(super) async fn read(
    State(context): State<Context>,
    Extension(recent): Extension<Recent>,
    _: QueryParams<NoFilter>,
) -> Result<Json<Statistics>, Problem> {
    let found = recent.find(&context).await?;
    Ok(Json(Statistics::clone(&found)))
}
