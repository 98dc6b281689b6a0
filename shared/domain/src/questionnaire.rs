//! The survey's questions. They are data: a question, a scale or a variant is
//! added without a change to the code.

mod raw;
mod versions;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Text;
use crate::field_error::Problem;
use raw::RawScale;
pub use raw::{InvalidScale, InvalidShowIf};
pub use versions::{MAX_CHARS, Published, QuestionDraft, QuestionnaireDraft, free_id, openers};
pub use words::{MAX_LABEL, OptionWords, ScaleWords, Words};

/// The question whose answer names an agency.
pub const AGENCY_QUESTION: &str = "agency";
/// The question whose `yes` asks for a contact, apart from the answers.
pub const CONTACT_QUESTION: &str = "contact_ok";
/// The choice that stands for no agency at all.
pub const NONE: &str = "none";
/// The choice that stands for an agency that is not listed.
pub const OTHER: &str = "other";

/// A heading over questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "described", schema(as = QuestionnaireSection))]
pub struct Section {
    /// Slug.
    pub id: String,
    /// Heading.
    pub label: Text,
}

/// A step of an ordinal scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number, as stored.
    pub v: i64,
    /// What the person reads.
    pub label: Text,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its code, as stored.
    pub v: String,
    /// What the person reads.
    pub label: Text,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleKind {
    /// One of some numbered steps, in the order shown.
    Ordinal(Vec<Step>),
    /// A whole number, both ends included.
    Nps {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
        /// What stands at the low end.
        low: Text,
        /// What stands at the high end.
        high: Text,
    },
    /// Any of some choices.
    Multi(Vec<Choice>),
    /// Any of the agencies of the period, or [`NONE`].
    MultiAgencies,
    /// One of some choices.
    Single(Vec<Choice>),
    /// One of the agencies of the period, or [`OTHER`].
    SingleAgency,
    /// Free text.
    Text {
        /// At most so many characters.
        max_chars: usize,
    },
}

/// A scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawScale", into = "RawScale")]
pub struct Scale {
    /// Slug.
    pub id: String,
    /// How a question on it is answered.
    pub kind: ScaleKind,
}

/// On what a question's being shown depends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub enum ShowIf {
    /// Whether the survey is bound to one agency.
    AgencyKnown(bool),
    /// An earlier answer.
    Answer {
        /// The question.
        question: String,
        /// The code that it was answered with.
        value: String,
    },
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Slug.
    pub id: String,
    /// The section's slug.
    pub section: String,
    /// The scale's slug.
    pub scale: String,
    /// Whether the page insists; a program need not answer.
    pub required: bool,
    /// What it is about: `agency`, `appointment`, `referral`, `member`, `location` or `programme`.
    #[serde(default)]
    pub about: String,
    /// The words.
    pub text: Text,
    /// The figure that is made of it.
    #[serde(default)]
    pub metric: Option<String>,
    /// When it is shown; absent means always.
    #[serde(default)]
    pub show_if: Option<ShowIf>,
    /// Whether the answer can hold personal data.
    #[serde(default)]
    pub may_contain_personal_data: bool,
}

/// Which questions are asked of somebody: `after_visit`. Variants are data, as their
/// questions are: those that there are stand in [`Questionnaire::variants`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Variant(String);

impl Variant {
    /// The variant of a code.
    pub fn of(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl From<Variant> for String {
    fn from(variant: Variant) -> Self {
        variant.0
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// When people are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cadence {
    /// Days from a visit to its invitation.
    pub after_visit_days: u32,
    /// Days from an invitation to its reminder.
    pub reminder_days: u32,
    /// Waves of the quarterly survey in a year.
    pub quarterly_waves_per_year: u32,
    /// Invitations that a member gets in 90 days, at most.
    pub max_invitations_per_member_per_90_days: u32,
}

/// The whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Questionnaire {
    /// Title of the page.
    pub title: Option<Text>,
    /// Title of the page after a visit, where it is not the product's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit_title: Option<Text>,
    /// What stands above the questions.
    pub intro: Option<Text>,
    /// In the order shown.
    pub sections: Vec<Section>,
    /// Scales.
    pub scales: Vec<Scale>,
    /// Questions.
    pub questions: Vec<Question>,
    /// The ids of the questions of each, in the order asked.
    pub variants: BTreeMap<Variant, Vec<String>>,
    /// When people are asked.
    pub cadence: Cadence,
}

impl Questionnaire {
    /// The questions of a variant, in the order asked; none for an unknown variant.
    pub fn questions_of(&self, variant: &Variant) -> Vec<&Question> {
        let ids = self.variants.get(variant).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.question(id)).collect()
    }

    /// What is wrong with a variant that somebody names; nothing where there is such a one.
    pub fn wrong_variant(&self, variant: &Variant) -> Option<Problem> {
        let is_known = self.variants.contains_key(variant);
        (!is_known).then(|| Problem::NotAmong(self.variants.keys().map(Variant::to_string).collect()))
    }

    /// A question.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// A scale.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The scale of a question.
    pub fn scale_of(&self, question: &Question) -> Option<&ScaleKind> {
        self.scale(&question.scale).map(|scale| &scale.kind)
    }

    /// A section.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}

/// What is wrong with words that people read, by language: all three are needed,
/// none longer than `max` characters.
fn wrong_words(text: &Text, max: usize) -> impl Iterator<Item = (&'static str, Problem)> {
    let said = [("fr", text.fr.as_str()), ("nl", &text.nl), ("en", text.en.as_deref().unwrap_or_default())];
    said.map(|(language, words)| {
        let problem = match words.chars().count() {
            _ if words.trim().is_empty() => Some(Problem::Missing),
            many if many > max => Some(Problem::TooLong(max)),
            _ => None,
        };
        problem.map(|problem| (language, problem))
    })
    .into_iter()
    .flatten()
}
