//! Results on the wire. A figure that does not belong to a question is left
//! out; one that belongs to it but can't be shown is null.

use std::collections::BTreeMap;

use domain::statistics::{Net, QuestionResults, Results, Share, Single};
use serde::Serialize;
use utoipa::ToSchema;

/// Results of a survey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyResults)]
pub(crate) struct ResultsView {
    /// The survey.
    survey: String,
    /// Responses.
    n: u64,
    /// Invitations and attendances; null for an open QR code.
    eligible: Option<u64>,
    /// Responses among the eligible.
    response_rate: Option<f64>,
    /// By question id.
    questions: BTreeMap<String, QuestionView>,
}

/// What the answers to one question come to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionResults)]
#[expect(clippy::option_option, reason = "absent and null say different things on the wire")]
pub(crate) struct QuestionView {
    /// Answers; null when suppressed.
    n: Option<u64>,
    /// Present when there are answers, but fewer than five.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    suppressed: bool,
    /// Share of those who answered, by option.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<BTreeMap<String, f64>>)]
    distribution: Option<Option<BTreeMap<String, f64>>>,
    /// Mean on the question's own scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>)]
    mean: Option<Option<f64>>,
    /// Share of 4 and 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShareView>)]
    csat: Option<Option<ShareView>>,
    /// Net promoter score.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NetView>)]
    nps: Option<Option<NetView>>,
    /// Customer effort.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<SingleView>)]
    ces: Option<Option<SingleView>>,
    /// Share of 4 and 5 about the follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShareView>)]
    followup_csat: Option<Option<ShareView>>,
    /// Share answered within five working days, of those who were promised a follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShareView>)]
    followup_wait: Option<Option<ShareView>>,
    /// Mean number of agencies known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<SingleView>)]
    awareness: Option<Option<SingleView>>,
}

/// A share with its 95 % Wilson bounds, all between 0 and 1.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Share)]
pub(crate) struct ShareView {
    value: f64,
    low: f64,
    high: f64,
}

/// The net promoter score, between -100 and 100.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NetPromoterScore)]
pub(crate) struct NetView {
    value: f64,
    low: f64,
    high: f64,
    promoters: ShareView,
    detractors: ShareView,
}

/// A figure without bounds, on its own scale.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Figure)]
pub(crate) struct SingleView {
    value: f64,
}

impl From<Results> for ResultsView {
    fn from(results: Results) -> Self {
        let Results { survey, n, eligible, response_rate, questions } = results;
        let questions = questions.into_iter().map(|(id, question)| (id, question.into())).collect();
        Self { survey: survey.into(), n, eligible, response_rate, questions }
    }
}

impl From<QuestionResults> for QuestionView {
    fn from(results: QuestionResults) -> Self {
        let QuestionResults {
            n,
            suppressed,
            distribution,
            mean,
            csat,
            nps,
            ces,
            followup_csat,
            followup_wait,
            awareness,
        } = results;
        Self {
            n,
            suppressed,
            distribution,
            mean,
            csat: csat.map(|shown| shown.map(Into::into)),
            nps: nps.map(|shown| shown.map(Into::into)),
            ces: ces.map(|shown| shown.map(Into::into)),
            followup_csat: followup_csat.map(|shown| shown.map(Into::into)),
            followup_wait: followup_wait.map(|shown| shown.map(Into::into)),
            awareness: awareness.map(|shown| shown.map(Into::into)),
        }
    }
}

impl From<Share> for ShareView {
    fn from(Share { value, low, high }: Share) -> Self {
        Self { value, low, high }
    }
}

impl From<Net> for NetView {
    fn from(Net { value, low, high, promoters, detractors }: Net) -> Self {
        Self { value, low, high, promoters: promoters.into(), detractors: detractors.into() }
    }
}

impl From<Single> for SingleView {
    fn from(Single { value }: Single) -> Self {
        Self { value }
    }
}
