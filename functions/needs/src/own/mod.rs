//! A member's own need, behind the link in their mail.

mod page;
mod view;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::OpenApiRouter;

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/n/{token}", get(page::show).post(page::act));
    pages.into()
}
