//! What arrives as a need, whichever way it comes (form, program, signed
//! webhook): its shape, its meaning, and how often it may come.

mod answer;
mod api;
mod body;
mod door;
mod fields;
mod for_member;
mod framed;
mod hooks;
pub(crate) mod limits;
mod member_hook;
mod message;
mod page;
mod questions;
mod request;
mod signature;
mod tool_messages;

pub(crate) use answer::{as_kept, kept};
pub(crate) use api::new_id;
pub(crate) use fields::agencies_named;
pub(crate) use message::{check, take_in};
pub(crate) use request::{Checked, ConsentRequest, NeedRequest, open_today};
pub(crate) use web::contact::ContactRequest;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::create))
        .routes(routes!(hooks::receive))
        .routes(routes!(hooks::receive_at_secret))
        .route("/needs/new", get(page::show).post(page::send))
        .route("/needs/sent", get(page::sent))
        .route("/embed/locations/{id}/need", get(framed::show).post(framed::send))
        .route("/embed/locations/{id}/need/sent", get(framed::sent))
}
