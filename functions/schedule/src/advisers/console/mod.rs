//! Advisers in the console: their list, the form of one, their end. The
//! coordinator sees all, an agency its own.

mod calendar;
mod calendar_actions;
mod form;
mod hand_over;
mod list;
mod one;

use web::{Routes, get, post};

const PATH: &str = "/console/schedule/advisers";

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/console/schedule/advisers", get(list::page))
        .route("/console/schedule/advisers/new", get(one::new).post(one::create))
        .route("/console/schedule/advisers/{id}", get(one::page).post(one::save))
        .route("/console/schedule/advisers/{id}/delete", get(one::ask_to_remove).post(one::remove))
        .route("/console/schedule/advisers/{id}/hand-over", get(hand_over::page).post(hand_over::hand_over))
        .route("/console/schedule/advisers/{id}/calendar", post(calendar_actions::link))
        .route("/console/schedule/advisers/{id}/busy", post(calendar_actions::import))
        .route("/console/schedule/advisers/{id}/busy/forget", post(calendar_actions::forget))
}
