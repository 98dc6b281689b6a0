//! Surveys: asking those who came to a permanence, or never did, how it was.
//!
//! The way in is a QR code on a poster; behind it stands one page that works on
//! a phone, without JavaScript and without an account. An answer is anonymous by
//! construction: it is stored under a random key with its day, its record of
//! repetition holds a keyed hash and the same words for everybody, and who asks
//! to be contacted does so on a form of its own, kept apart. Results are grouped
//! and show nothing under five answers.

mod api;
mod asked;
mod code;
mod console;
mod create;
mod pages;
mod submit;
mod visible;
mod words;

use axum::Extension;
use fluent_templates::static_loader;
use web::Context;
use web::openapi::OpenApiRouter;

static_loader! {
    pub(crate) static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The routes of this function: API, public pages and console pages.
pub fn routes() -> OpenApiRouter<Context> {
    web::openapi::beginning_with(<pages::Described as utoipa::OpenApi>::openapi)
        .merge(api::routes())
        .merge(pages::routes().into())
        .merge(console::routes().into())
        .layer(Extension(asked::AskedSurveys::default()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_languages_have_the_same_words() {
        let checked = web::i18n::key_sets_agree(env!("CARGO_MANIFEST_DIR"));
        assert!(checked.is_ok(), "{checked:?}");
    }
}
