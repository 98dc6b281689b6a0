//! The directory for programs: lists, single entries with their version, and
//! changes by the coordinator.

mod agencies;
mod closing_days;
mod errors;
mod in_use;
mod locations;
mod need_types;
mod rows;
mod services;
mod text;

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::Context;
use web::Problem;
use web::extract::{PageQuery, cursor};
use web::openapi::{OpenApiRouter, routes};

pub(crate) use in_use::SLUG as IN_USE;

/// The JSON routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(agencies::list))
        .routes(routes!(agencies::read, agencies::put, agencies::delete))
        .routes(routes!(services::list))
        .routes(routes!(services::read, services::put, services::delete))
        .routes(routes!(locations::list))
        .routes(routes!(locations::read, locations::put, locations::delete))
        .routes(routes!(need_types::list))
}

/// Part of a list.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what web::extract::listing writes")]
pub(crate) struct Listing<T> {
    /// The entries.
    items: Vec<T>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// Which entries of a list are shown.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AllParam {
    /// `true`: also what ended or has not begun.
    #[serde(default)]
    pub(crate) all: bool,
}

/// The part of a list in memory that a page asks for, and the sealed cursor
/// of the next one. `entries` are in the order of their ids, which never
/// changes; `scope` names list and filters.
fn part<T>(
    context: &Context,
    scope: &str,
    page: &PageQuery,
    entries: impl Iterator<Item = (String, T)>,
) -> Result<(Vec<T>, Option<String>), Problem> {
    let secrets = context.store.secrets();
    let after = page.cursor.as_ref().map(|cursor| cursor::open(secrets, scope, cursor)).transpose()?;
    let mut rest = entries.skip_while(|(id, _)| after.as_ref().is_some_and(|after| id <= after)).peekable();
    let mut items = Vec::new();
    let mut last = None;
    while items.len() < page.limit {
        let Some((id, item)) = rest.next() else { break };
        items.push(item);
        last = Some(id);
    }
    let next = last.filter(|_| rest.peek().is_some()).map(|id| cursor::seal(secrets, scope, &id));
    Ok((items, next))
}
