//! Advisers for programs: the coordinator's, and an agency's own.

use axum::extract::State;
use axum::response::IntoResponse as _;
use domain::adviser::{Adviser, AdviserDraft};
use domain::ids::{AdviserId, AgencyId};
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{
    Checked, Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, listing, tagged,
    tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{Context, Desk, Reply, Scope};

use super::Seen;

/// Which advisers a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AdviserFilter {
    /// Of this agency.
    #[param(value_type = Option<String>)]
    agency: Option<AgencyId>,
}

/// Advisers by agency and id: all for the coordinator, its own for an agency,
/// none for a host. One query and one get.
#[utoipa::path(get, path = "/v1/advisers", tag = "schedule", params(AdviserFilter, PageQuery),
    responses((status = 200, body = Listing<Adviser>)))]
pub(super) async fn list(desk: Desk, list: ListQuery<AdviserFilter>) -> Reply {
    let agency = match (desk.staff.scope(), list.filter.agency.clone()) {
        (Scope::All, agency) => agency,
        (Scope::Agency(own), agency) if agency.as_ref().is_none_or(|agency| agency == own) => Some(own.clone()),
        _ => return listing::<Adviser>(&list.uri, &[], None),
    };
    let name = format!("advisers?agency={}", agency.as_ref().map_or("", AgencyId::as_str));
    let after = list.after(&desk.context, &name)?;
    let (found, next) = desk.store().advisers().page(agency.as_ref(), after, list.page.limit).await?;
    let items: Vec<Adviser> = found.iter().map(Adviser::answered).collect();
    list.answer(&desk.context, &name, &items, next)
}

/// One adviser. One read.
#[utoipa::path(get, path = "/v1/advisers/{id}", tag = "schedule",
    responses((status = 200, body = Adviser, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(known: IfNoneMatch, Seen(found): Seen) -> Reply {
    tagged_or_unchanged(&known, found.version, &found.value.answered())
}

/// Creates or replaces an adviser. Two reads, one commit; a query more for
/// each list of the former agency where the agency changes.
#[utoipa::path(put, path = "/v1/advisers/{id}", tag = "schedule", request_body = AdviserDraft, params(PutCondition),
    responses(
        (status = 200, body = Adviser, headers(("ETag" = String))),
        (status = 201, body = Adviser, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn put(
    desk: Desk,
    Id(id): Id<AdviserId>,
    condition: PutCondition,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<AdviserDraft>>,
) -> Reply {
    let before = desk.store().advisers().load(&id).await?;
    if let Some(before) = &before {
        desk.staff.of_agency(&before.value.agency)?;
    }
    condition.check(before.as_ref().map(|before| before.version))?;
    let catalogue = desk.catalogue().await?;
    let today = desk.today();
    let (wished, leaving) = (draft.notices.is_some(), draft.leaves_on.is_some());
    let mut after = draft.parse(id, &catalogue, today)?;
    desk.staff.of_agency(&after.agency)?;
    // Programs from before there were these leave them as they are.
    if let Some(before) = before.as_ref().filter(|_| !wished) {
        after.notices = before.value.notices;
    }
    if let Some(before) = before.as_ref().filter(|_| !leaving) {
        after.leaves_on = before.value.leaves_on;
    }
    let version = super::save(&desk.context, &catalogue, before.as_ref(), &after).await?;
    let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, version, &after.answered())
}

/// Removes an adviser with all that is kept of them; 409 while a permanence
/// that is not over names them. Three reads and one for each agency whose work
/// theirs does, one commit.
#[utoipa::path(delete, path = "/v1/advisers/{id}", tag = "schedule", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(State(context): State<Context>, Seen(before): Seen, named: IfMatch) -> Reply {
    named.0.check(before.version)?;
    let catalogue = context.store.catalogue().load().await?;
    super::delete(&context, &catalogue, &before).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
