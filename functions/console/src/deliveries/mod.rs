//! Mails that were given up, or that a table put back from a copy holds back: told, and sent again.

mod api;
mod given_up;
mod page;

use given_up::why_not;

pub(crate) use given_up::{InWords, outside_id};

use web::{Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::resend))
        .routes(routes!(api::sent))
        .route("/console/deliveries", get(page::show))
        .route("/console/deliveries/restored", post(page::all))
        .route("/console/deliveries/{id}/resend", post(page::resend))
        .route("/console/deliveries/{id}/sent", post(page::was_sent))
}
