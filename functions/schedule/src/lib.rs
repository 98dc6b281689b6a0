//! The schedule: which agency is where and when.
//!
//! A permanence is one series on the wall clock of its place; its sessions are
//! worked out when somebody asks, so a change of the series is one commit and
//! never leaves old sessions behind. What is published is public; drafts are
//! for staff, changes for the coordinator, whose week by place shows the gaps.

mod api;
mod console;
mod view;

use domain::Language;
use fluent_templates::static_loader;
use web::Context;
use web::i18n::{FluentValue, t, t_args};
use web::openapi::OpenApiRouter;

static_loader! {
    pub(crate) static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The routes of this function: API and console pages.
pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::default().merge(api::routes()).merge(console::routes().into())
}

fn word(language: Language, key: &str) -> String {
    t(&LOCALES, language, key)
}

fn word_with(language: Language, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    t_args(&LOCALES, language, key, args)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_three_languages_have_the_same_words() {
        let checked = web::i18n::key_sets_agree(env!("CARGO_MANIFEST_DIR"));
        assert!(checked.is_ok(), "{checked:?}");
    }
}
