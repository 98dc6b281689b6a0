//! The sentences of the mails, from the catalogues in `locales`.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, static_loader};
use unic_langid::langid;

static_loader! {
    static SENTENCES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const FR: LanguageIdentifier = langid!("fr");
const NL: LanguageIdentifier = langid!("nl");
const EN: LanguageIdentifier = langid!("en");

/// The sentence `id` without placeholders.
pub(super) fn say(language: Language, id: &str) -> String {
    say_with(language, id, [])
}

/// The sentence `id` with its placeholders filled. An id that no catalogue
/// has stands for itself; a test sees to it that there is none.
pub(super) fn say_with<const N: usize>(language: Language, id: &str, values: [(&'static str, Value); N]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
        values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value.into_fluent())).collect();
    let language = match language {
        Language::Fr => &FR,
        Language::Nl => &NL,
        Language::En => &EN,
    };
    SENTENCES.try_lookup_with_args(language, id, &values).unwrap_or_else(|| id.to_owned())
}

/// What fills a placeholder.
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A count, which decides between singular and plural.
    Count(u32),
}

impl Value {
    fn into_fluent(self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text),
            Self::Count(count) => FluentValue::from(count),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    /// Placeholders of each message, by file and id.
    fn catalogue(language: &str) -> BTreeMap<(String, String), BTreeSet<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
        let mut messages = BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let mut current = None;
            for line in std::fs::read_to_string(&file).unwrap().lines() {
                if let Some((id, _)) =
                    line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
                {
                    current = Some((name.clone(), id.to_owned()));
                }
                let Some(key) = current.clone() else { continue };
                let used = messages.entry(key).or_insert_with(BTreeSet::new);
                used.extend(
                    line.split("{ $").skip(1).filter_map(|rest| Some(rest.split([' ', '}']).next()?.to_owned())),
                );
            }
        }
        messages
    }

    #[test]
    fn the_three_languages_have_the_same_sentences_and_placeholders() {
        let french = catalogue("fr");
        assert!(french.len() > 40, "{}", french.len());
        assert_eq!(french, catalogue("nl"));
        assert_eq!(french, catalogue("en"));
    }

    #[test]
    fn no_line_of_french_begins_with_a_sign_of_the_word_before() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/fr");
        for file in sources(&folder) {
            let source = std::fs::read_to_string(&file).unwrap();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                let signs: Vec<char> = line.chars().collect();
                let before = |three: &[char]| {
                    three[1] == ' '
                        && matches!(three[2], ';' | ':' | '?' | '!' | '»')
                        && !matches!(three[0], ' ' | '=' | ']')
                };
                assert!(!signs.windows(3).any(before), "{}: {line}", file.display());
                assert!(!line.contains("« "), "{}: {line}", file.display());
            }
        }
    }

    /// The files below a folder.
    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn every_sentence_is_used_and_every_used_sentence_exists() {
        let known: BTreeSet<String> = catalogue("fr").into_keys().map(|(_, id)| id).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/compose");
        let code: String = sources(&folder)
            .iter()
            .filter(|file| !file.ends_with("words.rs"))
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect();
        let prefixes: BTreeSet<&str> = known.iter().filter_map(|id| id.split('-').next()).collect();
        let quoted = code.split('"').skip(1).step_by(2);
        let used: BTreeSet<String> = quoted
            .filter(|text| text.split_once('-').is_some_and(|(first, _)| prefixes.contains(first)))
            .filter(|text| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_'))
            .map(str::to_owned)
            .collect();
        assert_eq!(known.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "never used");
        assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "do not exist");
    }
}
