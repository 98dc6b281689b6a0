//! A page per kind of need: who helps, under which conditions, and when.

mod page;

use web::{Routes, get};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/help/{need_type}", get(page::page))
}
