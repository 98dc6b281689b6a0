//! `POST /v1/surveys/{id}/responses`: an answer by a program.

use std::collections::BTreeMap;

use axum::response::IntoResponse as _;
use domain::Language;
use domain::ids::SurveyId;
use domain::survey::{Strictness, check_answers};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{ClientAddr, Id, Keyed};
use web::principal::Scope;
use web::{Principal, Reply};

use super::page::still_open;
use super::submit;
use super::submit::{Receipt, Settled, Submission};
use crate::surveys::asked::Asking;

/// An answer to a survey.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResponseRequest {
    /// The language answered in: `fr`, `nl` or `en`.
    #[schema(value_type = String, example = "nl")]
    language: Language,
    /// By question id: any subset of what the survey asks. Numbers for scales,
    /// codes for choices, lists of codes where several may be chosen, text.
    #[schema(value_type = Object, example = json!({"overall": 4, "recommend": 9, "suggestions": "Een moment na 17 uur."}))]
    answers: BTreeMap<String, Value>,
}

/// Answer a survey. The answer to it is the same for everybody and names no
/// response: none can be found again. Reads: none while the survey was asked
/// for in the last five seconds, else 2 or 3; 1 commit. A repetition reads 1.
#[utoipa::path(post, path = "/v1/surveys/{id}/responses", tag = "survey",
    request_body = ResponseRequest,
    params(("Idempotency-Key" = String, Header, description = "Names this answer, so that it counts once; kept 7 days.")),
    security((), ("bearer" = [])),
    responses(
        (status = 201, body = Receipt), (status = 400, description = "No Idempotency-Key, or no JSON."),
        (status = 404, description = "No such survey, or it is not open yet."),
        (status = 410, description = "The survey is over."),
        (status = 422, description = "Answers do not fit their questions, or the key was used with another body."),
        (status = 429, description = "Too many answers to this survey from one address.")))]
pub(super) async fn respond(
    Asking { context, surveys }: Asking,
    principal: Principal,
    ClientAddr(address): ClientAddr,
    Id(id): Id<SurveyId>,
    body: Keyed<ResponseRequest>,
) -> Reply {
    // The coordinator's own programs bring in what was collected on paper.
    if principal.scope() != Some(Scope::All) {
        submit::limit(&context, &id, &address)?;
    }
    let asked = surveys.find(&context, &id).await?;
    let submission = Submission::new(&context, &id, &principal.caller(), &body.key, &body.bytes);
    if let Err(closed) = still_open(&asked, context.store.now()) {
        return submission.was_sent(&context).await?.map(|answer| answer.into_response()).ok_or(closed);
    }
    let ResponseRequest { language, answers } = body.value;
    let mut answers = check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &answers, Strictness::Api)?;
    let counted_in = surveys.counted_in(&context, &asked, asked.about(&mut answers)).await?;
    let settled = submission.settle(&context, counted_in, (language, answers)).await?;
    let (Settled::First(answer) | Settled::Again(answer)) = settled;
    Ok(answer.into_response())
}
