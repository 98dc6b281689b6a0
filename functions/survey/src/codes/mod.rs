//! The code of a survey's address, its QR code, and what is printed of it.

pub(crate) mod code;
mod list;
mod poster;

use utoipa::OpenApi;
use web::{Routes, get};

/// The router takes no path that goes on after a parameter, so the route is
/// described apart from it.
#[derive(OpenApi)]
#[openapi(paths(poster::qr_code))]
struct Described;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .described_by(Described::openapi)
        .route("/console/survey/codes", get(list::show))
        .route("/s/{code}/poster", get(poster::show))
        .route("/qr/{file}", get(poster::qr_code))
}
