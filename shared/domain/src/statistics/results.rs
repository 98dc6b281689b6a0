//! Results as the outside interface gives them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tally::{is_about_promised, promised_in};
use super::{Net, QuestionTally, SMALLEST_CELL, Share, Single, Tally};
use crate::ids::SurveyId;
use crate::questionnaire::{NONE, Question, Questionnaire, ScaleKind};
use crate::survey::Survey;

/// Codes of the wait scale that lie within five working days.
const WITHIN_FIVE_DAYS: [i64; 2] = [1, 2];

/// What the answers to one question come to. A figure that is not one of this
/// question is left out; one that is null has no answers, or too few.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct QuestionResults {
    /// Answers; null when suppressed.
    pub n: Option<u64>,
    /// Whether there are answers, but too few to show: of all, or of the group
    /// that a figure is about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "described", schema(required = false))]
    pub suppressed: bool,
    /// Share of those who answered, by option; with several choices the
    /// shares add up to more than 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<BTreeMap<String, f64>>))]
    pub distribution: Option<Option<BTreeMap<String, f64>>>,
    /// Mean on the question's own scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<f64>))]
    pub mean: Option<Option<f64>>,
    /// Share of 4 and 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Share>))]
    pub csat: Option<Option<Share>>,
    /// Net promoter score.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Net>))]
    pub nps: Option<Option<Net>>,
    /// Customer effort: the mean of the question about effort.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Single>))]
    pub ces: Option<Option<Single>>,
    /// Share of 4 and 5 about the follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Share>))]
    pub followup_csat: Option<Option<Share>>,
    /// Share answered within five working days, of those who were promised a follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Share>))]
    pub followup_wait: Option<Option<Share>>,
    /// Mean number of agencies known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Single>))]
    pub awareness: Option<Option<Single>>,
}

impl QuestionResults {
    /// The figures of the question beside its mean: name as on the wire, value and
    /// bounds, where it has bounds; no value where it is hidden.
    pub fn figures(&self) -> Vec<(&'static str, [Option<f64>; 3])> {
        // Destructured in full: a new figure must find its place here.
        let Self {
            n: _,
            suppressed: _,
            distribution: _,
            mean: _,
            csat,
            nps,
            ces,
            followup_csat,
            followup_wait,
            awareness,
        } = self;
        let bounded = |shown: Option<(f64, f64, f64)>| shown.map_or([None; 3], |(a, b, c)| [Some(a), Some(b), Some(c)]);
        let share = |shown: Option<Share>| bounded(shown.map(|share| (share.value, share.low, share.high)));
        let net = |shown: Option<Net>| bounded(shown.map(|net| (net.value, net.low, net.high)));
        let single = |shown: Option<Single>| [shown.map(|single| single.value), None, None];
        let all = [
            ("csat", csat.map(share)),
            ("nps", nps.map(net)),
            ("ces", ces.map(single)),
            ("followup_csat", followup_csat.map(share)),
            ("followup_wait", followup_wait.map(share)),
            ("awareness", awareness.map(single)),
        ];
        all.into_iter().filter_map(|(name, values)| Some((name, values?))).collect()
    }
}

/// Results of a survey.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = SurveyResults))]
pub struct Results {
    /// The survey.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub survey: SurveyId,
    /// Responses.
    pub n: u64,
    /// Invitations and attendances; null for an open QR code.
    pub eligible: Option<u64>,
    /// Responses among the eligible; null when that is not known or when more
    /// answered than were counted as eligible.
    pub response_rate: Option<f64>,
    /// By question id, each question that the variant asks.
    pub questions: BTreeMap<String, QuestionResults>,
}

/// Makes results of counts.
pub fn results(tally: &Tally, survey: &Survey, questionnaire: &Questionnaire, eligible: Option<u64>) -> Results {
    let none = QuestionTally::default();
    let questions = questionnaire
        .questions_of(&survey.variant)
        .into_iter()
        .filter_map(|question| {
            let scale = questionnaire.scale_of(question)?;
            let counts = tally.questions.get(&question.id).unwrap_or(&none);
            Some((question.id.clone(), of_question(question, scale, counts)))
        })
        .collect();
    let rate = eligible.filter(|all| *all > 0 && tally.n <= *all).map(|all| tally.n as f64 / all as f64);
    Results { survey: survey.id.clone(), n: tally.n, eligible, response_rate: rate, questions }
}

/// Makes results of counts that are told in steps, as everybody but the
/// coordinator sees them.
pub fn results_in_steps(
    tally: &Tally,
    survey: &Survey,
    questionnaire: &Questionnaire,
    eligible: Option<u64>,
) -> Results {
    let mut results = results(tally, survey, questionnaire, eligible);
    hide_unstepped(&mut results.questions, tally, questionnaire);
    results
}

/// Of counts that are told in steps, a question that no step has brought counts of
/// looks the same whether nobody answered it or up to four did, and so does a
/// figure about some of those who answered.
pub fn hide_unstepped(questions: &mut BTreeMap<String, QuestionResults>, tally: &Tally, questionnaire: &Questionnaire) {
    for (id, found) in questions.iter_mut().filter(|_| tally.n > 0) {
        let counts = tally.questions.get(id);
        let is_about_some = questionnaire.question(id).is_some_and(is_about_promised);
        let few_of_some = |counts: &QuestionTally| is_about_some && promised_in(counts) < SMALLEST_CELL;
        match counts {
            None => (found.n, found.suppressed) = (None, true),
            Some(counts) if few_of_some(counts) => (found.suppressed, found.distribution) = (true, Some(None)),
            Some(_) => {}
        }
    }
}

/// A question whose figures are hidden.
pub(super) fn hidden(question: &Question, scale: &ScaleKind) -> QuestionResults {
    of_question(question, scale, &QuestionTally { n: 1, ..QuestionTally::default() })
}

/// How many were promised a follow-up, of the question that is about that.
pub(super) fn promised_followup(question: &Question, tally: &QuestionTally) -> u64 {
    if is_about_promised(question) { promised_in(tally) } else { 0 }
}

pub(super) fn of_question(question: &Question, scale: &ScaleKind, tally: &QuestionTally) -> QuestionResults {
    let suppressed = (1..SMALLEST_CELL).contains(&tally.n);
    let shown = tally.n >= SMALLEST_CELL;
    let mut results = QuestionResults { n: (!suppressed).then_some(tally.n), suppressed, ..Default::default() };
    if !matches!(scale, ScaleKind::Text { .. }) {
        results.distribution = Some(shown.then(|| distribution(scale, tally)));
    }
    let metric = question.metric.as_deref();
    if matches!(scale, ScaleKind::Ordinal(_) | ScaleKind::Nps { .. }) && metric != Some("followup_wait") {
        results.mean = Some(shown.then(|| mean(tally)));
    }
    match metric {
        Some("csat") => results.csat = Some(shown.then(|| satisfied(tally))),
        Some("followup_csat") => results.followup_csat = Some(shown.then(|| satisfied(tally))),
        Some("ces") => results.ces = Some(shown.then(|| Single { value: mean(tally) })),
        Some("nps") => results.nps = Some(shown.then(|| net(tally))),
        Some("awareness") => {
            results.awareness = Some(shown.then(|| Single { value: choices_each(tally) }));
        }
        Some("followup_wait") => {
            let promised = promised_in(tally);
            // The shares of all options would tell what is hidden of these few.
            if (1..SMALLEST_CELL).contains(&promised) {
                (results.suppressed, results.distribution) = (true, Some(None));
            }
            results.followup_wait = Some(within_five_days(tally, promised));
        }
        _ => {}
    }
    results
}

fn count_where(tally: &QuestionTally, holds: impl Fn(i64) -> bool) -> u64 {
    let counted = tally.counts.iter().filter(|(value, _)| value.parse().is_ok_and(&holds));
    counted.map(|(_, count)| count).sum()
}

fn satisfied(tally: &QuestionTally) -> Share {
    Share::of(count_where(tally, |value| value >= 4), tally.n)
}

fn mean(tally: &QuestionTally) -> f64 {
    let sum: f64 = tally
        .counts
        .iter()
        .filter_map(|(value, count)| value.parse::<i64>().ok().map(|value| value as f64 * *count as f64))
        .sum();
    sum / tally.n as f64
}

fn net(tally: &QuestionTally) -> Net {
    let (promoting, detracting) = (count_where(tally, |v| v >= 9), count_where(tally, |v| v <= 6));
    let (promoters, detractors) = (Share::of(promoting, tally.n), Share::of(detracting, tally.n));
    Net {
        // One division, so that the score is no sum of two rounded shares.
        value: 100.0 * (promoting as f64 - detracting as f64) / tally.n as f64,
        low: 100.0 * (promoters.low - detractors.high),
        high: 100.0 * (promoters.high - detractors.low),
        promoters,
        detractors,
    }
}

fn choices_each(tally: &QuestionTally) -> f64 {
    let chosen: u64 = tally.counts.iter().filter(|(code, _)| *code != NONE).map(|(_, count)| count).sum();
    chosen as f64 / tally.n as f64
}

/// Those who were promised nothing are left out; the rest is a cell of its own.
fn within_five_days(tally: &QuestionTally, promised: u64) -> Option<Share> {
    let within = count_where(tally, |value| WITHIN_FIVE_DAYS.contains(&value));
    (promised >= SMALLEST_CELL).then(|| Share::of(within, promised))
}

/// Shares of all options of the scale, those that nobody chose included; of
/// agencies, those that somebody chose.
fn distribution(scale: &ScaleKind, tally: &QuestionTally) -> BTreeMap<String, f64> {
    let options: Vec<String> = match scale {
        ScaleKind::Ordinal(steps) => steps.iter().map(|step| step.v.to_string()).collect(),
        ScaleKind::Nps { min, max, .. } => (*min..=*max).map(|value| value.to_string()).collect(),
        ScaleKind::Multi(choices) | ScaleKind::Single(choices) => {
            choices.iter().map(|choice| choice.v.clone()).collect()
        }
        ScaleKind::MultiAgencies | ScaleKind::SingleAgency | ScaleKind::Text { .. } => Vec::new(),
    };
    let counted = tally.counts.keys().cloned();
    let share_of = |option: &String| tally.counts.get(option).copied().unwrap_or(0) as f64 / tally.n as f64;
    options
        .into_iter()
        .chain(counted)
        .map(|option| {
            let share = share_of(&option);
            (option, share)
        })
        .collect()
}
