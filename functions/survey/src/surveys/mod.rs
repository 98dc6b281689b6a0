//! Surveys: made, listed, and what each asks.

mod api;
pub(crate) mod asked;
mod create;
pub(crate) mod list;
mod new;
pub(crate) mod visible;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/survey", get(list::show).post(new::send))
        .route("/console/survey/new", get(new::show));
    OpenApiRouter::new().routes(routes!(api::create, api::list)).routes(routes!(api::read)).merge(pages.into())
}
