//! What was determined of members' needs: looked through by the coordinator,
//! asked, put off, put aside.

mod api;
mod console;

use axum::Router;
use axum::routing::{get, post};
use web::Context;
use web::openapi::{OpenApiRouter, routes};

pub(crate) use console::card;

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/members/proposals", get(console::page))
        .route("/console/members/{id}/proposals", post(console::decide));
    OpenApiRouter::new()
        .routes(routes!(api::list))
        .routes(routes!(api::of_member))
        .routes(routes!(api::decide))
        .merge(pages.into())
}
