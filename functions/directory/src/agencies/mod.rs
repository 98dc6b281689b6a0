//! Agencies and partners.

mod api;
mod console;
mod fields;
mod form;
mod list;
mod page;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .route("/agencies", get(list::page))
        .routes(routes!(page::page))
        .route("/console/agencies", get(console::list))
        .route("/console/agencies/{id}", get(console::one).post(console::save))
}
