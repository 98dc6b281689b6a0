//! Determining what is needed.
//!
//! What a member states stands. Where nothing is stated, words of the text and
//! facts of the profile suggest kinds of need, each with its evidence; a
//! suggestion is never referred before a person confirms it.

mod evidence;
mod facts;
mod keywords;
mod rule;
mod rule_draft;
mod sentence;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use evidence::Evidence;
pub(crate) use evidence::colon;
pub use facts::facts_of;
pub(crate) use facts::{AGES, field_of};
pub use keywords::{Folded, hits};
pub(crate) use keywords::{fold as folded, fold_into};
pub use rule::{Clause, Rule, When};
pub(crate) use rule_draft::check_test;
pub use rule_draft::{DERIVED, OPERATORS, RuleDraft};

use crate::catalogue::Catalogue;
use crate::condition::{Facts, Verdict};
use crate::ids::NeedTypeId;
use crate::need_type::NeedType;

/// From this score on, in percent, a kind of need is suggested.
pub const SUGGESTED_FROM: u8 = 50;
/// From this score on a suggestion stands out.
pub const HIGHLIGHTED_FROM: u8 = 75;
/// Where nothing reaches [`SUGGESTED_FROM`], hints from this score on are kept
/// for the coordinator. One keyword alone (45) is such a hint.
pub const WEAK_FROM: u8 = 40;
/// How many weak hints are kept.
pub const WEAK_AT_MOST: usize = 3;

/// Weight of the member's own statement, in percent.
const STATED_WEIGHT: u8 = 95;
/// Weight of one keyword found, in percent.
const KEYWORD_WEIGHT: u8 = 45;
/// Keywords that count, at most.
const KEYWORDS_AT_MOST: usize = 2;

/// Where a kind of need was learnt from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The member stated it.
    Stated,
    /// The coordinator chose or confirmed it.
    Coordinator,
    /// Words of the text suggest it.
    Text,
    /// Only the profile suggests it.
    Profile,
}

impl Origin {
    /// Whether it may be referred: somebody said so, nothing is inferred.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Stated | Self::Coordinator)
    }

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Coordinator => "coordinator",
            Self::Text => "text",
            Self::Profile => "profile",
        }
    }
}

/// A kind of need with the reasons why it is thought to be one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Determined {
    /// The kind of need.
    pub id: NeedTypeId,
    /// Where it was learnt from.
    pub from: Origin,
    /// Why, the strongest reason first.
    pub because: Vec<Evidence>,
    /// How sure, in percent, rounded down.
    pub score: u8,
}

impl Determined {
    /// Whether the suggestion stands out.
    pub const fn is_highlighted(&self) -> bool {
        self.score >= HIGHLIGHTED_FROM
    }

    /// The same kind of need, of which the member had not thought itself: it was
    /// proposed for these reasons, and the member said yes on this day.
    pub fn agreed(self, on: NaiveDate, because: &[Evidence]) -> Self {
        let because = std::iter::once(Evidence::Agreed { on }).chain(because.iter().cloned()).collect();
        Self { because, ..self }
    }

    /// Where it was proposed: when the member said yes, and why it was thought of.
    pub fn proposed(&self) -> Option<(NaiveDate, &[Evidence])> {
        self.because.iter().enumerate().find_map(|(at, evidence)| match evidence {
            Evidence::Agreed { on } => Some((*on, &self.because[at + 1..])),
            _ => None,
        })
    }

    /// Whether it is only a hint, too weak for a suggestion.
    pub const fn is_weak(&self) -> bool {
        !self.from.is_settled() && self.score < SUGGESTED_FROM
    }
}

/// Determines what is needed: the stated kinds in the order stated, or else
/// what text and profile suggest, the surest first.
pub fn determine(catalogue: &Catalogue, stated: &[NeedTypeId], text: &str, facts: &Facts) -> Vec<Determined> {
    let text = Folded::new(text);
    if stated.is_empty() {
        return suggested(catalogue, &text, facts);
    }
    let mut determined: Vec<Determined> = Vec::new();
    for id in stated {
        if determined.iter().all(|known| &known.id != id) {
            determined.push(as_stated(catalogue, id, &text, facts));
        }
    }
    determined
}

fn as_stated(catalogue: &Catalogue, id: &NeedTypeId, text: &Folded, facts: &Facts) -> Determined {
    let mut because = vec![Evidence::Stated];
    let mut weights = vec![STATED_WEIGHT];
    if let Some(need_type) = catalogue.need_type(id) {
        let signals = Signals::of(catalogue, need_type, text, facts);
        weights.extend(signals.weights());
        because.extend(signals.evidence());
    }
    Determined { id: id.clone(), from: Origin::Stated, because, score: combined(&weights) }
}

fn suggested(catalogue: &Catalogue, text: &Folded, facts: &Facts) -> Vec<Determined> {
    let mut found: Vec<Determined> = catalogue
        .need_types
        .iter()
        .map(|need_type| {
            let signals = Signals::of(catalogue, need_type, text, facts);
            let from = if signals.words.is_empty() { Origin::Profile } else { Origin::Text };
            let mut because = signals.evidence();
            because.extend(signals.missing());
            Determined { id: need_type.id.clone(), from, because, score: combined(&signals.weights()) }
        })
        .filter(|determined| determined.score >= WEAK_FROM)
        .collect();
    found.sort_by_key(|determined| std::cmp::Reverse(determined.score));
    let strong = found.iter().take_while(|determined| determined.score >= SUGGESTED_FROM).count();
    found.truncate(if strong > 0 { strong } else { WEAK_AT_MOST });
    found
}

/// What speaks for one kind of need.
struct Signals<'a> {
    words: Vec<String>,
    fired: Vec<(&'a Rule, Evidence)>,
    unknown: Vec<String>,
}

impl<'a> Signals<'a> {
    fn of(catalogue: &'a Catalogue, need_type: &NeedType, text: &Folded, facts: &Facts) -> Self {
        let mut signals = Self { words: hits(&need_type.keywords, text), fired: Vec::new(), unknown: Vec::new() };
        for rule in catalogue.rules.iter().filter(|rule| rule.need == need_type.id && !rule.off) {
            match rule.when.judge(facts) {
                Verdict::Holds => {
                    let values = rule.when.known(facts);
                    signals.fired.push((rule, Evidence::Rule { rule: rule.id.clone(), version: rule.version, values }));
                }
                Verdict::Unknown => {
                    let unknown = rule.when.unknown(facts);
                    signals
                        .unknown
                        .extend(unknown.into_iter().filter(|fact| !signals.unknown.contains(fact)).collect::<Vec<_>>());
                }
                Verdict::Fails => {}
            }
        }
        signals.fired.sort_by_key(|(rule, _)| std::cmp::Reverse(rule.score));
        signals
    }

    fn weights(&self) -> Vec<u8> {
        let words = self.words.iter().take(KEYWORDS_AT_MOST).map(|_| KEYWORD_WEIGHT);
        words.chain(self.fired.iter().map(|(rule, _)| rule.score)).collect()
    }

    fn evidence(&self) -> Vec<Evidence> {
        let words = (!self.words.is_empty()).then(|| Evidence::Words { words: self.words.clone() });
        words.into_iter().chain(self.fired.iter().map(|(_, evidence)| evidence.clone())).collect()
    }

    fn missing(&self) -> Option<Evidence> {
        (!self.unknown.is_empty()).then(|| Evidence::Missing { facts: self.unknown.clone() })
    }
}

/// Independent signals together: one minus the product of what each leaves
/// open. Rounded down, so that a score just under a threshold stays under it.
fn combined(weights: &[u8]) -> u8 {
    let open = weights.iter().fold(1.0, |open, weight| open * (1.0 - f64::from(*weight) / 100.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100")]
    let percent = ((1.0 - open) * 100.0 + 1e-9).clamp(0.0, 100.0) as u8;
    percent
}

#[cfg(test)]
mod tests;
