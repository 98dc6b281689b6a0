//! A page per kind of need: who helps, under which conditions, and when.

mod page;

use axum::routing::get;
use web::Routes;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/help/{need_type}", get(page::page))
}
