//! The work list: everything that needs a person, each with what, why, since when,
//! until when and its action. Everybody has their own.

mod api;
mod broken;
mod item;
mod offered;
mod page;
mod say;
mod task;

use web::{Routes, get, routes};

const LIST: &str = "worklist";

pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(api::list)).route("/console/work", get(page::show))
}
