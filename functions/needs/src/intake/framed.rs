//! The same form in a frame of a place's own site, which needs not be asked for.

use axum::extract::State;
use axum::response::Response;
use domain::ids::LocationId;
use maud::Markup;
use web::extract::{ClientAddr, FormBody, Id, QueryParams};
use web::page::{Look, LookQuery};
use web::{Context, Principal, Problem, Reply, Visit};

use super::door::Door;
use super::page::{NewNeedForm, empty, next, take};

/// The empty form. One read.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(LookQuery { look }): QueryParams<LookQuery>,
    Id(place): Id<LocationId>,
) -> Reply {
    let door = door(&context, place, look).await?;
    empty(&context, &visit, &door, Vec::new()).await
}

/// Takes the form in, as the page does.
pub(super) async fn send(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(LookQuery { look }): QueryParams<LookQuery>,
    (Id(place), client): (Id<LocationId>, ClientAddr),
    form: FormBody<NewNeedForm>,
) -> Reply {
    let door = door(&context, place, look).await?;
    take(&context, &visit, (&door, Principal::Anonymous, client), form).await
}

/// That it arrived, and what happens next. No read.
pub(super) async fn sent(
    visit: Visit,
    QueryParams(LookQuery { look }): QueryParams<LookQuery>,
    Id(place): Id<LocationId>,
) -> Response {
    next(&visit, &Door::Frame(place, look), Markup::default())
}

/// The door of a place that the directory has, else 404.
async fn door(context: &Context, place: LocationId, look: Look) -> Result<Door, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    if catalogue.locations.contains_key(&place) { Ok(Door::Frame(place, look)) } else { Err(Problem::not_found()) }
}
