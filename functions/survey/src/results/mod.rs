//! What came back: figures, a table, what people wrote.

mod api;
mod csv;
mod page;
mod question;
mod texts;
mod view;

pub(crate) use api::Looker;
pub(crate) use question::{question, summary};
pub(crate) use view::QuestionView;

use axum::Router;
use axum::routing::{get, post};
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/survey/{id}", get(page::show))
        .route("/console/survey/{id}/contacts/{contact}/delete", post(page::remove_contact));
    OpenApiRouter::new()
        .routes(routes!(api::read))
        .routes(routes!(csv::read))
        .routes(routes!(texts::list))
        .merge(pages.into())
}
