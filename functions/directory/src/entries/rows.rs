//! Reading and changing one row of the directory, alike for its three kinds.

use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::repos::catalogue::Kind;
use store::{Condition, Versioned};
use web::extract::{IfMatch, PutCondition, tagged};
use web::{Context, Problem};

/// A row; 404 where there is none. One read.
pub(crate) async fn load<T: DeserializeOwned>(
    context: &Context,
    kind: Kind,
    id: &str,
) -> Result<Versioned<T>, Problem> {
    context.store.catalogue().row(kind, id).await?.ok_or_else(Problem::not_found)
}

/// The version of the row that a `PUT` replaces, `None` where it creates;
/// 412 where what the caller expects does not hold. One read.
pub(crate) async fn expected(
    context: &Context,
    kind: Kind,
    id: &str,
    condition: &PutCondition,
) -> Result<Option<u64>, Problem> {
    let row: Option<Versioned<serde_json::Value>> = context.store.catalogue().row(kind, id).await?;
    let version = row.map(|row| row.version);
    condition.check(version)?;
    Ok(version)
}

/// Saves over the version expected and answers with what is so now: 201 for a
/// new row, 200 for a changed one. One commit.
pub(crate) async fn save<T: Serialize, V: Serialize>(
    context: &Context,
    kind: Kind,
    id: &str,
    expected: Option<u64>,
    value: &T,
    view: &V,
) -> Result<Response, Problem> {
    let condition = expected.map_or(Condition::Absent, Condition::Version);
    context.store.catalogue().put(kind, id, value, condition).await.map_err(Problem::of_change)?;
    let status = if expected.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, expected.unwrap_or(0) + 1, view)
}

/// Removes the version that the caller names, once nothing uses it any more.
/// One commit.
pub(crate) async fn remove(context: &Context, kind: Kind, id: &str, version: u64) -> Result<Response, Problem> {
    context.store.catalogue().delete(kind, id, Condition::Version(version)).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The version to be removed; 404 without a row, 412 for another version.
/// One read.
pub(crate) async fn to_remove(context: &Context, kind: Kind, id: &str, named: &IfMatch) -> Result<u64, Problem> {
    let row: Versioned<serde_json::Value> = load(context, kind, id).await?;
    named.0.check(row.version)?;
    Ok(row.version)
}
