//! Needs as staff sees them: the list, and one with everything about it.

mod api;
pub(crate) mod change;
mod list;
mod mails;
pub(crate) mod page;
pub(crate) mod people;
mod query;
mod sections;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/console/needs", get(list::show)).route("/console/needs/{id}", get(page::show));
    OpenApiRouter::new().routes(routes!(api::list)).routes(routes!(api::one)).merge(pages.into())
}
