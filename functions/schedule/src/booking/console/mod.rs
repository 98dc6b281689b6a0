//! The day in the console: who comes to which session, who came, and who
//! walked in.

mod act;
mod day;
mod row;

use axum::Router;
use axum::routing::{get, post};
use web::Context;

/// The pages' routes.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/schedule/day", get(day::page))
        .route("/console/schedule/bookings/{id}", post(act::act))
        .route("/console/schedule/walk-in", post(act::walk_in))
}
