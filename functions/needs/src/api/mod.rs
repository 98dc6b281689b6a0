//! What programs ask of this function.

pub(crate) mod change;
pub(crate) mod create;
mod hooks;
mod read;
mod signature;
pub(crate) mod sources;
mod triage;

pub(crate) use read::NeedsQuery;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The API of needs, webhooks and sources.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(create::create, read::list))
        .routes(routes!(read::one))
        .routes(routes!(triage::triage))
        .routes(routes!(triage::close))
        .routes(routes!(hooks::receive))
        .routes(routes!(sources::list, sources::create))
        .routes(routes!(sources::one, sources::delete))
        .routes(routes!(sources::rotate))
}
