//! Who asked to be contacted, apart from any answer.

mod api;
mod page;

pub(crate) use api::{find, remove};

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::delete))
        .route("/s/{code}/contact", get(page::show).post(page::send))
}
