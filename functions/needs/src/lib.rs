//! Needs: how they arrive (form, program, signed webhook), what is done with
//! them by the coordinator, and the page on which a member follows its own.
//! What agencies do is the business of `referrals`.

mod api;
mod console;
mod intake;
mod pages;
mod people;

use flows::FlowError;
use fluent_templates::static_loader;
use web::openapi::OpenApiRouter;
use web::{Context, Problem};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The routes of this function; the API among them is described.
pub fn routes() -> OpenApiRouter<Context> {
    api::routes().merge(OpenApiRouter::from(pages::routes())).merge(OpenApiRouter::from(console::routes()))
}

/// A use case that did not come to its end, as an answer.
fn refused(error: FlowError) -> Problem {
    match error {
        FlowError::NotFound => Problem::not_found(),
        FlowError::Move(error) => error.into(),
        FlowError::KeyReused => Problem::idempotency_key_reused(),
        FlowError::ChangedMeanwhile => Problem::changed_meanwhile(),
        FlowError::AddressTaken => Problem::conflicting_change(),
        FlowError::Table(error) => error.into(),
    }
}
