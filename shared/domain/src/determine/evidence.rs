//! Why a kind of need is thought to be one, as a value that a page, a mail and
//! an answer turn into a sentence in the reader's language.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Rule;
use super::sentence::{filled_in, names};
use crate::Language;
use crate::catalogue::Catalogue;
use crate::fact_words::{fact_label, value_label};
use crate::in_words;
use crate::language::pick;

/// One reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// The member stated it.
    Stated,
    /// The coordinator chose or confirmed it.
    Coordinator,
    /// It was proposed to the member, which said yes; the reasons of the proposal follow.
    Agreed {
        /// The day of the yes.
        on: NaiveDate,
    },
    /// These keywords stand in the text, as the catalogue writes them.
    Words {
        /// The keywords found.
        words: Vec<String>,
    },
    /// A rule fired.
    Rule {
        /// Its id.
        rule: String,
        /// Its version; 0 in rows of before it was kept.
        #[serde(default, skip_serializing_if = "is_unknown")]
        version: u32,
        /// The values that fired it.
        values: BTreeMap<String, Value>,
    },
    /// Facts that are not known and could change the result.
    Missing {
        /// Their names.
        facts: Vec<String>,
    },
}

impl Evidence {
    /// The reason with the names of its facts and without their values: what
    /// may stay when what is known of the member goes.
    pub fn without_values(&self) -> Self {
        match self {
            Self::Rule { rule, version, values } => Self::Rule {
                rule: rule.clone(),
                version: *version,
                values: values.keys().map(|fact| (fact.clone(), Value::Null)).collect(),
            },
            other => other.clone(),
        }
    }

    /// Whether it says something that is known of the member.
    pub const fn tells_of_member(&self) -> bool {
        matches!(self, Self::Words { .. } | Self::Rule { .. } | Self::Missing { .. })
    }

    /// The sentence; of a value that is gone, without it.
    pub fn text(&self, language: Language, catalogue: &Catalogue) -> String {
        match self {
            Self::Stated => {
                pick(language, "demandé par le membre", "gevraagd door het lid", "stated by the member").to_owned()
            }
            Self::Coordinator => {
                pick(language, "choisi par la coordination", "gekozen door de coördinatie", "chosen by the coordinator")
                    .to_owned()
            }
            Self::Agreed { on } => {
                let lead = pick(
                    language,
                    "proposé\u{a0}; l’entreprise a dit oui le",
                    "voorgesteld; de onderneming zei ja op",
                    "proposed; the company said yes on",
                );
                format!("{lead} {}", in_words::day(language, *on))
            }
            Self::Words { words } => words_found(language, words),
            Self::Rule { rule, version, values } => rule_fired(language, catalogue.rule(rule, *version), values),
            Self::Missing { facts } => {
                let labels: Vec<_> = facts.iter().map(|fact| fact_label(fact, language)).collect();
                let lead =
                    pick(language, "à compléter pour préciser", "aan te vullen om te verfijnen", "to be completed");
                format!("{lead}{}{}", colon(language), labels.join(", "))
            }
        }
    }
}

/// The colon of the language: French sets a space before it.
pub(crate) const fn colon(language: Language) -> &'static str {
    pick(language, "\u{a0}: ", ": ", ": ")
}

fn words_found(language: Language, words: &[String]) -> String {
    let one = words.len() == 1;
    let (lead, open, close) = match (language, one) {
        (Language::Fr, true) => ("mot trouvé", "«\u{a0}", "\u{a0}»"),
        (Language::Fr, false) => ("mots trouvés", "«\u{a0}", "\u{a0}»"),
        (Language::Nl, true) => ("gevonden woord", "“", "”"),
        (Language::Nl, false) => ("gevonden woorden", "“", "”"),
        (Language::En, true) => ("word found", "“", "”"),
        (Language::En, false) => ("words found", "“", "”"),
    };
    let quoted: Vec<_> = words.iter().map(|word| format!("{open}{word}{close}")).collect();
    format!("{lead}{}{}", colon(language), quoted.join(", "))
}

/// The rule's own sentence with its values filled in; values that the sentence
/// does not name follow in brackets. Of a rule of which nothing is kept, a sentence
/// that speaks of none. Where values are gone, the names of the facts stand instead: a
/// sentence with a gap says nothing.
fn rule_fired(language: Language, rule: Option<&Rule>, values: &BTreeMap<String, Value>) -> String {
    if values.values().any(Value::is_null) {
        let lead = pick(language, "d’après", "op basis van", "from");
        let facts: Vec<_> = values.keys().map(|fact| fact_label(fact, language)).collect();
        return format!("{lead}{}{}", colon(language), facts.join(", "));
    }
    let explain = rule.map_or_else(|| suggests(language), |rule| rule.explain.get(language));
    let beside = values.iter().filter(|(fact, _)| !names(explain, fact));
    let beside = beside.map(|(fact, value)| {
        format!("{}{}{}", fact_label(fact, language), colon(language), value_label(fact, value, language))
    });
    let beside: Vec<_> = beside.collect();
    let sentence = filled_in(explain, values, language);
    if beside.is_empty() { sentence } else { format!("{sentence} ({})", beside.join(", ")) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` takes a reference")]
const fn is_unknown(version: &u32) -> bool {
    *version == 0
}

/// What is said where the sentence of a rule is gone.
const fn suggests(language: Language) -> &'static str {
    pick(
        language,
        "ce que l’on sait de l’entreprise le suggère",
        "wat over de onderneming bekend is, wijst erop",
        "what is known of the company suggests it",
    )
}
