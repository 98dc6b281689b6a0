//! The rota: who is where in a week, what clashes, what is missing. What is
//! saved is held against it; the coordinator sees it as a grid.

mod api;
pub(crate) mod console;
mod hold;
pub(crate) mod week;

use web::{Routes, get, post, routes};

pub(crate) use hold::{Refused, among, hold, lists_of, standing};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read))
        .route("/console/schedule", get(console::week::page))
        .route("/console/schedule/unattended", get(console::unattended::page))
        .route("/console/schedule/{id}/repair", post(console::repair::repair))
}
