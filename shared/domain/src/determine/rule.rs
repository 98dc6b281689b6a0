//! Rules that infer a kind of need from what is known, read from data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Text;
use crate::condition::{Conditions, Facts, Verdict};
use crate::ids::NeedTypeId;

/// A rule: fires when its condition is known to hold. A field that is not
/// filled in fires nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// `R07`.
    pub id: String,
    /// The kind of need that it speaks for.
    pub need: NeedTypeId,
    /// Its weight, in percent.
    pub score: u8,
    /// When it fires.
    pub when: When,
    /// Why, with places such as `{stage}` for the values that fired it.
    pub explain: Text,
    /// How often it was changed, from 1 on.
    #[serde(default = "first")]
    pub version: u32,
    /// Whether it is switched off: then it speaks for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
}

const fn first() -> u32 {
    1
}

/// A condition over several facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Every clause holds.
    All(Vec<Clause>),
    /// At least one clause holds.
    Any(Vec<Clause>),
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Clause {
    /// A condition within.
    Nested(When),
    /// Tests of facts, all of which must hold.
    Tests(Conditions),
}

impl When {
    /// Whether the condition holds by what is known.
    pub fn judge(&self, facts: &Facts) -> Verdict {
        match self {
            Self::All(clauses) => clauses.iter().map(|clause| clause.judge(facts)).fold(Verdict::Holds, Verdict::and),
            Self::Any(clauses) => {
                let verdicts: Vec<_> = clauses.iter().map(|clause| clause.judge(facts)).collect();
                [Verdict::Holds, Verdict::Unknown].into_iter().find(|v| verdicts.contains(v)).unwrap_or(Verdict::Fails)
            }
        }
    }

    /// The values that made it hold: of alternatives only those that hold.
    pub fn known(&self, facts: &Facts) -> BTreeMap<String, Value> {
        let mut values = BTreeMap::new();
        for clause in self.clauses().iter().filter(|clause| clause.judge(facts) == Verdict::Holds) {
            match clause {
                Clause::Nested(when) => values.extend(when.known(facts)),
                Clause::Tests(tests) => {
                    values.extend(tests.keys().filter_map(|name| Some((name.clone(), facts.get(name)?.clone()))));
                }
            }
        }
        values
    }

    /// The facts whose absence leaves it open, in order of the rule.
    pub fn unknown(&self, facts: &Facts) -> Vec<String> {
        let open = self.clauses().iter().filter(|clause| clause.judge(facts) == Verdict::Unknown);
        open.flat_map(|clause| match clause {
            Clause::Nested(when) => when.unknown(facts),
            Clause::Tests(tests) => tests
                .iter()
                .filter(|(name, test)| facts.judge(name, test) == Verdict::Unknown)
                .map(|(name, _)| name.clone())
                .collect(),
        })
        .collect()
    }

    fn clauses(&self) -> &[Clause] {
        match self {
            Self::All(clauses) | Self::Any(clauses) => clauses,
        }
    }
}

impl Clause {
    fn judge(&self, facts: &Facts) -> Verdict {
        match self {
            Self::Nested(when) => when.judge(facts),
            Self::Tests(tests) => {
                tests.iter().map(|(name, test)| facts.judge(name, test)).fold(Verdict::Holds, Verdict::and)
            }
        }
    }
}
