//! Webhook sources: who may send needs and news of members, their secrets, what
//! a tool's answers are, and what became of each message.

mod api;
mod cards;
mod change;
mod console;
mod mapping_form;
mod message_page;
mod one_page;
mod received;
mod run;
pub(crate) mod shown;
mod words;

use web::{Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::one, change::change, api::delete))
        .routes(routes!(api::rotate))
        .routes(routes!(received::list))
        .routes(routes!(received::one))
        .routes(routes!(received::run_again))
        .routes(routes!(received::try_mapping))
        .route("/console/needs/sources", get(console::show).post(console::create))
        .route("/console/needs/sources/{id}", get(one_page::show).post(one_page::change))
        .route("/console/needs/sources/{id}/rotate", post(console::rotate))
        .route("/console/needs/sources/{id}/delete", post(console::delete))
        .route("/console/needs/sources/{id}/messages/{message}", get(message_page::show).post(message_page::act))
}
