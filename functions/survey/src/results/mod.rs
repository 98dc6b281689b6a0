//! What came back: figures, a table, what people wrote.

mod api;
mod bars;
mod csv;
mod page;
mod question;
mod texts;

pub(crate) use api::Looker;
pub(crate) use bars::{AskedQuestion, spread_in_words};
pub(crate) use question::{question, signed, summary};

use web::{Routes, get, post, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read))
        .routes(routes!(csv::read))
        .routes(routes!(texts::list))
        .route("/console/survey/{id}", get(page::show))
        .route("/console/survey/{id}/contacts/{contact}/delete", post(page::remove_contact))
}
