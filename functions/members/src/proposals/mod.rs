//! What was determined of members' needs: looked through by the coordinator,
//! asked, put off, put aside.

mod api;
mod console;
mod decide;

use web::{Routes, get, post, routes};

pub(crate) use console::card;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::of_member))
        .routes(routes!(api::decide))
        .route("/console/members/proposals", get(console::page))
        .route("/console/members/{id}/proposals", post(decide::decide))
}
