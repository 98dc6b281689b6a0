//! Services: by need, by words, one by one.

mod api;
mod list;
mod page;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .route("/services", get(list::page))
        .routes(routes!(page::page))
}
