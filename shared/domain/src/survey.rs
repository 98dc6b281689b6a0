//! A survey and its answers.
//!
//! Answers are anonymous by construction: a response holds a survey, a
//! language, a day and codes. Nothing in it leads to whoever gave it.

mod answers;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::field_error::{FieldError, Problem};
use crate::ids::{AgencyId, LocationId, PermanenceId, SurveyCode, SurveyId, WaveId};
use crate::questionnaire::{CONTACT_QUESTION, Question, Questionnaire, ShowIf, Variant};
use crate::{Instant, Language};

pub use answers::{Strictness, check_answers, is_shown};

/// Questions that a person answers in a minute.
const A_MINUTE: usize = 10;

/// What a survey is about; all absent means the programme as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SurveyTarget {
    /// A location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// An agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// A permanence; then its agency and location are filled in as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanence: Option<PermanenceId>,
}

impl SurveyTarget {
    /// Whether those who answer need not be asked which agency received them.
    pub fn agency_known(&self) -> bool {
        self.agency.is_some() || self.permanence.is_some()
    }
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Id.
    pub id: SurveyId,
    /// What its page's address and QR code hold.
    pub code: SurveyCode,
    /// Which questions it asks.
    pub variant: Variant,
    /// What it is about.
    #[serde(flatten)]
    pub target: SurveyTarget,
    /// First day on which it takes answers, in Brussels.
    pub opens: NaiveDate,
    /// Last day on which it takes answers, in Brussels.
    pub closes: NaiveDate,
    /// When it was made.
    pub created_at: Instant,
    /// Invitations and attendances; absent for an open QR code.
    #[serde(default)]
    pub eligible: Option<u64>,
    /// The wave that it is a part of; absent for one that was made by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveId>,
}

impl Survey {
    /// Whether it takes answers.
    pub fn is_open(&self, now: Instant) -> bool {
        (self.opens..=self.closes).contains(&now.day_in(BRUSSELS))
    }

    /// The questions that it asks, as they stood when it opened.
    pub fn questionnaire<'a>(&self, catalogue: &'a Catalogue) -> &'a Questionnaire {
        catalogue.asked_from(self.opens, self.created_at).1
    }

    /// The questions that its page may ask, in order. What depends on the survey
    /// itself is decided here; what an earlier answer opens is among them.
    pub fn may_ask<'a>(&self, questionnaire: &'a Questionnaire) -> Vec<&'a Question> {
        let may = |question: &&Question| match &question.show_if {
            Some(ShowIf::AgencyKnown(known)) => self.target.agency_known() == *known,
            Some(ShowIf::Answer { .. }) | None => true,
        };
        questionnaire.questions_of(&self.variant).into_iter().filter(may).collect()
    }

    /// How many minutes its page takes.
    pub fn minutes(&self, questionnaire: &Questionnaire) -> u32 {
        u32::try_from(self.may_ask(questionnaire).len().div_ceil(A_MINUTE)).unwrap_or(u32::MAX).max(1)
    }

    /// Holds a survey against the questionnaire and the directory.
    pub fn check(&self, questionnaire: &Questionnaire, catalogue: &Catalogue) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |pointer: &str, problem| errors.push(FieldError::new(pointer, problem));
        if let Some(problem) = questionnaire.wrong_variant(&self.variant) {
            wrong("/variant", problem);
        }
        if self.target.location.as_ref().is_some_and(|id| !catalogue.locations.contains_key(id)) {
            wrong("/location", Problem::UnknownLocation);
        }
        if self.target.agency.as_ref().is_some_and(|id| !catalogue.agencies.contains_key(id)) {
            wrong("/agency", Problem::UnknownAgency);
        }
        if self.closes < self.opens {
            wrong("/closes", Problem::EndsBeforeItBegins);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// One answer, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AnswerValue {
    /// A step of an ordinal scale or of the 0 to 10 scale.
    Number(i64),
    /// A choice.
    ///
    /// Written as a bare text: a free text reads back as a choice, which is
    /// why figures are made by the question's scale and not by this shape.
    Code(String),
    /// Choices, each once, in the order of the scale.
    Codes(Vec<String>),
    /// Free text; may hold personal data.
    Text(String),
}

/// Checked answers by question id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, AnswerValue>);

impl Answers {
    /// The answer to a question.
    pub fn get(&self, question: &str) -> Option<&AnswerValue> {
        self.0.get(question)
    }

    /// The chosen code of a question with one choice.
    pub fn code(&self, question: &str) -> Option<&str> {
        match self.0.get(question)? {
            AnswerValue::Code(code) => Some(code),
            _ => None,
        }
    }

    /// The free text of a question.
    pub fn text(&self, question: &str) -> Option<&str> {
        match self.0.get(question)? {
            AnswerValue::Code(text) | AnswerValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether they say that somebody is not satisfied: 1 or 2 of five steps where
    /// satisfaction is asked about.
    pub fn is_low(&self, questionnaire: &Questionnaire) -> bool {
        let about = questionnaire.questions.iter().filter(|question| question.metric.as_deref() == Some("csat"));
        about.filter_map(|question| self.0.get(&question.id)).any(|answer| matches!(answer, AnswerValue::Number(..=2)))
    }

    /// Takes the wish to be contacted out of the answers and tells it. The
    /// page calls this before it stores a response: the wish is a request of
    /// its own, and an answer that carried it could be lined up with what the
    /// contact form takes on the same day.
    pub fn take_contact_wish(&mut self) -> bool {
        self.0.remove(CONTACT_QUESTION) == Some(AnswerValue::Code("yes".to_owned()))
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is stored of one person's answers. Its time is a day, so that it can't
/// be lined up with a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The survey.
    pub survey: SurveyId,
    /// The language answered in.
    pub language: Language,
    /// The day in Brussels.
    pub day: NaiveDate,
    /// The answers.
    pub answers: Answers,
}

impl Response {
    /// A response given now.
    pub fn new(survey: SurveyId, language: Language, now: Instant, answers: Answers) -> Self {
        Self { survey, language, day: now.day_in(BRUSSELS), answers }
    }
}
