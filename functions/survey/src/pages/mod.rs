//! The public pages: the survey, thanks, the contact form, the QR code and the
//! poster.

mod contact;
mod form;
mod poster;
mod qr;
mod question;
mod thanks;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use web::extract::offering;
use web::{Context, operation};

/// What of these pages programs ask for too. The router takes no path that
/// goes on after a parameter, so the route is described apart from it.
#[derive(OpenApi)]
#[openapi(paths(qr::show))]
pub(crate) struct Described;

/// All public pages.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/s/{code}", get(form::show).post(form::send))
        .route("/s/{code}/thanks", get(thanks::show))
        .route("/s/{code}/contact", get(contact::show).post(contact::send))
        .route("/s/{code}/poster", get(poster::show))
        .route("/qr/{file}", offering(get(qr::show), operation!(qr::show)))
}
