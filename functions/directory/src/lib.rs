//! Who helps, with what, and where: agencies, services and locations as data
//! for programs and as plain pages for everybody.
//!
//! The directory is small and read from memory, so a page costs one read for
//! its revision and at most one query for the permanences that it shows. This
//! function also serves what all pages share: the stylesheet, the mark, and
//! the statements on privacy and accessibility.

mod api;
mod closing;
mod console;
mod pages;
mod upcoming;

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
    api::routes()
        .merge(OpenApiRouter::from(pages::routes()))
        .merge(OpenApiRouter::from(console::routes()))
        .merge(OpenApiRouter::from(web::assets::router()))
}

/// One message of this function's catalogue.
pub(crate) fn word(language: domain::Language, key: &str) -> String {
    web::t(&LOCALES, language, key)
}

/// One message with values.
pub(crate) fn word_with(
    language: domain::Language,
    key: &str,
    args: &[(&'static str, web::i18n::FluentValue<'_>)],
) -> String {
    web::t_args(&LOCALES, language, key, args)
}
