//! Live statistics that everybody may see: a page, and the same as JSON.

mod api;
mod page;
mod view;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/statistics", get(page::show));
    OpenApiRouter::new().routes(routes!(api::read)).merge(pages.into())
}
