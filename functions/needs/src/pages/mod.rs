//! Pages for members: state a need, follow it.

mod fields;
mod new;
mod own;
mod own_view;

use axum::Router;
use axum::routing::get;
use web::Context;

/// The public pages of needs.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/needs/new", get(new::show).post(new::send))
        .route("/needs/sent", get(new::sent))
        .route("/n/{token}", get(own::show).post(own::act))
}
