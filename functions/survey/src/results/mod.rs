//! What came back: figures, a table, what people wrote.

mod api;
mod bars;
mod csv;
mod page;
mod question;
mod texts;
mod view;

pub(crate) use api::Looker;
pub(crate) use bars::{chosen, parts_of, spread_in_words};
pub(crate) use question::{question, question_with, signed, summary};
pub(crate) use view::{NetView, QuestionView, ShareView, SingleView};

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
