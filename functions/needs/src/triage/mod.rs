//! What the coordinator settles: what is needed and who is asked, or the end.

mod api;
pub(crate) mod cards;
mod console;

use web::{Routes, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::triage))
        .routes(routes!(api::close))
        .route("/console/needs/{id}/triage", post(console::triage))
        .route("/console/needs/{id}/close", post(console::close))
        .route("/console/needs/{id}/resend", post(console::resend))
}
