//! Services: by need, by words, one by one.

mod api;
pub(crate) mod body;
mod list;
mod page;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/services", get(list::page)).route("/services/{id}", get(page::page));
    OpenApiRouter::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .merge(pages.into())
}
