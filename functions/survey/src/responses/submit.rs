//! Taking an answer in, once however often it is sent: one commit of three
//! rows and no read. The record of repetition is keyed by a hash that only the
//! sender's key leads to, and its answer is the same for everybody, so nothing
//! in it leads to what was answered.

use domain::Language;
use domain::ids::SurveyId;
use domain::survey::{Answers, Response};
use http::StatusCode;
use serde::Serialize;
use store::repos::idempotency::Claim;
use store::{TableError, Transaction};
use utoipa::ToSchema;
use web::idempotent::{self, Answer};
use web::limit::Rule;
use web::{Context, Problem};

/// Answers to one survey from one address: a coworking space behind one
/// address fills in together after an event.
const RULE: Rule = Rule { burst: 200, per_hour: 7_200 };

/// What every answer is answered with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ResponseReceipt)]
pub(crate) struct Receipt {
    /// Always `counted`: the answer will be in the figures within seconds.
    #[schema(example = "counted")]
    pub status: &'static str,
    /// The survey.
    #[schema(value_type = String)]
    pub survey: SurveyId,
}

/// One sending of an answer.
pub(crate) struct Submission {
    survey: SurveyId,
    claim: Claim,
}

/// What became of it.
pub(crate) enum Settled {
    /// It counts.
    First(Answer),
    /// The same was sent before and counts once.
    Again(Answer),
}

impl Submission {
    /// A sending named `key` by `caller`; `request` is what was sent.
    pub(crate) fn new(context: &Context, survey: &SurveyId, caller: &str, key: &str, request: &[u8]) -> Self {
        let caller = format!("{survey}:{caller}");
        // The key goes into the fingerprint: without it nobody, not even the
        // holder of the server's key, can try answers until one fits.
        let keyed = [key.as_bytes(), b"\n", request].concat();
        let claim = context.store.idempotency().claim("survey", &caller, key, &keyed);
        Self { survey: survey.clone(), claim }
    }

    /// Stores the answer with the survey that it counts in: one commit. One read
    /// more when it was sent before; 422 when the key was used with another body.
    pub(crate) async fn settle(
        &self,
        context: &Context,
        counted_in: SurveyId,
        (language, answers): (Language, Answers),
    ) -> Result<Settled, Problem> {
        let store = &context.store;
        let response = Response::new(counted_in, language, store.now(), answers);
        let answer = self.receipt()?;
        let mut tx = Transaction::new();
        store.surveys().respond(&mut tx, &response, &store.ids().random());
        store.idempotency().keep_by_day(&mut tx, &self.claim, &idempotent::keep(&self.claim, &answer));
        match store.commit(tx).await {
            Ok(()) => Ok(Settled::First(answer)),
            Err(error @ TableError::Conflict { .. }) => {
                idempotent::find(store, &self.claim).await?.map(|_| Settled::Again(answer)).ok_or_else(|| error.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether it was sent before: one read.
    pub(crate) async fn was_sent(&self, context: &Context) -> Result<Option<Answer>, Problem> {
        let kept = idempotent::find(&context.store, &self.claim).await?;
        kept.map(|_| self.receipt()).transpose()
    }

    fn receipt(&self) -> Result<Answer, Problem> {
        let receipt = Receipt { status: "counted", survey: self.survey.clone() };
        let body = serde_json::to_string(&receipt).map_err(|error| Problem::internal(&error))?;
        Ok(Answer { status: StatusCode::CREATED, body, location: None, etag: None })
    }
}

/// Counts a sending against the limit of its survey and address together.
pub(crate) fn limit(context: &Context, survey: &SurveyId, address: &str) -> Result<(), Problem> {
    context.limit(&format!("survey:{survey}:{address}"), RULE)
}
