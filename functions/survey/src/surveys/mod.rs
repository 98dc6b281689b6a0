//! Surveys: made, listed, and what each asks.

mod api;
pub(crate) mod asked;
mod create;
mod list;
mod new;
pub(crate) mod visible;

use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::create, api::list))
        .routes(routes!(api::read))
        .route("/console/survey", get(list::show).post(new::send))
        .route("/console/survey/new", get(new::show))
}
