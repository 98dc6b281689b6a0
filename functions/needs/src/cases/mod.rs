//! Needs as staff sees them: the list, and one with everything about it.

mod api;
pub(crate) mod change;
mod list;
mod mails;
pub(crate) mod page;
pub(crate) mod people;
mod query;
mod sections;

use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::one))
        .route("/console/needs", get(list::show))
        .route("/console/needs/{id}", get(page::show))
}
