//! Places: when they are open, who comes, how many desks they have.

mod api;
pub(crate) mod closing;
mod console;
mod list;
mod page;

pub(crate) use list::kind_key;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    let pages = Routes::new().route("/locations", get(list::page)).routes(routes!(page::page));
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .merge(pages.merge(console::routes()))
}
