//! A member's own need, behind the link in their mail.

mod cards;
mod page;
mod story;
mod view;

use web::{Routes, get};

pub(crate) fn routes() -> Routes {
    Routes::new().route("/n/{token}", get(page::show).post(page::act))
}
