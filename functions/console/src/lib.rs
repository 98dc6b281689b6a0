//! The door and the desk of those who run the programme: signing in by a
//! mailed link, who may sign in, what was not delivered, and the day at a
//! glance.
//!
//! A link in a mail only shows a page; the button on it uses the link up, so
//! that a mail scanner that follows links locks nobody out. What a page here
//! shows is read through the store's repositories; other functions' pages are
//! linked to, never imported.

mod api;
mod console;
mod deliveries;
mod overview;
mod pages;
mod problems;
mod staff;
mod words;

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

/// Every route of the function.
pub fn routes() -> OpenApiRouter<Context> {
    let pages = pages::routes().merge(console::routes()).merge(problems::routes());
    api::routes().merge(OpenApiRouter::from(pages))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_languages_have_the_same_words() {
        let checked = web::i18n::key_sets_agree(env!("CARGO_MANIFEST_DIR"));
        assert!(checked.is_ok(), "{checked:?}");
    }
}
