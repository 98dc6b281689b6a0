//! Answering: the page behind the code, and programs.

mod api;
mod framed;
mod invited;
pub(crate) mod page;
mod question;
mod submit;
mod thanks;
pub(crate) mod view;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::respond))
        .route("/s/{code}", get(page::show).post(page::send))
        .route("/s/{code}/thanks", get(thanks::show))
        .route("/embed/locations/{id}/survey", get(framed::show).post(framed::send))
        .route("/embed/locations/{id}/survey/thanks", get(framed::thanks))
        .route("/i/{token}", get(invited::show).post(invited::send))
}
