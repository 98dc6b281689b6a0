//! The quarter for the steering committee: a page, the same to be printed, as a
//! workbook and as JSON.

mod cost;
mod gather;
mod page;
mod parts;
mod sheet;
mod tables;
mod view;

pub(crate) use parts::quarter_short;
pub(crate) use tables::line;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(page::by_program))
        .route("/console/reports", get(page::current))
        .route("/console/reports/{quarter}", get(page::show))
        .route("/console/reports/{quarter}/print", get(page::print))
}
