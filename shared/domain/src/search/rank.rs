//! What a query finds, the best first, and why.

use super::entries::{Found, phrases_of};
use super::index::Index;
use super::matches::{How, Match};
use super::words::{each_word, is_empty};
use crate::catalogue::Catalogue;

/// The most characters and words that are looked for.
const MAX_CHARS: usize = 100;
const MAX_WORDS: usize = 8;
/// How many entries are looked at closely.
const CLOSELY: usize = 48;
/// What a service takes over from a kind of need or an agency that was found,
/// and a kind of need from its services.
const TO_SERVICE: f32 = 0.5;
const TO_KIND: f32 = 0.3;
/// How much it counts that a whole phrase was typed, beside its words.
const WHOLE: f32 = 0.8;
/// Of the best answer, the share below which nothing is an answer.
const LEAST: f32 = 0.25;

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What.
    pub found: Found,
    /// How well it fits; comparable within one query.
    pub score: f32,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
}

/// A word that was typed and the phrase of the directory that it led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// As it was typed, folded.
    pub typed: String,
    /// The phrase as the directory writes it.
    pub phrase: String,
    /// The word in it, folded.
    pub word: String,
    /// What led there.
    pub how: How,
    /// What the phrase is of, where it is not the entry's own: a kind of need
    /// that a service answers.
    pub of: Option<Found>,
}

/// The words of a query that are looked for, with what each may mean.
struct Asked {
    word: String,
    matches: Vec<Match>,
}

impl Index {
    /// What a query finds of a directory, the one that the index was made of;
    /// `shown` says of an entry whether it may be found today.
    pub fn find(&self, catalogue: &Catalogue, query: &str, limit: usize, shown: impl Fn(&Found) -> bool) -> Vec<Hit> {
        let asked = self.asked(query);
        let mut scores = vec![0.0_f32; self.entries.len()];
        for one in &asked {
            self.add_best(one, &mut scores);
        }
        let mut near = best(&scores, CLOSELY);
        for (entry, score) in &mut near {
            *score += self.whole_phrases(&asked, *entry);
            scores[*entry as usize] = *score;
        }
        let own = scores.clone();
        self.pass_on(&own, &mut scores);
        let mut hits = Vec::new();
        for (entry, score) in best(&scores, CLOSELY) {
            let found = &self.entries[entry as usize];
            let top = hits.first().map_or(score, |hit: &Hit| hit.score);
            if hits.len() >= limit || score < top * LEAST {
                break;
            }
            if shown(found) {
                hits.push(Hit { found: found.clone(), score, reasons: self.reasons(catalogue, &asked, entry, &own) });
            }
        }
        hits
    }

    fn asked(&self, query: &str) -> Vec<Asked> {
        let query: String = query.chars().take(MAX_CHARS).collect();
        let (mut all, mut joined, mut buffer) = (Vec::new(), Vec::new(), String::new());
        each_word(
            &query,
            &mut buffer,
            |word, own| if own { all.push(word.to_owned()) } else { joined.push(word.to_owned()) },
        );
        // `pop up` is looked for as `popup` as well.
        joined.extend(all.windows(2).map(<[String]>::concat).filter(|word| self.by_word.contains_key(word.as_str())));
        let telling: Vec<String> = all.iter().filter(|word| !is_empty(word)).cloned().collect();
        let words = if telling.is_empty() { all } else { telling };
        let mut asked: Vec<Asked> = Vec::new();
        for word in words.into_iter().take(MAX_WORDS).chain(joined.into_iter().take(MAX_WORDS)) {
            if asked.iter().all(|one| one.word != word) {
                asked.push(Asked { matches: self.matches(&word), word });
            }
        }
        asked
    }

    /// To each entry, the most that one typed word is worth there.
    fn add_best(&self, asked: &Asked, scores: &mut [f32]) {
        let mut most: Vec<(u32, f32)> = Vec::new();
        for one in &asked.matches {
            let term = &self.terms[one.term as usize];
            for posting in &term.postings {
                most.push((posting.entry, one.quality * term.rarity * posting.weight));
            }
        }
        most.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        most.dedup_by_key(|(entry, _)| *entry);
        for (entry, worth) in most {
            scores[entry as usize] += worth;
        }
    }

    /// What it is worth that phrases of an entry stand in the query as a whole.
    fn whole_phrases(&self, asked: &[Asked], entry: u32) -> f32 {
        let mut phrases: std::collections::BTreeMap<u16, (u8, f32, f32)> = std::collections::BTreeMap::new();
        for one in asked {
            let mut met: std::collections::BTreeMap<u16, (u8, f32)> = std::collections::BTreeMap::new();
            for found in &one.matches {
                let term = &self.terms[found.term as usize];
                let from = term.postings.partition_point(|posting| posting.entry < entry);
                for posting in term.postings[from..].iter().take_while(|posting| posting.entry == entry) {
                    let worth = found.quality * term.rarity * posting.weight;
                    let known = met.entry(posting.phrase).or_insert((posting.length, worth));
                    known.1 = known.1.max(worth);
                }
            }
            for (phrase, (length, worth)) in met {
                let known = phrases.entry(phrase).or_insert((length, 0.0, 0.0));
                known.1 += worth;
                known.2 += 1.0;
            }
        }
        let worth = |(length, worth, met): &(u8, f32, f32)| worth * (met / f32::from(*length)).min(1.0).powi(2) * WHOLE;
        phrases.values().map(worth).fold(0.0, f32::max)
    }

    fn pass_on(&self, own: &[f32], scores: &mut [f32]) {
        for (service, beside) in &self.beside {
            let best = beside.iter().map(|at| own[*at as usize]).fold(0.0, f32::max);
            scores[*service as usize] += TO_SERVICE * best;
            for at in beside {
                if matches!(self.entries[*at as usize], Found::NeedType(_)) {
                    scores[*at as usize] =
                        scores[*at as usize].max(own[*at as usize] + TO_KIND * own[*service as usize]);
                }
            }
        }
    }

    /// Why an entry was found: of each typed word the phrase where it counts most.
    fn reasons(&self, catalogue: &Catalogue, asked: &[Asked], entry: u32, own: &[f32]) -> Vec<Reason> {
        let mut reasons: Vec<(f32, Reason)> = Vec::new();
        let beside = self.beside.binary_search_by_key(&entry, |(service, _)| *service);
        let beside = beside.map_or(&[][..], |at| &self.beside[at].1).iter().copied();
        let more =
            beside.max_by(|a, b| own[*a as usize].total_cmp(&own[*b as usize])).filter(|at| own[*at as usize] > 0.0);
        for one in asked {
            let strongest = self.strongest(one, entry).map(|found| (found, None));
            let through = more.and_then(|at| self.strongest(one, at).map(|found| (found, Some(at))));
            let Some(((worth, phrase, one_match), of)) = strongest.or(through) else { continue };
            let at = of.unwrap_or(entry);
            let phrases = phrases_of(catalogue, &self.entries[at as usize]);
            let Some(phrase) = phrases.get(usize::from(phrase)) else { continue };
            let reason = Reason {
                typed: one.word.clone(),
                phrase: phrase.text.to_owned(),
                word: self.terms[one_match.term as usize].text.to_string(),
                how: one_match.how,
                of: of.map(|at| self.entries[at as usize].clone()),
            };
            reasons.push((worth, reason));
        }
        reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
        reasons.into_iter().map(|(_, reason)| reason).collect()
    }

    fn strongest(&self, asked: &Asked, entry: u32) -> Option<(f32, u16, Match)> {
        let of = |one: &Match| {
            let term = &self.terms[one.term as usize];
            let from = term.postings.partition_point(|posting| posting.entry < entry);
            let here = term.postings[from..].iter().take_while(|posting| posting.entry == entry);
            let worth = |posting: &super::index::Posting| one.quality * term.rarity * posting.weight;
            // Of phrases that count alike, the shortest says most plainly why.
            let best = here.max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.length.cmp(&a.length)));
            best.map(|posting| (worth(posting), posting.phrase, *one))
        };
        asked.matches.iter().filter_map(of).max_by(|a, b| a.0.total_cmp(&b.0))
    }
}

/// The entries with the highest scores, the first of them first.
fn best(scores: &[f32], most: usize) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> =
        (0..).zip(scores).filter(|(_, score)| **score > 0.0).map(|(at, score)| (at, *score)).collect();
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
    found
}
