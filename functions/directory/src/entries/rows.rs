//! Reading and changing one row of the directory, alike for its three sorts.
//! Every change is written down in the history of the entry.

use axum::response::IntoResponse as _;
use domain::entry::{Done, Sort};
use domain::event::Actor;
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Versioned;
use store::repos::catalogue::Kind;
use store::repos::entries::Saving;
use web::extract::{IfMatch, PutCondition, tagged};
use web::{Context, Problem, Reply};

/// An entry that is changed: which, as it stands, by whom.
pub(crate) struct Change<'a> {
    pub(crate) sort: Sort,
    pub(crate) id: &'a str,
    /// As it stands; `None` where it is new.
    pub(crate) before: Option<Versioned<Value>>,
    pub(crate) by: &'a Actor,
}

impl Change<'_> {
    /// Saves it, or removes it where nothing comes after. Two reads at most, one
    /// commit.
    pub(crate) async fn save(&self, context: &Context, after: Option<&Value>, done: Done) -> Result<(), Problem> {
        let Self { sort, id, before, by } = self;
        let saving = Saving { sort: *sort, id, before: before.as_ref(), after, by, done };
        context.store.entries().save(&saving).await.map_err(Problem::of_change)
    }
}

/// A row; 404 where there is none. One read.
pub(crate) async fn load<T: DeserializeOwned>(
    context: &Context,
    sort: Sort,
    id: &str,
) -> Result<Versioned<T>, Problem> {
    context.store.catalogue().row(Kind::of(sort), id).await?.ok_or_else(Problem::not_found)
}

/// The row that a `PUT` replaces, `None` where it creates; 412 where what the
/// caller expects does not hold. One read.
pub(crate) async fn expected(
    context: &Context,
    sort: Sort,
    id: &str,
    condition: &PutCondition,
) -> Result<Option<Versioned<Value>>, Problem> {
    let row: Option<Versioned<Value>> = context.store.entries().load(sort, id).await?;
    condition.check(row.as_ref().map(|row| row.version))?;
    Ok(row)
}

/// An entry as its row holds it.
pub(crate) fn stored<T: Serialize>(entry: &T) -> Result<Value, Problem> {
    serde_json::to_value(entry).map_err(|error| Problem::internal(&error))
}

/// Saves over what stands and answers with what is so now: 201 for a new row,
/// 200 for a changed one. Two reads at most, one commit.
pub(crate) async fn save<T: Serialize, V: Serialize>(
    context: &Context,
    change: &Change<'_>,
    value: &T,
    view: &V,
) -> Reply {
    let (status, done) = match change.before {
        Some(_) => (StatusCode::OK, Done::Changed),
        None => (StatusCode::CREATED, Done::Added),
    };
    change.save(context, Some(&stored(value)?), done).await?;
    tagged(status, change.before.as_ref().map_or(0, |before| before.version) + 1, view)
}

/// Removes the version that the caller names, once nothing uses it any more.
/// Three reads, one commit.
pub(crate) async fn remove(context: &Context, change: &Change<'_>) -> Reply {
    change.save(context, None, Done::Removed).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The row to be removed; 404 without one, 412 for another version. One read.
pub(crate) async fn to_remove(
    context: &Context,
    sort: Sort,
    id: &str,
    named: &IfMatch,
) -> Result<Versioned<Value>, Problem> {
    let row: Versioned<Value> = load(context, sort, id).await?;
    named.0.check(row.version)?;
    Ok(row)
}
