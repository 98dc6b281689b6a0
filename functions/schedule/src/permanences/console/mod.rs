//! Permanences in the console: their list, the form of one, the sessions of one
//! that differ, their end. Works without JavaScript: an agency is chosen first,
//! then its services and advisers are offered.

mod draft;
mod edit;
mod except;
mod exceptions;
mod fields;
mod move_one;
mod new;
mod opened;
mod remove;
mod rhythm;
mod scope;
mod series;

use web::{Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/console/schedule/series", get(series::page))
        .route("/console/schedule/new", get(new::page).post(new::create))
        .route("/console/schedule/{id}", get(edit::page).post(edit::save))
        .route("/console/schedule/{id}/move", get(move_one::page).post(move_one::save))
        .route("/console/schedule/{id}/exceptions", post(except::add))
        .route("/console/schedule/{id}/exceptions/{date}/remove", post(except::remove))
        .route("/console/schedule/{id}/delete", get(remove::page).post(remove::delete))
}
