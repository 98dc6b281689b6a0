//! Suggestions that say the same, by the words that they share.

use std::collections::BTreeSet;

use crate::determine::folded;

/// Letters that two words of one stem begin with alike.
const STEM: usize = 4;
/// Letters of the shortest word that says anything.
const SHORTEST: usize = 4;
/// Words that stand in any suggestion: of French, Dutch and English, folded.
const COMMON: [&str; 58] = [
    "avec",
    "avoir",
    "apres",
    "aussi",
    "avant",
    "bien",
    "cette",
    "chez",
    "comme",
    "dans",
    "deux",
    "elle",
    "etre",
    "faire",
    "faut",
    "leur",
    "mais",
    "meme",
    "moins",
    "nous",
    "pour",
    "plus",
    "plusieurs",
    "pouvoir",
    "quand",
    "sans",
    "serait",
    "tous",
    "tout",
    "toute",
    "tres",
    "trop",
    "vous",
    "zijn",
    "voor",
    "niet",
    "meer",
    "naar",
    "ook",
    "maar",
    "worden",
    "graag",
    "kunnen",
    "hebben",
    "deze",
    "over",
    "with",
    "that",
    "this",
    "more",
    "from",
    "have",
    "would",
    "could",
    "should",
    "there",
    "they",
    "when",
];

/// The words of a suggestion that say what it is about, by their stems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Of a text in French, Dutch or English.
    pub fn of(text: &str) -> Self {
        let folded = folded(text);
        let words = folded.split(|sign: char| !sign.is_alphanumeric());
        let telling = words.filter(|word| word.chars().count() >= SHORTEST && !COMMON.contains(word));
        Self(telling.map(|word| word.chars().take(STEM).collect()).collect())
    }
}

/// How alike two suggestions are, 0 to 1: shared stems among those of the shorter
/// one (the overlap coefficient); 0 where they share fewer than two.
pub fn likeness(a: &Words, b: &Words) -> f64 {
    let shared = a.0.intersection(&b.0).count();
    let shorter = a.0.len().min(b.0.len());
    if shared < 2 { 0.0 } else { shared as f64 / shorter as f64 }
}
