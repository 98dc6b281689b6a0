//! Words from Fluent catalogues. Each crate declares its own loader over its
//! own `locales/{fr,nl,en}/*.ftl`, by [`words!`](crate::words) at its root, and
//! looks words up here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use domain::{Language, Text};
pub use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, StaticLoader, langid};

/// At the root of a crate with `locales/{fr,nl,en}/*.ftl`: `LOCALES`, `word` and
/// `word_with`, and the test that the three languages have the same words.
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

        #[cfg(test)]
        mod same_words {
            #[test]
            fn the_three_languages_have_the_same_words() {
                let checked = $crate::i18n::key_sets_agree(env!("CARGO_MANIFEST_DIR"));
                assert!(checked.is_ok(), "{checked:?}");
            }
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

/// One message.
pub fn t(loader: &StaticLoader, language: Language, key: &str) -> String {
    loader.lookup(identifier(language), key)
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
    loader.lookup_with_args(identifier(language), key, &args)
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

/// Checks the catalogues of the crate at `manifest_dir`: the three languages
/// have the same messages, each message names the same values, and no line of
/// French can begin with a sign that belongs to the word before it. Answers the
/// number of messages, or what differs. For the tests of each crate:
/// `key_sets_agree(env!("CARGO_MANIFEST_DIR"))`.
pub fn key_sets_agree(manifest_dir: &str) -> Result<usize, String> {
    let folder = |language: Language| Path::new(manifest_dir).join("locales").join(language.tag());
    let read = |language: Language| messages(&folder(language));
    let french = read(Language::Fr)?;
    signs_hold(&folder(Language::Fr))?;
    for language in [Language::Nl, Language::En] {
        let other = read(language)?;
        let keys: BTreeSet<&String> = french.keys().chain(other.keys()).collect();
        for key in keys {
            let tag = language.tag();
            match (french.get(key), other.get(key)) {
                (Some(_), None) => return Err(format!("{tag} lacks {key}")),
                (None, _) => return Err(format!("fr lacks {key}, which {tag} has")),
                (Some(a), Some(b)) if a != b => return Err(format!("{key} names {a:?} in fr and {b:?} in {tag}")),
                _ => {}
            }
        }
    }
    if french.is_empty() { Err("no message at all".to_owned()) } else { Ok(french.len()) }
}

/// Whether the spaces of French signs are such as do not break, in a folder.
fn signs_hold(folder: &Path) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ext| ext == "ftl")) {
        let source = std::fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
        if let Some(line) = source.lines().find(|line| !line.starts_with('#') && has_loose_sign(line)) {
            let file = entry.path();
            return Err(format!("{}: a space that breaks stands beside a sign: {line}", file.display()));
        }
    }
    Ok(())
}

/// Whether a plain space stands before `;`, `:`, `?`, `!`, `»` or after `«`, other
/// than one where a message begins.
fn has_loose_sign(line: &str) -> bool {
    let signs: Vec<char> = line.chars().collect();
    let before = |three: &[char]| {
        three[1] == ' ' && matches!(three[2], ';' | ':' | '?' | '!' | '»') && !matches!(three[0], ' ' | '=' | ']')
    };
    signs.windows(3).any(before) || signs.windows(2).any(|two| two == ['«', ' '])
}

/// Each message of a folder with the values that it names.
fn messages(folder: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ext| ext == "ftl")) {
        let source = std::fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
        let mut current: Option<String> = None;
        for line in source.lines() {
            let key = line.split_once('=').map(|(key, _)| key.trim_end());
            let starts = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
            if let Some(key) = key.filter(|_| starts) {
                if found.insert(key.to_owned(), BTreeSet::new()).is_some() {
                    return Err(format!("{key} stands twice in {}", folder.display()));
                }
                current = Some(key.to_owned());
            }
            if line.starts_with('#') {
                continue;
            }
            let values = line.split('$').skip(1);
            let names =
                values.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect());
            if let Some(names_of) = current.as_ref().and_then(|key| found.get_mut(key)) {
                names_of.extend(names);
            }
        }
    }
    Ok(found)
}
