//! The console pages of surveys: the list, making one, and one survey with its
//! poster, its figures and what people wrote.

mod create;
mod list;
mod question;
mod show;

use axum::Router;
use axum::routing::{get, post};
use web::Context;

/// All console pages of surveys.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/survey", get(list::show).post(create::send))
        .route("/console/survey/new", get(create::show))
        .route("/console/survey/{id}", get(show::show))
        .route("/console/survey/{id}/contacts/{contact}/delete", post(show::remove_contact))
}
