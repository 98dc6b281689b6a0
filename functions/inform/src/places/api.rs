//! Places for programs.

use axum::extract::State;
use axum::response::Response;
use domain::inform::place::{Activity, Helped, Trend, helped};
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::{ListQuery, PageQuery};
use web::openapi::Listing;
use web::{Context, Coordinator, Problem};

use super::all;

/// What cursors of the list are bound to.
const LIST: &str = "places";

/// A place and how active it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityOfPlace)]
pub(super) struct PlaceView {
    /// As it was last counted.
    #[serde(flatten)]
    activity: Activity,
    /// What people did, against the quarter before.
    trend: Trend,
    /// What most active places have and this one lacks; of dormant ones.
    helped: Vec<Helped>,
}

/// How active each place is, counted once a week, in the order of their ids.
/// One query.
#[utoipa::path(get, path = "/v1/places", tag = "inform", params(PageQuery),
    responses((status = 200, body = Listing<PlaceView>)))]
pub(super) async fn list(State(context): State<Context>, _: Coordinator, list: ListQuery) -> Result<Response, Problem> {
    let places = all(&context).await?;
    let view = |place: &Activity| PlaceView {
        trend: place.trend(),
        helped: if place.dormant_since.is_some() { helped(&places, place) } else { Vec::new() },
        activity: place.clone(),
    };
    let by_id = places.iter().map(|place| (place.location.to_string(), place));
    let (part, next) = list.part(&context, LIST, by_id)?;
    let items: Vec<PlaceView> = part.into_iter().map(view).collect();
    list.answer(&context, LIST, &items, next)
}
