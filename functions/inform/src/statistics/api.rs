//! `GET /v1/statistics`: for everybody.

use axum::Json;
use axum::extract::State;
use domain::clock::BRUSSELS;
use web::extract::{NoFilter, QueryParams};
use web::openapi::ProblemBody;
use web::{Context, Problem};

use super::view::Statistics;

/// Live statistics. One read.
#[utoipa::path(get, path = "/v1/statistics", tag = "inform", operation_id = "read_statistics",
    responses((status = 200, body = Statistics), (status = 400, body = ProblemBody)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: QueryParams<NoFilter>,
) -> Result<Json<Statistics>, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    Ok(Json(Statistics::of(&catalogue, context.store.now().day_in(BRUSSELS))))
}
