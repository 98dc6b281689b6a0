//! Pages for whoever books: choose a slot, say who comes; then the booking's
//! own page behind the link in the mail. None of them needs JavaScript.

mod choose;
mod details;
mod others;
mod own;
mod own_view;
mod slots;

use web::{Routes, get};

pub(crate) use others::Choosing;
pub(crate) use own_view::badge;

/// The public pages of bookings.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/book", get(choose::show))
        .route("/book/details", get(details::show).post(details::send))
        .route("/book/sent", get(details::sent))
        .route("/b/{token}", get(own::show).post(own::act))
        .route("/b/{token}/move", get(own::choose_other))
}
