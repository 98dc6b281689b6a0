//! Signing in and out. Nobody needs to be signed in for these pages.

mod ask;
mod enter;
mod next;

use http::HeaderMap;
use web::{Context, Problem, Routes, get, post};

/// The pages of signing in.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/sign-in", get(ask::show).post(ask::send))
        .route("/console/sign-in/sent", get(ask::sent))
        .route("/console/enter/{token}", get(enter::show).post(enter::enter))
        .route("/console/sign-out", post(enter::sign_out))
}

/// 403 for a form of another site: it could sign a visitor in as somebody else.
fn refuse_foreign(headers: &HeaderMap, context: &Context) -> Result<(), Problem> {
    let foreign = web::principal::is_foreign(headers, &context.settings);
    if foreign { Err(Problem::cross_site()) } else { Ok(()) }
}
