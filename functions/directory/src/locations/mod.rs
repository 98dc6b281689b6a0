//! Places: when they are open, who comes, how many desks they have.

pub(crate) mod api;
mod body;
pub(crate) mod closing;
mod closing_days;
mod console;
mod list;
mod page;

pub(crate) use list::kind_key;

use axum::Router;
use axum::routing::get;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new().route("/locations", get(list::page)).route("/locations/{id}", get(page::page));
    OpenApiRouter::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .merge(pages.merge(console::routes()).into())
}
