//! The catalogues of every crate: the three languages have the same messages, each
//! message names the same values, and no line of French can begin with a sign that
//! belongs to the word before it.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::Language;

#[test]
fn the_three_languages_have_the_same_words() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut checked = 0;
    for folder in ["functions", "shared"] {
        for entry in std::fs::read_dir(workspace.join(folder)).unwrap() {
            let root = entry.unwrap().path();
            if root.join("locales").exists() {
                let agree = key_sets_agree(&root);
                assert!(agree.is_ok(), "{}: {agree:?}", root.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 5, "{checked} crates");
}

/// A crate's catalogues with one file per language.
fn catalogues(name: &str, french: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("permanence-words-{}-{name}", std::process::id()));
    for (language, words) in [("fr", french), ("nl", "one = een\n"), ("en", "one = one\n")] {
        let folder = root.join("locales").join(language);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("words.ftl"), words).unwrap();
    }
    root
}

#[test]
fn a_key_that_stands_twice_and_a_loose_sign_are_found() {
    let once = catalogues("once", "one = un\n");
    assert_eq!(key_sets_agree(&once), Ok(1));
    let twice = catalogues("twice", "one = un\none = une\n");
    assert!(key_sets_agree(&twice).unwrap_err().contains("one stands twice"));
    // In another file of the same language too: a bundle holds both.
    let apart = catalogues("apart", "one = un\n");
    std::fs::write(apart.join("locales/fr/more.ftl"), "one = une\n").unwrap();
    assert!(key_sets_agree(&apart).unwrap_err().contains("one stands twice"));
    // A line of French could begin with the colon.
    let loose = catalogues("loose", "one = un : deux\n");
    assert!(key_sets_agree(&loose).unwrap_err().contains("beside a sign"));
    let held = catalogues("held", "one = un\u{a0}: deux\n");
    assert_eq!(key_sets_agree(&held), Ok(1));
    for root in [once, twice, apart, loose, held] {
        std::fs::remove_dir_all(root).unwrap();
    }
}

/// The number of messages of a crate, or what differs.
fn key_sets_agree(root: &Path) -> Result<usize, String> {
    let folder = |language: Language| root.join("locales").join(language.tag());
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
