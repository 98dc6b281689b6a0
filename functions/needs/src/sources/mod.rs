//! Webhook sources: who may send needs, and their secrets.

mod api;
mod console;

use axum::Router;
use axum::routing::{get, post};
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/needs/sources", get(console::show).post(console::create))
        .route("/console/needs/sources/{id}/rotate", post(console::rotate))
        .route("/console/needs/sources/{id}/delete", post(console::delete));
    OpenApiRouter::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::one, api::delete))
        .routes(routes!(api::rotate))
        .merge(pages.into())
}
