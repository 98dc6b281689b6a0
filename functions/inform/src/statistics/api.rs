//! `GET /v1/statistics`: for everybody.

use axum::Json;
use axum::extract::State;
use domain::clock::BRUSSELS;
use web::extract::{NoFilter, QueryParams};
use web::openapi::ProblemBody;
use web::{Context, Problem};

use super::view::{Statistics, gather};

/// Live statistics of the quarter that runs, counts of people in steps of five.
/// Three reads and a query, and some for each wave of five quarters.
#[utoipa::path(get, path = "/v1/statistics", tag = "inform", operation_id = "read_statistics",
    responses((status = 200, body = Statistics), (status = 400, body = ProblemBody)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: QueryParams<NoFilter>,
) -> Result<Json<Statistics>, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let day = context.store.now().day_in(BRUSSELS);
    Ok(Json(gather(&context.store, &catalogue, day).await?))
}
