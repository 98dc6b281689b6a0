//! The sentence of a rule: a fact's name in braces, as in `Phase {stage}`, is the
//! place of its value.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Language;
use crate::fact_words::{fact_label, value_label};

/// Whether a sentence has a place for a fact.
pub(super) fn names(sentence: &str, fact: &str) -> bool {
    sentence.contains(&format!("{{{fact}}}"))
}

/// Whether every brace of a sentence belongs to a place of one of these facts.
pub(super) fn names_only(sentence: &str, facts: &BTreeSet<&str>) -> bool {
    let mut parts = sentence.split('{');
    let closes = |text: &str| text.contains('}');
    let place = |part: &str| part.split_once('}').is_some_and(|(fact, rest)| facts.contains(fact) && !closes(rest));
    !closes(parts.next().unwrap_or_default()) && parts.all(place)
}

/// A sentence with values in the places of their facts. Where a rule fired without
/// knowing a fact, as of an alternative, its name stands there.
pub(super) fn filled_in(sentence: &str, values: &BTreeMap<String, Value>, language: Language) -> String {
    let mut parts = sentence.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (fact, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.get(fact).map(|value| value_label(fact, value, language));
        filled.push_str(&value.unwrap_or_else(|| fact_label(fact, language)));
        filled.push_str(rest);
    }
    filled
}
