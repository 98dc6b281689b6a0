//! One person's data for programs.

use axum::extract::Path;
use axum::response::IntoResponse as _;
use flows::people;
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{ListQuery, PageQuery};
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply};

use super::erasure::ErasureView;
use super::found;
use super::shape::{PersonExport, PersonItem};
use crate::problems::refused;

/// Who is looked for.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PeopleQuery {
    /// A whole address, or whole words of a name; accents and case aside.
    #[validate(length(min = 2, max = 254))]
    q: String,
}

/// People by address or name, whatever they are here. One query for each page
/// of rows; for each person one, and a read for each thing that is kept.
#[utoipa::path(get, path = "/v1/people", tag = "people", params(PeopleQuery, PageQuery),
    responses((status = 200, body = Listing<PersonItem>, headers(("Link" = String)))))]
pub(super) async fn find(desk: CoordinatorDesk, list: ListQuery<PeopleQuery>) -> Reply {
    let q = &list.filter.q;
    let scope = format!("people?{q}");
    let after = list.after(&desk.context, &scope)?;
    let (found, next) = found(desk.store(), q, after, list.page.limit).await?;
    let items: Vec<PersonItem> = found.iter().map(PersonItem::from).collect();
    list.answer(&desk.context, &scope, &items, next)
}

/// All that is kept of one person. One query, and a read for each thing.
#[utoipa::path(get, path = "/v1/people/{id}/export", tag = "people", responses((status = 200, body = PersonExport)))]
pub(super) async fn export(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let found = people::dossier(desk.store(), &id).await?.ok_or_else(Problem::not_found)?;
    Ok(axum::Json(PersonExport::of(&found, desk.store().now())).into_response())
}

/// Has all of it erased: rows, what imports and others wrote, mails kept on the
/// machine, freed pages of the file. Counts stay. Asked again where nothing new is
/// kept, it answers with the first proof; 404 where nothing is kept and nothing was
/// erased. Two queries, a read for each thing, one commit; the rest is done by itself.
#[utoipa::path(post, path = "/v1/people/{id}/erase", tag = "people", responses((status = 202, body = ErasureView)))]
pub(super) async fn erase(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let erasure = people::erase(desk.store(), &id, &desk.staff.actor).await.map_err(refused)?;
    Ok((StatusCode::ACCEPTED, axum::Json(ErasureView::from(erasure))).into_response())
}

/// Erasures, the newest first: what was done, without the data. One query.
#[utoipa::path(get, path = "/v1/erasures", tag = "people", params(PageQuery),
    responses((status = 200, body = Listing<ErasureView>, headers(("Link" = String)))))]
pub(super) async fn erasures(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, "erasures")?;
    let (found, next) = desk.store().people().erasures(after, list.page.limit).await?;
    let items: Vec<ErasureView> = found.into_iter().map(ErasureView::from).collect();
    list.answer(&desk.context, "erasures", &items, next)
}
