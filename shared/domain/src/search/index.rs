//! The index: which phrases of which entries hold a word.

use std::collections::HashMap;

use super::entries::{Found, each_phrase, entries};
use super::stem::stem;
use super::words::{each_word, is_empty};
use crate::Language;
use crate::agency::Agency;
use crate::catalogue::Catalogue;
use crate::ids::NeedTypeId;

/// That a word stands in a phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The entry's place.
    pub(super) entry: u32,
    /// The phrase's place in the entry.
    pub(super) phrase: u16,
    /// How many words of the phrase say something.
    pub(super) length: u8,
    /// How much the phrase counts.
    pub(super) weight: f32,
}

/// A word of the directory.
#[derive(Debug)]
pub(super) struct Term {
    /// Folded.
    pub(super) text: Box<str>,
    /// Which letters it has: two words of which one has three letters that the
    /// other lacks are not two letters apart.
    pub(super) letters: u32,
    /// Whether it is Dutch, or a name: what it is made of may stand alone.
    pub(super) compounds: bool,
    /// Where it stands, by entry.
    pub(super) postings: Vec<Posting>,
    /// How much it counts: the rarer, the more.
    pub(super) rarity: f32,
    languages: u8,
}

/// A directory made ready to be asked.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) entries: Vec<Found>,
    pub(super) terms: Vec<Term>,
    pub(super) by_word: HashMap<Box<str>, u32>,
    pub(super) by_stem: [HashMap<Box<str>, Vec<u32>>; 3],
    /// Of each service, in order, the places of the kinds of need that it answers, of its
    /// agency and of those that followed that one.
    pub(super) beside: Vec<(u32, Vec<u32>)>,
}

impl Index {
    /// Reads a directory through, once.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut index = Self { entries: entries(catalogue), ..Self::default() };
        let (mut buffer, mut words) = (String::new(), Vec::new());
        // Whether a word says something is asked once of each.
        let mut known = HashMap::new();
        each_phrase(catalogue, |entry, phrase, of| {
            words.clear();
            let mut length = 0_u8;
            each_word(of.text, &mut buffer, |word, own| {
                let at = match known.get(word) {
                    Some(at) => *at,
                    None => {
                        let at = (!is_empty(word)).then(|| index.add(word));
                        known.insert(Box::from(word), at);
                        at
                    }
                };
                if let Some(at) = at {
                    index.in_language(at, of.language);
                    words.push(at);
                    length = length.saturating_add(u8::from(own));
                }
            });
            let posting = Posting { entry, phrase, length: length.max(1), weight: of.weight };
            for &term in &words {
                index.terms[term as usize].postings.push(posting);
            }
        });
        index.by_word = known.into_iter().filter_map(|(word, at)| Some((word, at?))).collect();
        index.weigh();
        index.relate(catalogue);
        index
    }

    /// How many words are known.
    pub fn words(&self) -> usize {
        self.terms.len()
    }

    fn add(&mut self, word: &str) -> u32 {
        let term = Term {
            text: word.into(),
            letters: letters(word),
            compounds: false,
            postings: Vec::new(),
            rarity: 0.0,
            languages: 0,
        };
        self.terms.push(term);
        u32::try_from(self.terms.len() - 1).unwrap_or(u32::MAX)
    }

    /// That a word is one of a language; a name is one of each.
    fn in_language(&mut self, at: u32, language: Option<Language>) {
        let term = &mut self.terms[at as usize];
        term.compounds |= language.is_none_or(|language| language == Language::Nl);
        for (bit, one) in Language::ALL.into_iter().enumerate() {
            let new = term.languages & (1 << bit) == 0;
            if new && language.is_none_or(|language| language == one) {
                term.languages |= 1 << bit;
                self.by_stem[bit].entry(stem(&term.text, one).into()).or_default().push(at);
            }
        }
    }

    fn weigh(&mut self) {
        let all = self.entries.len() as f32;
        for term in &mut self.terms {
            let mut entries = 0_u32;
            let mut last = None;
            for posting in &term.postings {
                if last != Some(posting.entry) {
                    entries += 1;
                    last = Some(posting.entry);
                }
            }
            term.rarity = (1.0 + all / (1.0 + entries as f32)).ln();
        }
    }

    fn relate(&mut self, catalogue: &Catalogue) {
        let kinds: HashMap<&NeedTypeId, u32> =
            (0..).zip(&catalogue.need_types).map(|(at, kind)| (&kind.id, at)).collect();
        let services = u32::try_from(catalogue.need_types.len()).unwrap_or(u32::MAX);
        let agencies = services + u32::try_from(catalogue.services.len()).unwrap_or_default();
        let by_agency: HashMap<_, u32> = (agencies..).zip(catalogue.agencies.keys()).map(|(at, id)| (id, at)).collect();
        for (at, service) in (services..).zip(catalogue.services.values()) {
            let answers = service.answers.iter().filter_map(|kind| kinds.get(kind));
            // Its agency, and whoever did its work afterwards.
            let next = |one: &&Agency| one.successor.as_ref().and_then(|id| catalogue.agencies.get(id));
            let agencies = std::iter::successors(catalogue.agencies.get(&service.agency), next);
            let agencies = agencies.take(by_agency.len()).filter_map(|one| by_agency.get(&one.id));
            self.beside.push((at, answers.chain(agencies).copied().collect()));
        }
    }
}

/// Which of the letters a to z, and whether any other, a word has.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 })
}
