//! Permanences and their sessions for programs.

mod body;
mod permanences;
mod sessions;

use utoipa::ToSchema;
use utoipa_axum::routes;
use web::Context;
use web::openapi::OpenApiRouter;

/// The JSON routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(permanences::list, permanences::create))
        .routes(routes!(permanences::read, permanences::put, permanences::delete))
        .routes(routes!(sessions::list))
}

/// Part of a list.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what web::extract::listing writes")]
pub(crate) struct Listing<T> {
    /// The entries.
    items: Vec<T>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}
