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
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    /// The files below a folder.
    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn every_sentence_is_used_and_every_used_sentence_exists() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |file: &PathBuf| std::fs::read_to_string(file).unwrap();
        let words: String = sources(&root.join("locales/fr")).iter().map(read).collect();
        let messages = words.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
        let known: BTreeSet<String> = messages.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect();
        let code: String =
            sources(&root.join("src/compose")).iter().filter(|file| !file.ends_with("words.rs")).map(read).collect();
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
