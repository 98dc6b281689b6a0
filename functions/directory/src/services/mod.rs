//! Services: by need, by words, one by one.

mod api;
pub(crate) mod body;
mod list;
mod page;

use axum::routing::get;
use web::{Routes, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .route("/services", get(list::page))
        .route("/services/{id}", get(page::page))
}
