//! The directory as a file, for programs.

use axum::extract::Request;
use axum::response::IntoResponse as _;
use http::header::CACHE_CONTROL;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{IMPORT_LIMIT, QueryParams, read_body};
use web::{CoordinatorDesk, Problem, Reply};

use super::{Import, Planned, read, write};

/// Whether what is asked for is only tried.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct TryParam {
    /// `true`: nothing is stored; the answer says what it would do.
    pub(crate) dry_run: bool,
}

/// What a file does.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryImport)]
pub(crate) struct ImportView {
    /// Entries that are new: `service/innoviris-shape`.
    new: Vec<String>,
    /// Entries that are otherwise.
    changed: Vec<String>,
    /// How many are as they were.
    same: usize,
    /// Whether it was only tried.
    dry_run: bool,
}

impl ImportView {
    fn of(import: &Import, dry_run: bool) -> Self {
        let named = |all: &[Planned]| all.iter().map(|one| format!("{}/{}", one.sort.code(), one.id)).collect();
        Self { new: named(&import.new), changed: named(&import.changed), same: import.same, dry_run }
    }
}

/// The directory as a file of HSDS 3.1. Three reads.
#[utoipa::path(get, path = "/v1/directory", tag = "directory", responses((status = 200, body = Object)))]
pub(crate) async fn export(desk: CoordinatorDesk) -> Reply {
    let file = write(desk.store(), &desk.context.settings).await?;
    Ok(([(CACHE_CONTROL, "no-store")], axum::Json(file)).into_response())
}

/// Takes a file of HSDS 3.1, of at most 4 MB: entries that are new are added, those
/// that are otherwise changed; none is removed. Nothing is taken where anything is
/// refused. Two reads, and two and a commit for each entry that changes.
#[utoipa::path(post, path = "/v1/directory", tag = "directory", request_body = Object, params(TryParam),
    responses((status = 200, body = ImportView), (status = 412), (status = 413)))]
pub(crate) async fn import(
    desk: CoordinatorDesk,
    QueryParams(TryParam { dry_run }): QueryParams<TryParam>,
    request: Request,
) -> Reply {
    let bytes = read_body(request, IMPORT_LIMIT).await?;
    let file: Value = serde_json::from_slice(&bytes).map_err(|_| Problem::malformed_body())?;
    let found = read(desk.store(), &file).await?;
    if !found.refused.is_empty() {
        return Err(Problem::invalid(found.refused));
    }
    if !dry_run {
        found.run(desk.store(), &desk.staff.actor).await.map_err(Problem::of_change)?;
    }
    Ok(axum::Json(ImportView::of(&found, dry_run)).into_response())
}
