//! Counts, and nothing else: what a projection folds responses into.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SMALLEST_CELL;
use crate::questionnaire::{Question, Questionnaire, ScaleKind};
use crate::survey::{AnswerValue, Answers};

/// Code of the wait scale for those who expected nothing.
const NO_FOLLOW_UP: &str = "0";

/// Counts of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionTally {
    /// How many answered it.
    pub n: u64,
    /// How often each number or code was given; empty for free text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u64>,
}

impl QuestionTally {
    /// Adds the counts of another survey.
    pub(super) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        for (value, count) in &other.counts {
            *self.counts.entry(value.clone()).or_default() += count;
        }
    }
}

/// Counts of a survey, or of several merged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Responses.
    pub n: u64,
    /// By question id.
    #[serde(default)]
    pub questions: BTreeMap<String, QuestionTally>,
}

impl Tally {
    /// Counts one response. Free text is counted, never kept: which answers
    /// are text is the questionnaire's to say.
    pub fn add(&mut self, answers: &Answers, questionnaire: &Questionnaire) {
        self.n += 1;
        for (id, answer) in &answers.0 {
            let scale = questionnaire.question(id).and_then(|question| questionnaire.scale_of(question));
            let Some(scale) = scale else { continue };
            let tally = self.questions.entry(id.clone()).or_default();
            tally.n += 1;
            let mut count = |value: String| *tally.counts.entry(value).or_default() += 1;
            match answer {
                _ if matches!(scale, ScaleKind::Text { .. }) => {}
                AnswerValue::Number(number) => count(number.to_string()),
                AnswerValue::Code(code) => count(code.clone()),
                AnswerValue::Codes(codes) => codes.iter().cloned().for_each(count),
                AnswerValue::Text(_) => {}
            }
        }
    }

    /// Several together.
    pub fn of_all<'a>(tallies: impl IntoIterator<Item = &'a Self>) -> Self {
        tallies.into_iter().fold(Self::default(), |mut all, tally| {
            all.merge(tally);
            all
        })
    }

    /// Adds the counts of another survey or of another part.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        for (id, theirs) in &other.questions {
            self.questions.entry(id.clone()).or_default().merge(theirs);
        }
    }

    /// Every count by what it is of: `responses`, `overall`, `overall=4`.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::from([("responses".to_owned(), self.n)]);
        for (id, question) in &self.questions {
            counts.insert(id.clone(), question.n);
            counts.extend(question.counts.iter().map(|(value, count)| (format!("{id}={value}"), *count)));
        }
        counts
    }

    /// Where it counts otherwise than another: of what, the other's count and its own.
    pub fn differences(&self, other: &Self) -> Vec<(String, u64, u64)> {
        let (ours, theirs) = (self.counts(), other.counts());
        let names: std::collections::BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let of = |counts: &BTreeMap<String, u64>, name: &String| counts.get(name).copied().unwrap_or_default();
        let pairs = names.into_iter().map(|name| (name.clone(), of(&theirs, name), of(&ours, name)));
        pairs.filter(|(_, theirs, ours)| theirs != ours).collect()
    }

    /// Answers to a question.
    pub fn n_of(&self, question: &str) -> u64 {
        self.questions.get(question).map_or(0, |tally| tally.n)
    }
}

/// Whether what the public sees may move on: at least five new answers.
pub const fn due_for_public(shown_n: u64, live_n: u64) -> bool {
    live_n >= shown_n.saturating_add(SMALLEST_CELL)
}

/// What the public sees next, or `None` while it stays as it is. The survey
/// moves on in steps of at least five responses, and within it each question
/// in steps of at least five answers: an optional question that got one new
/// answer since keeps its earlier counts, else the difference would be that
/// one person's answer. So does one with a figure about some of those who
/// answered, until none or five of these are new.
pub fn shown_to_public(shown: &Tally, live: &Tally, questionnaire: &Questionnaire) -> Option<Tally> {
    if !due_for_public(shown.n, live.n) {
        return None;
    }
    let none = QuestionTally::default();
    let mut next = Tally { n: live.n, questions: BTreeMap::new() };
    for (id, counts) in &live.questions {
        let before = shown.questions.get(id);
        let since = before.unwrap_or(&none);
        let is_about_some = questionnaire.question(id).is_some_and(is_about_promised);
        let (then, now) = (promised_in(since), promised_in(counts));
        let some_are_due = !is_about_some || before.is_none() || then == now || due_for_public(then, now);
        let counts = if due_for_public(since.n, counts.n) && some_are_due { Some(counts) } else { before };
        if let Some(counts) = counts {
            next.questions.insert(id.clone(), counts.clone());
        }
    }
    Some(next)
}

/// Whether a figure of a question is about those alone who were promised a follow-up.
pub(super) fn is_about_promised(question: &Question) -> bool {
    question.metric.as_deref() == Some("followup_wait")
}

/// How many were promised a follow-up.
pub(super) fn promised_in(tally: &QuestionTally) -> u64 {
    tally.counts.iter().filter(|(value, _)| value.as_str() != NO_FOLLOW_UP).map(|(_, count)| count).sum()
}
