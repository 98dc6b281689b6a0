//! What the console shows, for programs.

mod deliveries;
mod overview;
mod staff;

use utoipa::ToSchema;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The JSON routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(staff::list, staff::invite))
        .routes(routes!(staff::read, staff::put, staff::delete))
        .routes(routes!(staff::hand_over))
        .routes(routes!(deliveries::list))
        .routes(routes!(deliveries::resend))
        .routes(routes!(deliveries::sent))
        .routes(routes!(overview::read))
}

/// Part of a list.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what web::extract::listing writes")]
struct Listing<T> {
    /// The entries.
    items: Vec<T>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}
