//! The day in the console: who comes to which session, who came, and who
//! walked in; staff book, move and queue for others from it.

mod act;
mod book;
mod day;
mod move_to;
mod row;
mod walk_in;

use axum::response::Response;
use chrono::NaiveDate;
use web::{Routes, get, post};

/// The pages' routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/schedule/day", get(day::page))
        .route("/console/schedule/book", get(book::show).post(book::send))
        .route("/console/schedule/bookings/{id}", post(act::act))
        .route("/console/schedule/bookings/{id}/move", get(move_to::page).post(move_to::save))
        .route("/console/schedule/walk-in", get(walk_in::page).post(walk_in::note))
}

/// 303 to the day's page, which tells what was done.
fn done(day: NaiveDate, code: &str) -> Response {
    web::done(&format!("/console/schedule/day?day={day}"), code)
}
