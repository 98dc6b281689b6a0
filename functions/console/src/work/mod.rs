//! The work list: everything that needs a person, what is due first first, each
//! with what, why, since when, until when and its action. Everybody has their own.

mod api;
mod broken;
mod entry;
mod item;
mod offered;
mod page;
mod say;
mod task;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/console/work", get(page::show));
    OpenApiRouter::new().routes(routes!(api::list)).merge(pages.into())
}
