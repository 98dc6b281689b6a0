//! The directory in the console: entries are added, changed, ended, followed by
//! another and joined; what that does is said before. Each has its sources, what
//! was checked of it and when, and its history.

mod ahead;
pub(crate) mod api;
mod days_off;
mod days_off_form;
mod edit;
mod end;
mod entered;
mod exchange;
mod facts;
mod history;
mod inputs;
mod list;
mod one;
pub(crate) mod opened;
mod said;
mod sorts;
pub(crate) mod stale;

use web::{Routes, get, post};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/directory", get(list::parts))
        .route("/console/directory/days-off", get(days_off::page).post(days_off::save))
        .route("/console/directory/exchange", get(exchange::page).post(exchange::upload))
        .route("/console/directory/exchange/hsds.json", get(exchange::file))
        .route("/console/directory/{sort}", get(list::page))
        .route("/console/directory/{sort}/new", get(edit::empty).post(edit::add))
        .route("/console/directory/{sort}/{id}", get(one::page))
        .route("/console/directory/{sort}/{id}/edit", get(edit::page).post(edit::save))
        .route("/console/directory/{sort}/{id}/end", get(end::page).post(end::save))
        .route("/console/directory/{sort}/{id}/reopen", post(end::reopen))
        .route("/console/directory/{sort}/{id}/facts", post(one::look))
}
