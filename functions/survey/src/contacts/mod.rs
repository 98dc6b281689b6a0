//! Who asked to be contacted, apart from any answer.

mod api;
mod page;

pub(crate) use api::find;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/s/{code}/contact", get(page::show).post(page::send));
    OpenApiRouter::new().routes(routes!(api::list)).routes(routes!(api::remove)).merge(pages.into())
}
