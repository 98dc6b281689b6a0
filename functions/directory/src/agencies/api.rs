//! Agencies and partners for programs.

use axum::extract::State;
use domain::agency::Agency;
use domain::entry::Sort;
use domain::ids::AgencyId;
use web::extract::{Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, tagged_or_unchanged};
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Principal, Reply};

use crate::entries::body::{Sent, read as parse, shown};
use crate::entries::rows::Change;
use crate::entries::{AllParam, in_use, rows, sees_email};
use crate::opened::Opened;

/// Agencies and partners, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/agencies", tag = "directory", params(AllParam, PageQuery), security(()),
    responses((status = 200, body = Listing<Agency>)))]
pub(super) async fn list(principal: Principal, opened: Opened, list: ListQuery<AllParam>) -> Reply {
    let Opened { context, catalogue, today, .. } = &opened;
    let all = list.filter.all;
    let agencies = catalogue.agencies.values().filter(|agency| all || agency.validity().holds_on(*today));
    let scope = format!("agencies?all={all}");
    let (part, next) = list.part(context, &scope, agencies.map(|agency| (agency.id.to_string(), agency)))?;
    let sees_all = sees_email(&principal);
    let items: Vec<_> = part.into_iter().map(|agency| shown(agency, sees_all)).collect::<Result<_, _>>()?;
    list.answer(context, &scope, &items, next)
}

/// One agency, ended ones included. One read.
#[utoipa::path(get, path = "/v1/agencies/{id}", tag = "directory", security(()),
    responses((status = 200, body = Agency, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    known: IfNoneMatch,
    Id(id): Id<AgencyId>,
) -> Reply {
    let row = rows::load::<Agency>(&context, Sort::Agency, id.as_str()).await?;
    tagged_or_unchanged(&known, row.version, &shown(&row.value, sees_email(&principal))?)
}

/// Creates or replaces an agency. Two reads, one commit.
#[utoipa::path(put, path = "/v1/agencies/{id}", tag = "directory", request_body = Agency, params(PutCondition),
    responses((status = 200, body = Agency), (status = 201, body = Agency)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Id(id): Id<AgencyId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<Sent>,
) -> Reply {
    let before = rows::expected(&desk.context, Sort::Agency, id.as_str(), &condition).await?;
    let catalogue = desk.catalogue().await?;
    let agency = parse::<Agency>(value, id.as_str(), &catalogue)?;
    let change = Change { sort: Sort::Agency, id: id.as_str(), before, by: &desk.staff.actor };
    rows::save(&desk.context, &change, &agency, &shown(&agency, true)?).await
}

/// Removes an agency that nothing names any more; others get a last day.
/// Eight reads at most, one commit.
#[utoipa::path(delete, path = "/v1/agencies/{id}", tag = "directory", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(desk: CoordinatorDesk, Id(id): Id<AgencyId>, named: IfMatch) -> Reply {
    let before = rows::to_remove(&desk.context, Sort::Agency, id.as_str(), &named).await?;
    let catalogue = desk.catalogue().await?;
    in_use::refuse(&in_use::of_agency(&desk.context, &catalogue, &id).await?)?;
    let change = Change { sort: Sort::Agency, id: id.as_str(), before: Some(before), by: &desk.staff.actor };
    rows::remove(&desk.context, &change).await
}
