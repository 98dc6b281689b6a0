//! Which words of the directory a typed word may mean, and how well.

use std::collections::BTreeMap;

use super::index::{Index, letters};
use super::stem::stem;
use super::synonyms::means;
use crate::Language;

/// How a typed word leads to a word of the directory, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the same word.
    Same,
    /// Another form of it.
    Form,
    /// Another word for it.
    Synonym,
    /// A part of it, or it a part of the other.
    Part,
    /// It was typed otherwise.
    Spelling,
}

/// A word of the directory that may be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) term: u32,
    pub(super) quality: f32,
    pub(super) how: How,
}

/// The least letters of a part of a compound, and of what is left of it.
const PART: usize = 4;
const REST: usize = 3;
/// The least letters of a typed word that longer words may begin with.
const BEGINNING: usize = 5;
/// From how many letters on one letter may be wrong, and two.
const ONE_WRONG: usize = 4;
const TWO_WRONG: usize = 6;

impl Index {
    /// What a folded word may mean, each word of the directory once.
    pub(super) fn matches(&self, word: &str) -> Vec<Match> {
        let mut found = BTreeMap::new();
        let sure = self.same(word, (1.0, How::Same), &mut found);
        for other in means(word).iter().chain(Language::ALL.iter().flat_map(|one| means(&stem(word, *one)))) {
            self.same(other, (0.85, How::Synonym), &mut found);
        }
        self.parts(word, &mut found);
        if !sure && found.values().all(|(quality, _)| *quality < 0.8) {
            self.misspelt(word, &mut found);
        }
        found.into_iter().map(|(term, (quality, how))| Match { term, quality, how }).collect()
    }

    /// The word itself and its other forms; whether there are any.
    fn same(&self, word: &str, (quality, how): (f32, How), found: &mut Matches) -> bool {
        let before = found.len();
        if let Some(&term) = self.by_word.get(word) {
            keep(found, term, (quality, how));
        }
        for (language, stems) in Language::ALL.into_iter().zip(&self.by_stem) {
            for &term in stems.get(stem(word, language).as_str()).into_iter().flatten() {
                keep(found, term, (quality * 0.9, how.max(How::Form)));
            }
        }
        found.len() > before
    }

    /// `subsidieaanvraag` holds `subsidie`; `exportsubsidie` is found by
    /// `subsidie`; longer words by how they begin.
    fn parts(&self, word: &str, found: &mut Matches) {
        let cuts = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
        for cut in cuts {
            let (head, tail) = word.split_at(cut);
            for (part, rest, quality) in [(head, tail, 0.65), (tail, head, 0.75)] {
                if part.len() >= PART && (rest.len() >= REST || rest == "s") {
                    // `kantoorruimte` is two words; of `bankrupcy` only `bank` is one.
                    let sure = rest == "s" || self.is_dutch(rest);
                    self.part(part, if sure { quality } else { quality - 0.12 }, found);
                }
            }
        }
        if word.len() < PART {
            return;
        }
        let own = letters(word);
        for (at, term) in (0..).zip(&self.terms) {
            if own & !term.letters != 0 || term.text.len() <= word.len() {
                continue;
            }
            let begins = word.len() >= BEGINNING && term.text.starts_with(word);
            let within = term.compounds && (begins || term.text.ends_with(word));
            if begins || within {
                keep(found, at, (0.6, How::Part));
            }
        }
    }

    fn is_dutch(&self, word: &str) -> bool {
        self.by_word.get(word).is_some_and(|term| self.terms[*term as usize].compounds)
            || self.by_stem[1].contains_key(stem(word, Language::Nl).as_str())
    }

    fn part(&self, part: &str, quality: f32, found: &mut Matches) {
        let dutch = |term: &u32| self.terms[*term as usize].compounds;
        let whole = self.by_word.get(part).into_iter();
        let forms = self.by_stem[1].get(stem(part, Language::Nl).as_str()).into_iter().flatten();
        for &term in whole.chain(forms).filter(|term| dutch(term)) {
            keep(found, term, (quality, How::Part));
        }
    }

    /// Words one letter away, else two, the same letters first.
    fn misspelt(&self, word: &str, found: &mut Matches) {
        let length = word.chars().count();
        let allowed = if length >= TWO_WRONG { 2 } else { usize::from(length >= ONE_WRONG) };
        let own = letters(word);
        let mut near: Vec<(usize, u32)> = Vec::new();
        for (at, term) in (0..).zip(&self.terms) {
            let apart = (own & !term.letters).count_ones().max((term.letters & !own).count_ones());
            if apart as usize > allowed || term.text.len().abs_diff(word.len()) > allowed || term.text.len() < ONE_WRONG
            {
                continue;
            }
            let distance = strsim::osa_distance(word, &term.text);
            // Few get the first letter wrong and another one too.
            if distance <= allowed && (distance < 2 || term.text.as_bytes().first() == word.as_bytes().first()) {
                near.push((distance, at));
            }
        }
        let Some(nearest) = near.iter().map(|(distance, _)| *distance).min() else { return };
        for (_, term) in near.into_iter().filter(|(distance, _)| *distance == nearest) {
            keep(found, term, (if nearest < 2 { 0.75 } else { 0.55 }, How::Spelling));
        }
    }
}

type Matches = BTreeMap<u32, (f32, How)>;

fn keep(found: &mut Matches, term: u32, (quality, how): (f32, How)) {
    let known = found.entry(term).or_insert((quality, how));
    if known.0 < quality {
        *known = (quality, how);
    }
}
