//! Live statistics that everybody may see: a page, and the same as JSON.

mod page;
mod view;

use axum::Extension;
use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(page::read))
        .route("/statistics", get(page::show))
        .layer(Extension(view::Recent::default()))
}
