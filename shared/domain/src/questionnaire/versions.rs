//! Versions of the questionnaire: one as somebody writes it, and those that
//! were published.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AGENCY_QUESTION, Question, Questionnaire, ScaleKind, ShowIf, Variant, Words, wrong_words};
use crate::event::Actor;
use crate::field_error::{FieldError, Problem};
use crate::{Instant, Text};

/// Questions of one version, at most.
const MAX_QUESTIONS: usize = 60;
/// Characters of a question in one language, at most.
pub const MAX_CHARS: usize = 300;
/// Characters of a question's id, at most.
const MAX_ID: usize = 40;

/// A version that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its number; 1 is the directory's own.
    pub number: u32,
    /// What it asks.
    pub questionnaire: Questionnaire,
    /// When it was published; absent for the directory's own.
    pub at: Option<Instant>,
    /// By whom; absent for the directory's own.
    pub actor: Option<Actor>,
    /// Why; absent for the directory's own.
    pub why: Option<String>,
}

/// A question as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct QuestionDraft {
    /// Small letters, digits and `_`; names its answers for good.
    #[cfg_attr(feature = "described", schema(example = "overall"))]
    pub id: String,
    /// The section's id.
    #[cfg_attr(feature = "described", schema(example = "experience"))]
    pub section: String,
    /// The scale's id; of a question that was ever asked it stays.
    #[cfg_attr(feature = "described", schema(example = "sat5"))]
    pub scale: String,
    /// Whether the page insists.
    #[serde(default)]
    pub required: bool,
    /// The words.
    pub text: Text,
    /// When it is shown: `{"agency_known": false}`, or an earlier question of
    /// its section and the answer that opens it, such as `{"referred": "yes"}`.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<Object>))]
    pub show_if: Option<ShowIf>,
    /// The variants that ask it.
    #[cfg_attr(feature = "described", schema(value_type = BTreeSet<String>))]
    pub asked_in: BTreeSet<Variant>,
}

/// A questionnaire as somebody writes it: its questions in the order asked, and
/// the words around them. Which sections, scales and variants there are, and what
/// answers are stored as, is the directory's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionnaireDraft {
    /// The words around the questions; absent: as they are.
    #[serde(default)]
    pub words: Words,
    /// In the order asked.
    pub questions: Vec<QuestionDraft>,
}

impl QuestionnaireDraft {
    /// What a questionnaire says now, to be changed.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let asked_in = |id: &String| {
            let asking = questionnaire.variants.iter().filter(|(_, ids)| ids.contains(id));
            asking.map(|(variant, _)| variant.clone()).collect()
        };
        let draft = |question: &Question| {
            let Question { id, section, scale, required, text, show_if, .. } = question.clone();
            QuestionDraft { asked_in: asked_in(&id), id, section, scale, required, text, show_if }
        };
        let questions = questionnaire.questions.iter().map(draft).collect();
        Self { words: Words::of(questionnaire), questions }
    }

    /// The questionnaire, or what is wrong with each question. What the figures
    /// of answers rest on stays: a question that any version asked keeps its
    /// scale.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(self, now: &Questionnaire, earlier: &[Published]) -> Result<Questionnaire, Vec<FieldError>> {
        if self.questions.len() > MAX_QUESTIONS {
            return Err(vec![FieldError::new("/questions", Problem::TooMany(MAX_QUESTIONS))]);
        }
        let mut errors = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            let wrong = question.wrong(now, known(now, earlier, &question.id), &self.questions[..at]);
            errors.extend(
                wrong.into_iter().map(|(field, what)| FieldError::new(format!("/questions/{at}{field}"), what)),
            );
        }
        let asks = |variant: &Variant| -> Vec<String> {
            let asked = self.questions.iter().filter(|question| question.asked_in.contains(variant));
            asked.map(|question| question.id.clone()).collect()
        };
        let variants: std::collections::BTreeMap<_, _> =
            now.variants.keys().map(|variant| (variant.clone(), asks(variant))).collect();
        if variants.values().any(Vec::is_empty) {
            errors.push(FieldError::new("/questions", Problem::Missing));
        }
        let worded = self.words.put(now);
        if let Err(wrong) = &worded {
            errors.extend(wrong.iter().cloned());
        }
        let (Ok(worded), true) = (worded, errors.is_empty()) else { return Err(errors) };
        let questions = self.questions.into_iter().map(|draft| draft.into_question(now, earlier)).collect();
        Ok(Questionnaire { questions, variants, ..worded })
    }
}

impl QuestionDraft {
    fn wrong(&self, now: &Questionnaire, known: Option<&Question>, before: &[Self]) -> Vec<(&'static str, Problem)> {
        let mut wrong = Vec::new();
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !self.id.starts_with(|c: char| c.is_ascii_lowercase()) || !self.id.chars().all(slug) {
            wrong.push(("/id", Problem::Missing));
        } else if self.id.len() > MAX_ID {
            wrong.push(("/id", Problem::TooLong(MAX_ID)));
        } else if RESERVED.contains(&self.id.as_str()) || before.iter().any(|other| other.id == self.id) {
            wrong.push(("/id", Problem::Twice));
        }
        let ids = |all: Vec<&String>| Problem::NotAmong(all.into_iter().cloned().collect());
        let one_of = |given: &str, all: Vec<&String>| if given.is_empty() { Problem::Missing } else { ids(all) };
        if now.section(&self.section).is_none() {
            wrong.push(("/section", one_of(&self.section, now.sections.iter().map(|section| &section.id).collect())));
        }
        if now.scale(&self.scale).is_none() {
            wrong.push(("/scale", one_of(&self.scale, now.scales.iter().map(|scale| &scale.id).collect())));
        } else if known.is_some_and(|known| known.scale != self.scale) {
            wrong.push(("/scale", Problem::OnlyWhenNew));
        }
        wrong.extend(wrong_words(&self.text, MAX_CHARS).map(|(language, problem)| (field_of(language), problem)));
        wrong.extend(self.asked_in.iter().find_map(|one| now.wrong_variant(one)).map(|problem| ("/asked_in", problem)));
        wrong.extend(self.wrong_condition(now, before).map(|problem| ("/show_if", problem)));
        wrong
    }

    /// Which agency received somebody is asked where the survey does not say it;
    /// every other question is open, or opened by an answer given before it.
    fn wrong_condition(&self, now: &Questionnaire, before: &[Self]) -> Option<Problem> {
        match &self.show_if {
            None => (self.id == AGENCY_QUESTION).then_some(Problem::OnlyWhenNew),
            Some(ShowIf::AgencyKnown(known)) => (self.id == AGENCY_QUESTION && *known).then_some(Problem::OnlyWhenNew),
            Some(ShowIf::Answer { .. }) if self.id == AGENCY_QUESTION => Some(Problem::OnlyWhenNew),
            Some(ShowIf::Answer { question, value }) => {
                let openers = openers(now, before, (&self.section, &self.asked_in));
                let opens = openers.iter().any(|(id, values)| id == question && values.contains(value));
                let name = |(id, values): &(String, Vec<String>)| {
                    values.iter().map(|value| format!("{id}={value}")).collect::<Vec<_>>()
                };
                (!opens).then(|| Problem::NotAmong(openers.iter().flat_map(name).collect()))
            }
        }
    }

    fn into_question(self, now: &Questionnaire, earlier: &[Published]) -> Question {
        let known = known(now, earlier, &self.id);
        let is_text = matches!(now.scale(&self.scale).map(|scale| &scale.kind), Some(ScaleKind::Text { .. }));
        Question {
            about: known.map_or_else(|| "programme".to_owned(), |known| known.about.clone()),
            metric: known.and_then(|known| known.metric.clone()),
            may_contain_personal_data: known.map_or(is_text, |known| known.may_contain_personal_data),
            id: self.id,
            section: self.section,
            scale: self.scale,
            required: self.required,
            text: self.text,
            show_if: self.show_if,
        }
    }
}

/// The pointer of a question's words in a language.
fn field_of(language: &str) -> &'static str {
    match language {
        "fr" => "/text/fr",
        "nl" => "/text/nl",
        _ => "/text/en",
    }
}

/// Names that the survey's form uses itself.
const RESERVED: [&str; 5] = ["submission", "csrf", "lang", "in_language", "action"];

/// Questions that can open one of this section and these variants, each with
/// the answers that do: a choice of one, open itself, and asked wherever the
/// other is. Where it opens a question already, that one's answer is the one.
pub fn openers(
    now: &Questionnaire,
    before: &[QuestionDraft],
    (section, asked_in): (&str, &BTreeSet<Variant>),
) -> Vec<(String, Vec<String>)> {
    let opened_with = |id: &str| {
        before.iter().find_map(|other| match &other.show_if {
            Some(ShowIf::Answer { question, value }) if question == id => Some(value.clone()),
            _ => None,
        })
    };
    let fits = |other: &&QuestionDraft| {
        other.section == section && other.show_if.is_none() && asked_in.is_subset(&other.asked_in)
    };
    let of = |other: &QuestionDraft| {
        let ScaleKind::Single(choices) = &now.scale(&other.scale)?.kind else { return None };
        let values = match opened_with(&other.id) {
            Some(value) => vec![value],
            None => choices.iter().map(|choice| choice.v.clone()).collect(),
        };
        Some((other.id.clone(), values))
    };
    before.iter().filter(fits).filter_map(of).collect()
}

/// A question as the newest version that asked it has it.
fn known<'a>(now: &'a Questionnaire, earlier: &'a [Published], id: &str) -> Option<&'a Question> {
    let all = std::iter::once(now).chain(earlier.iter().rev().map(|version| &version.questionnaire));
    all.into_iter().find_map(|version| version.question(id))
}

/// An id for a new question that no version used: `q1`, `q2`, …
pub fn free_id(now: &QuestionnaireDraft, earlier: &[&Questionnaire]) -> String {
    let is_used = |id: &String| {
        now.questions.iter().any(|question| question.id == *id) || earlier.iter().any(|one| one.question(id).is_some())
    };
    let mut number = 1_u32;
    loop {
        let id = format!("q{number}");
        if !is_used(&id) {
            return id;
        }
        number += 1;
    }
}
