//! A page per kind of need: who helps, under which conditions, and when.

mod page;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::OpenApiRouter;

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    Router::new().route("/help/{need_type}", get(page::page)).into()
}
