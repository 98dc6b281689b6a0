//! Places for programs.

use axum::Json;
use axum::extract::State;
use domain::inform::place::{Activity, Helped, Trend, helped};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Context, Coordinator, Problem};

use super::all;

/// A place and how active it is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlaceView {
    /// As it was last counted.
    #[serde(flatten)]
    activity: Activity,
    /// What people did, against the quarter before.
    trend: Trend,
    /// What most active places have and this one lacks; of dormant ones.
    helped: Vec<Helped>,
}

/// All places.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Places {
    /// The places.
    items: Vec<PlaceView>,
}

/// How active each place is, counted once a week. One query.
#[utoipa::path(get, path = "/v1/places", tag = "inform", operation_id = "list_places",
    responses((status = 200, body = Places)))]
pub(super) async fn list(State(context): State<Context>, _: Coordinator) -> Result<Json<Places>, Problem> {
    let places = all(&context).await?;
    let view = |place: &Activity| PlaceView {
        trend: place.trend(),
        helped: if place.dormant_since.is_some() { helped(&places, place) } else { Vec::new() },
        activity: place.clone(),
    };
    Ok(Json(Places { items: places.iter().map(view).collect() }))
}
