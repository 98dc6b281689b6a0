//! Locations for programs.

use axum::extract::State;
use axum::response::IntoResponse as _;
use domain::address::Nis;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use domain::ids::LocationId;
use domain::location::Location;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, QueryParams, Target, tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Principal, Reply};

use super::closing::affected_by;
use crate::entries::body::{Sent, read as parse, shown};
use crate::entries::rows::Change;
use crate::entries::{in_use, rows, sees_email};
use crate::exchange::api::TryParam;

/// Which locations a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LocationFilter {
    /// `true`: also what closed or is not open yet.
    #[serde(default)]
    all: bool,
    /// NIS code of a municipality.
    #[param(value_type = Option<String>)]
    nis: Option<Nis>,
}

/// Locations, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/locations", tag = "directory", params(LocationFilter, PageQuery), security(()),
    responses((status = 200, body = Listing<Location>)))]
pub(super) async fn list(
    State(context): State<Context>,
    principal: Principal,
    list: ListQuery<LocationFilter>,
) -> Reply {
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let LocationFilter { all, nis } = &list.filter;
    let within = |location: &Location| nis.as_ref().is_none_or(|nis| &location.nis == nis);
    let locations =
        catalogue.locations.values().filter(|location| (*all || location.open_on(today)) && within(location));
    let scope = format!("locations?all={all}&nis={}", nis.as_ref().map_or("", Nis::as_str));
    let (part, next) = list.part(&context, &scope, locations.map(|location| (location.id.to_string(), location)))?;
    let sees_all = sees_email(&principal);
    let items: Vec<_> = part.into_iter().map(|location| shown(location, sees_all)).collect::<Result<_, _>>()?;
    list.answer(&context, &scope, &items, next)
}

/// One location, closed ones included. One read.
#[utoipa::path(get, path = "/v1/locations/{id}", tag = "directory", security(()),
    responses((status = 200, body = Location, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    known: IfNoneMatch,
    Id(id): Id<LocationId>,
) -> Reply {
    let row = rows::load::<Location>(&context, Sort::Location, id.as_str()).await?;
    tagged_or_unchanged(&known, row.version, &shown(&row.value, sees_email(&principal))?)
}

/// What a change of a place does to bookings.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = BookingsAtPlace)]
pub(super) struct AffectedView {
    /// Bookings whose time changes.
    moved: usize,
    /// Bookings that end.
    lost: usize,
}

/// What a replacement answers.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is answered")]
#[schema(as = PutLocationAnswer)]
pub(super) enum PutAnswer {
    /// It was made.
    Saved(Box<Location>),
    /// It was tried, with `dry_run`.
    Tried(AffectedView),
}

/// Creates or replaces a location; bookings on a day on which it is closed from
/// now on end, and their people are told. With `dry_run` nothing is stored, and
/// the answer says how many: a query of its presences and one for each of them.
/// Two reads, one commit.
#[utoipa::path(put, path = "/v1/locations/{id}", tag = "directory", request_body = Location,
    params(PutCondition, TryParam),
    responses(
        (status = 200, description = "Replaced; with `dry_run` the bookings affected", body = PutAnswer),
        (status = 201, body = Location)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(Id(id), condition): Target<Id<LocationId>, PutCondition>,
    QueryParams(TryParam { dry_run }): QueryParams<TryParam>,
    JsonBody { value, .. }: JsonBody<Sent>,
) -> Reply {
    let before = rows::expected(&desk.context, Sort::Location, id.as_str(), &condition).await?;
    let catalogue = desk.catalogue().await?;
    let location = parse::<Location>(value, id.as_str(), &catalogue)?;
    if dry_run {
        let affected = affected_by(desk.store(), &catalogue, &location).await?;
        let view = AffectedView { moved: affected.moved.len(), lost: affected.lost.len() };
        return Ok(axum::Json(view).into_response());
    }
    let change = Change { sort: Sort::Location, id: id.as_str(), before, by: &desk.staff.actor };
    rows::save(&desk.context, &change, &location, &shown(&location, true)?).await
}

/// Removes a location that nothing names any more; others get a last day.
/// A read for each list that may name it, one commit.
#[utoipa::path(delete, path = "/v1/locations/{id}", tag = "directory", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(desk: CoordinatorDesk, Id(id): Id<LocationId>, named: IfMatch) -> Reply {
    let before = rows::to_remove(&desk.context, Sort::Location, id.as_str(), &named).await?;
    in_use::refuse(&in_use::of_location(&desk.context, &id).await?)?;
    let change = Change { sort: Sort::Location, id: id.as_str(), before: Some(before), by: &desk.staff.actor };
    rows::remove(&desk.context, &change).await
}
