//! Places in the console: when they are open and closed, how many desks they
//! have, which building they are in. The coordinator changes it; others of the
//! staff read it, a host that of its own place.

mod form;
mod list;
mod one;

use web::{Routes, get};

const PATH: &str = "/console/locations";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/locations", get(list::page))
        .route("/console/locations/{id}", get(one::page).post(one::save))
}
