//! Referrals: what agencies do with what they are asked. An agency answers on
//! the page behind the link in its mail, by a program that holds the same
//! link, or by somebody of the staff on its behalf; all three come to the same
//! decision in `domain`. Who asked what, and whom it goes to, is the business
//! of `needs`.

mod access;
mod answer;
mod api;
mod console;
mod list;
mod pages;
mod parts;
mod sheet;

use flows::FlowError;
use fluent_templates::static_loader;
use web::openapi::OpenApiRouter;
use web::{Context, Problem};

static_loader! {
    pub(crate) static LOCALES = {
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_languages_have_the_same_words() {
        let checked = web::i18n::key_sets_agree(env!("CARGO_MANIFEST_DIR"));
        assert!(checked.is_ok(), "{checked:?}");
    }
}
