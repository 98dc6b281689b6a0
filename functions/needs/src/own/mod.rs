//! A member's own need, behind the link in their mail.

mod page;
mod view;

use axum::routing::get;
use web::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/n/{token}", get(page::show).post(page::act))
}
