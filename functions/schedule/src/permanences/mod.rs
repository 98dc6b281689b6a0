//! Permanences: series on the wall clock of their place. Read and written by
//! programs and, in the console, by the coordinator's forms: all of one, one
//! session of it, or one and all that follow.

mod api;
pub(crate) mod change;
mod change_body;
mod changes;
mod console;

use web::{Routes, routes};

pub(crate) use changes::DryRun;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put, api::delete))
        .routes(routes!(changes::create))
        .merge(console::routes())
}
