//! Surveys: made, listed, and what each asks.

mod api;
pub(crate) mod asked;
mod create;
mod pages;
pub(crate) mod visible;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::create, api::list))
        .routes(routes!(api::read))
        .route("/console/survey", get(pages::list).post(pages::send))
        .route("/console/survey/new", get(pages::new))
}
