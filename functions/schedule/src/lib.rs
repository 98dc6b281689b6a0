//! The schedule: which agency is where and when.
//!
//! A permanence is one series on the wall clock of its place; its sessions are
//! worked out when somebody asks, so a change of the series is one commit and
//! never leaves old sessions behind. What is published is public; drafts are
//! for staff, changes for the coordinator. What is saved is held against the
//! rota: what can't take place like that is refused, and the coordinator's week
//! by place shows what clashes and what is missing.
//! Everybody has pages of a place, of an agency and of what is near, a screen
//! for the hall, a frame for other sites and a sheet of paper; and books a slot.

mod advisers;
mod api;
mod booking;
mod busy;
mod change;
mod console;
mod feeds;
mod pages;
mod period;
mod problems;
mod rota;
mod view;
mod week;

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

/// The routes of this function: API, calendars and console pages.
pub fn routes() -> OpenApiRouter<Context> {
    web::openapi::beginning_with(<feeds::Described as utoipa::OpenApi>::openapi)
        .merge(api::routes())
        .merge(booking::api::routes())
        .merge(booking::pages::routes().into())
        .merge(booking::console::routes().into())
        .merge(feeds::routes().into())
        .merge(console::routes().into())
        .merge(problems::routes().into())
        .merge(pages::routes().into())
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
