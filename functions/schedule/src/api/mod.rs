//! Permanences, their sessions and their advisers, for programs.

mod advisers;
mod body;
mod busy;
mod change_body;
mod changes;
mod permanences;
mod rota;
mod saved;
mod sessions;

pub(crate) use rota::{aim_code, gap_code};
use utoipa::ToSchema;
use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The JSON routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(advisers::list))
        .routes(routes!(advisers::read, advisers::put, advisers::delete))
        .routes(routes!(busy::read, busy::put, busy::delete))
        .routes(routes!(permanences::list, permanences::create))
        .routes(routes!(permanences::read, permanences::put, permanences::delete))
        .routes(routes!(changes::create))
        .routes(routes!(rota::read))
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
