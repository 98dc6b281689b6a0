//! Who asked to be contacted, apart from any answer.

mod api;
mod page;

pub(crate) use api::find;

use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::remove))
        .route("/s/{code}/contact", get(page::show).post(page::send))
}
