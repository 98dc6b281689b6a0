//! The quarter for the steering committee: a page, the same to be printed, as a
//! workbook and as JSON.

mod api;
mod charts;
mod cost;
mod gather;
mod page;
mod parts;
mod sheet;
mod tables;
mod view;

pub(crate) use charts::line;
pub(crate) use parts::quarter_short;

use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read))
        .route("/console/reports", get(page::current))
        .route("/console/reports/{quarter}", get(page::show))
        .route("/console/reports/{quarter}/print", get(page::print))
}
