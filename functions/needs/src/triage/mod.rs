//! What the coordinator settles: what is needed and who is asked, or the end.

mod api;
pub(crate) mod cards;
mod console;

use axum::Router;
use axum::routing::post;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/needs/{id}/triage", post(console::triage))
        .route("/console/needs/{id}/close", post(console::close))
        .route("/console/needs/{id}/resend", post(console::resend));
    OpenApiRouter::new().routes(routes!(api::triage)).routes(routes!(api::close)).merge(pages.into())
}
