//! Words from Fluent catalogues. Each crate declares its own loader over its
//! own `locales/{fr,nl,en}/*.ftl`, by [`words!`](crate::words) at its root, and
//! looks words up here.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::{Language, Text};
pub use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, StaticLoader, langid};

/// At the root of a crate with `locales/{fr,nl,en}/*.ftl`: `LOCALES`, `word` and
/// `word_with`. That the three languages have the same words is tested of every crate
/// (`shared/testkit/tests/words.rs`).
///
/// ```ignore
/// web::words!(fluent_templates::static_loader);
/// let title = word(visit.language, "places-title");
/// let lead = word_with(visit.language, "places-lead", &[("n", 3.into())]);
/// ```
#[macro_export]
macro_rules! words {
    ($($loader:ident)::+) => {
        $($loader)::+! {
            pub(crate) static LOCALES = {
                locales: "./locales",
                fallback_language: "fr",
                customise: |bundle| bundle.set_use_isolating(false),
            };
        }

        /// One message.
        pub(crate) fn word(language: domain::Language, key: &str) -> String {
            $crate::i18n::t(&LOCALES, language, key)
        }

        /// One message with values.
        pub(crate) fn word_with(
            language: domain::Language,
            key: &str,
            args: &[(&'static str, $crate::i18n::FluentValue<'_>)],
        ) -> String {
            $crate::i18n::t_args(&LOCALES, language, key, args)
        }
    };
}

static FR: LanguageIdentifier = langid!("fr");
static NL: LanguageIdentifier = langid!("nl");
static EN: LanguageIdentifier = langid!("en");

const fn identifier(language: Language) -> &'static LanguageIdentifier {
    match language {
        Language::Fr => &FR,
        Language::Nl => &NL,
        Language::En => &EN,
    }
}

/// One message. Every language has every word, so which one to take needs no
/// negotiation, which costs more than the word.
pub fn t(loader: &StaticLoader, language: Language, key: &str) -> String {
    let language = identifier(language);
    let found = loader.lookup_single_language::<&str>(language, key, None);
    found.unwrap_or_else(|_| loader.lookup(language, key))
}

/// One message with values; numbers choose plural forms.
pub fn t_args(
    loader: &StaticLoader,
    language: Language,
    key: &str,
    args: &[(&'static str, FluentValue<'_>)],
) -> String {
    let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    let language = identifier(language);
    let found = loader.lookup_single_language(language, key, Some(&args));
    found.unwrap_or_else(|_| loader.lookup_with_args(language, key, &args))
}

/// One message in the three languages: what a [`Problem`](crate::Problem) is made of.
pub fn text(loader: &StaticLoader, key: &str) -> Text {
    in_all(|language| t(loader, language, key))
}

/// One message with values in the three languages.
pub fn text_args(loader: &StaticLoader, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> Text {
    in_all(|language| t_args(loader, language, key, args))
}

/// Says one thing in the three languages: `in_all(|language| problem.text(language))`.
pub fn in_all<S: Into<String>>(say: impl Fn(Language) -> S) -> Text {
    Text::new(say(Language::Fr), say(Language::Nl), say(Language::En))
}

/// One message, where there is one: for a key of which a part comes from outside.
pub fn known(loader: &StaticLoader, language: Language, key: &str) -> Option<String> {
    loader.try_lookup(identifier(language), key)
}
