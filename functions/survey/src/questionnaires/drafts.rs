//! `GET, PUT, DELETE /v1/questionnaires/draft` and `POST …/{version}/try`: what is
//! worked on, and a trial of it, by program.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::questionnaire::{QuestionDraft, QuestionnaireDraft, Variant, Words};
use domain::sent::only_known;
use domain::survey::{Strictness, check_answers};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::repos::questionnaires::WorkedOn;
use store::{Transaction, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IfMatch, IfNoneMatch, JsonBody, PutCondition, tagged, tagged_or_unchanged};
use web::{Context, Coordinator, Problem};

use super::tried::asked;

/// What is worked on.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuestionnaireDraft)]
pub(super) struct DraftBody {
    /// The published version that it began from; 412 where another was published since.
    #[schema(example = 1)]
    from: u32,
    /// The words around the questions; what is left out stays as it is.
    #[serde(default, deserialize_with = "only_known")]
    words: Words,
    /// Its questions, in the order asked.
    #[serde(deserialize_with = "only_known")]
    questions: Vec<QuestionDraft>,
}

impl DraftBody {
    fn of(WorkedOn { from, draft: QuestionnaireDraft { words, questions } }: WorkedOn) -> Self {
        Self { from, words, questions }
    }
}

/// Answers that are held against a version and not stored.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuestionnaireTrial)]
pub(super) struct TrialRequest {
    /// Which questions.
    #[schema(value_type = String, example = "after_visit")]
    variant: Variant,
    /// By question id.
    #[schema(value_type = Object, example = json!({"overall": 4, "recommend": 9}))]
    answers: BTreeMap<String, Value>,
}

/// What a page would say.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionnaireTried)]
pub(super) struct Tried {
    /// Whether the answers would count; always true, as wrong ones are refused.
    complete: bool,
    /// The answers that would be stored: what was hidden is left out.
    kept: Vec<String>,
}

async fn found(context: &Context) -> Result<Versioned<WorkedOn>, Problem> {
    context.store.questionnaires().draft().await?.ok_or_else(Problem::not_found)
}

/// Read what is worked on; 404 where nothing is. One read.
#[utoipa::path(get, path = "/v1/questionnaires/draft", tag = "survey",
    responses((status = 200, body = DraftBody, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: Coordinator,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let Versioned { value, version } = found(&context).await?;
    tagged_or_unchanged(&known, version, &DraftBody::of(value))
}

/// Write what is worked on, as it could be published: with `If-None-Match: *` the
/// first change, with `If-Match` another. Two reads, one commit.
#[utoipa::path(put, path = "/v1/questionnaires/draft", tag = "survey",
    request_body = DraftBody, params(PutCondition),
    responses(
        (status = 200, body = DraftBody, headers(("ETag" = String))),
        (status = 201, body = DraftBody, headers(("ETag" = String)))))]
pub(super) async fn put(
    State(context): State<Context>,
    _: Coordinator,
    condition: PutCondition,
    JsonBody { value: DraftBody { from, words, questions }, .. }: JsonBody<DraftBody>,
) -> Result<Response, Problem> {
    let before = context.store.questionnaires().draft().await?.map(|found| found.version);
    condition.check(before)?;
    let catalogue = context.store.catalogue().load().await?;
    if from != catalogue.questionnaire_number() {
        return Err(Problem::changed_meanwhile());
    }
    let words = words.completed(&catalogue.questionnaire);
    let work = WorkedOn { from, draft: QuestionnaireDraft { words, questions } };
    super::save(&context, &catalogue, &work, before.unwrap_or_default()).await??;
    let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, before.unwrap_or_default() + 1, &DraftBody::of(work))
}

/// Drop what is worked on: what is asked now stays. One read, one commit.
#[utoipa::path(delete, path = "/v1/questionnaires/draft", tag = "survey",
    params(IfMatch), responses((status = 204)))]
pub(super) async fn drop(
    State(context): State<Context>,
    _: Coordinator,
    IfMatch(precondition): IfMatch,
) -> Result<StatusCode, Problem> {
    let before = found(&context).await?;
    precondition.check(before.version)?;
    let mut tx = Transaction::new();
    context.store.questionnaires().drop_draft(&mut tx, before.version);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds answers against a version, or against `draft`, as the page would: what is
/// missing or wrong is refused, nothing is stored. Two reads.
#[utoipa::path(post, path = "/v1/questionnaires/{version}/try", tag = "survey",
    request_body = TrialRequest, params(("version" = String, Path, description = "A version's number, or `draft`.")),
    responses((status = 200, body = Tried)))]
pub(super) async fn try_out(
    State(context): State<Context>,
    _: Coordinator,
    Path(version): Path<String>,
    JsonBody { value: TrialRequest { variant, answers }, .. }: JsonBody<TrialRequest>,
) -> Result<Json<Tried>, Problem> {
    let asked = asked(&context, &version, &variant).await?;
    let kept = check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &answers, Strictness::Page)?;
    Ok(Json(Tried { complete: true, kept: kept.0.into_keys().collect() }))
}
