//! A member's own page, behind the link in its mail: what it was asked, what is
//! known of it and why, what it takes back.

mod page;
mod unsubscribe;
mod view;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::OpenApiRouter;

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/m/{token}", get(page::show).post(page::act))
        .route("/u/{token}", get(unsubscribe::show).post(unsubscribe::act));
    pages.into()
}
