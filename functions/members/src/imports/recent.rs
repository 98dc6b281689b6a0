//! The latest imports.

use axum::extract::OriginalUri;
use store::repos::imports::Import;
use web::extract::{NoFilter, QueryParams, listing};
use web::openapi::Listing;
use web::{Context, Desk, Problem, Reply, Scope, StaffMember};

use super::may_see;
use super::shape::ImportView;
use crate::entries;

/// The twenty latest of the last 30 days, the newest first: a host's own, or all.
/// One query and a get.
#[utoipa::path(get, path = "/v1/imports", tag = "members",
    responses((status = 200, body = Listing<ImportView>)))]
pub(super) async fn list(desk: Desk, OriginalUri(uri): OriginalUri, _: QueryParams<NoFilter>) -> Reply {
    entries::may_see(&desk.staff)?;
    let found = recent(&desk.context, &desk.staff).await?;
    let items: Vec<ImportView> = found.iter().map(ImportView::from).collect();
    listing(&uri, &items, None)
}

/// Those that somebody may see.
pub(super) async fn recent(context: &Context, staff: &StaffMember) -> Result<Vec<Import>, Problem> {
    let only = match staff.scope() {
        Scope::Location(own) => Some(own),
        Scope::All | Scope::Agency(_) => None,
    };
    let mut found = context.store.imports().list(only).await?;
    found.retain(|one| may_see(staff, one));
    Ok(found)
}
