//! Agencies and partners.

pub(crate) mod api;
mod console;
mod desks;
mod fields;
mod form;
mod page;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/agencies/{id}", get(page::page))
        .route("/console/agencies", get(console::list))
        .route("/console/agencies/{id}", get(console::one).post(console::save));
    OpenApiRouter::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .merge(pages.into())
}
