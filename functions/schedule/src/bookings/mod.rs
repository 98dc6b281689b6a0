//! Booking a slot: by a program, by the public form and by staff.

mod about;
mod answer;
mod api;
mod console;
mod entry;
mod history;
mod limits;
mod pages;
mod refused;
mod request;
mod who;

use web::Routes;

/// The routes of this room.
pub(crate) fn routes() -> Routes {
    Routes::new().merge(api::routes()).merge(pages::routes()).merge(console::routes())
}
