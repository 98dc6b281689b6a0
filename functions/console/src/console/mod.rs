//! Pages of those who are signed in.

mod deliveries;
mod overview;
mod overview_rows;
mod overview_week;
mod staff;
mod staff_form;
mod staff_one;

use axum::Router;
use axum::routing::{get, post};
use web::Context;

/// The console's pages.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/console", get(overview::show))
        .route("/console/staff", get(staff::show).post(staff::invite))
        .route("/console/staff/{id}", get(staff_one::show).post(staff_one::change))
        .route("/console/staff/{id}/invite", post(staff_one::invite_again))
        .route("/console/staff/{id}/deactivate", post(staff_one::deactivate))
        .route("/console/staff/{id}/activate", post(staff_one::activate))
        .route("/console/staff/{id}/hand-over", post(staff_one::hand_over))
        .route("/console/deliveries", get(deliveries::show))
        .route("/console/deliveries/restored", post(deliveries::all))
        .route("/console/deliveries/{id}/resend", post(deliveries::resend))
        .route("/console/deliveries/{id}/sent", post(deliveries::was_sent))
}
