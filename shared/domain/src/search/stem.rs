//! What stays of a folded word without its endings. The endings are those that
//! nouns and verbs of business have; both sides lose them alike, so that a stem
//! need not be a word.

use crate::Language;

/// The least letters that a stem keeps.
const LEAST: usize = 4;

/// Endings with what stands instead, the longest first.
const FR: &[(&str, &str)] = &[
    ("issements", ""),
    ("issement", ""),
    ("ations", ""),
    ("ation", ""),
    ("ateurs", ""),
    ("ateur", ""),
    ("atrices", ""),
    ("ements", ""),
    ("ement", ""),
    ("iques", "ic"),
    ("ique", "ic"),
    ("ences", "en"),
    ("ence", "en"),
    ("ances", "an"),
    ("ance", "an"),
    ("euses", "eu"),
    ("euse", "eu"),
    ("trices", "t"),
    ("trice", "t"),
    ("ives", "if"),
    ("ive", "if"),
    ("eurs", ""),
    ("eur", ""),
    ("ieres", "i"),
    ("iere", "i"),
    ("iers", "i"),
    ("ier", "i"),
    ("elles", "el"),
    ("elle", "el"),
    ("ennes", "en"),
    ("enne", "en"),
    ("aux", "al"),
    ("ales", "al"),
    ("ale", "al"),
    ("antes", ""),
    ("ante", ""),
    ("ants", ""),
    ("ant", ""),
    ("ions", ""),
    ("ion", ""),
    ("ites", "it"),
    ("ite", "it"),
    ("ees", ""),
    ("ee", ""),
    ("es", ""),
    ("er", ""),
    ("ez", ""),
    ("ir", ""),
    ("s", ""),
    ("x", ""),
    ("e", ""),
];
const NL: &[(&str, &str)] = &[
    ("heden", ""),
    ("heid", ""),
    ("ingen", ""),
    ("ing", ""),
    ("ieen", "ie"),
    ("ies", "ie"),
    ("ische", "isch"),
    ("aars", ""),
    ("aar", ""),
    ("eren", ""),
    ("eert", ""),
    ("ers", ""),
    ("er", ""),
    ("en", ""),
    ("te", ""),
    ("s", ""),
    ("e", ""),
];
const EN: &[(&str, &str)] = &[
    ("ations", ""),
    ("ation", ""),
    ("ators", ""),
    ("ator", ""),
    ("ments", ""),
    ("ment", ""),
    ("nesses", ""),
    ("ness", ""),
    ("ings", ""),
    ("ing", ""),
    ("ions", ""),
    ("ion", ""),
    ("ies", "y"),
    ("ers", ""),
    ("er", ""),
    ("ors", ""),
    ("or", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
    ("e", ""),
];

/// The stem of a folded word in one language.
pub(super) fn stem(word: &str, language: Language) -> String {
    let endings = match language {
        Language::Fr => FR,
        Language::Nl => NL,
        Language::En => EN,
    };
    let shorter = endings.iter().find_map(|(ending, instead)| {
        let rest = word.strip_suffix(ending)?;
        (rest.len() + instead.len() >= LEAST).then(|| format!("{rest}{instead}"))
    });
    let mut stem = shorter.unwrap_or_else(|| word.to_owned());
    // `subsid(y)`, `startupp(er)`: what the ending hid is made alike.
    if language == Language::Nl {
        doubled_vowel(&mut stem);
    }
    undoubled(&mut stem);
    stem
}

/// `winkell` is `winkel`: a consonant was doubled before the ending.
fn undoubled(stem: &mut String) {
    let bytes = stem.as_bytes();
    if let [.., before, last] = bytes
        && before == last
        && !matches!(last, b'a' | b'e' | b'i' | b'o' | b'u' | b'0'..=b'9')
        && bytes.len() > LEAST
    {
        stem.pop();
    }
}

/// `kantoor` and `kantor(en)` are the same in Dutch: a long vowel before the
/// last consonant is written once.
fn doubled_vowel(stem: &mut String) {
    let bytes = stem.as_bytes();
    if let [.., one, two, last] = bytes
        && one == two
        && matches!(one, b'a' | b'e' | b'o' | b'u')
        && !matches!(last, b'a' | b'e' | b'i' | b'o' | b'u')
    {
        stem.remove(stem.len() - 2);
    }
}
