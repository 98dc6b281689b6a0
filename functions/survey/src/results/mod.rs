//! What came back: figures, a table, what people wrote.

mod api;
mod page;
mod question;

pub(crate) use api::Looker;
pub(crate) use question::{AskedQuestion, card, question, signed, spread_in_words, summary};

use web::{Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read))
        .routes(routes!(api::csv))
        .routes(routes!(api::texts))
        .route("/console/survey/{id}", get(page::show))
        .route("/console/survey/{id}/contacts/{contact}/delete", post(page::remove_contact))
}
