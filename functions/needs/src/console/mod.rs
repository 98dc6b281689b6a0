//! The console's pages of needs and sources.

mod list;
mod mails;
mod need;
mod parts;
mod sources;
mod triage;

use axum::Router;
use axum::routing::{get, post};
use web::Context;

/// The console's routes. The fixed path stands beside the one with an id.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/needs", get(list::show))
        .route("/console/needs/sources", get(sources::show).post(sources::create))
        .route("/console/needs/sources/{id}/rotate", post(sources::rotate))
        .route("/console/needs/sources/{id}/delete", post(sources::delete))
        .route("/console/needs/{id}", get(need::show))
        .route("/console/needs/{id}/triage", post(triage::triage))
        .route("/console/needs/{id}/close", post(triage::close))
        .route("/console/needs/{id}/resend", post(triage::resend))
}
