//! Live statistics that everybody may see: a page, and the same as JSON.

mod api;
mod page;
mod recent;
mod view;

use axum::Extension;
use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read))
        .route("/statistics", get(page::show))
        .layer(Extension(recent::Recent::default()))
}
