//! `GET, POST /v1/questionnaires`, `GET /v1/questionnaires/{version}`,
//! `POST …/restore`; `GET, PUT, DELETE /v1/questionnaires/draft` and
//! `POST …/{version}/try`: what is worked on, and a trial of it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use domain::Instant;
use domain::questionnaire::{Published, QuestionDraft, QuestionnaireDraft, Variant, Words};
use domain::sent::only_known;
use domain::survey::{Strictness, check_answers};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::repos::questionnaires::WorkedOn;
use store::{Transaction, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{
    IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, PutCondition, tagged,
    tagged_or_unchanged,
};
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::{CoordinatorDesk, Desk, Problem, Reply, reason};

use super::tried::asked;
use super::{publish as add, version, versions};

const LIST: &str = "questionnaires";

/// A version of the questionnaire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionnaireVersion)]
pub(super) struct VersionView {
    /// Its number; 1 is the directory's own.
    version: u32,
    /// Whether it is the one that is asked from now on.
    published: bool,
    /// When it was published; null for the directory's own.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Instant>,
    /// Why; null for the directory's own.
    why: Option<String>,
    /// The words around its questions.
    words: Words,
    /// Its questions, in the order asked.
    questions: Vec<QuestionDraft>,
}

impl VersionView {
    /// A version, where `asked` is the number of the one that is asked.
    fn of(version: &Published, asked: u32) -> Self {
        let Published { number, questionnaire, at, actor: _, why } = version;
        let QuestionnaireDraft { words, questions } = QuestionnaireDraft::of(questionnaire);
        Self { version: *number, published: *number == asked, at: *at, why: why.clone(), words, questions }
    }
}

/// A version to be published.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuestionnaireRequest)]
pub(super) struct PublishRequest {
    /// The version that it was made from; 412 where another one was published since.
    #[schema(example = 1)]
    from: u32,
    /// The words around the questions, as `GET` gives them; what is left out stays.
    #[serde(default, deserialize_with = "only_known")]
    words: Words,
    /// Its questions, in the order asked; those of `GET` can be changed and sent back.
    #[serde(deserialize_with = "only_known")]
    questions: Vec<QuestionDraft>,
    /// Why; 300 characters at most.
    why: String,
}

/// Why a version is taken back.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuestionnaireRestore)]
pub(super) struct RestoreRequest {
    /// Why; 300 characters at most.
    why: String,
}

/// Versions of the questionnaire, the newest first; one is published. One read.
#[utoipa::path(get, path = "/v1/questionnaires", tag = "survey",
    params(PageQuery), responses((status = 200, body = Listing<VersionView>)))]
pub(super) async fn list(desk: Desk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?.and_then(|after| after.parse::<u32>().ok());
    let catalogue = desk.catalogue().await?;
    let all = versions(&catalogue);
    let rest: Vec<&Published> = all.iter().filter(|one| after.is_none_or(|after| one.number < after)).collect();
    let shown = &rest[..rest.len().min(list.page.limit)];
    let last = shown.last().filter(|_| rest.len() > shown.len());
    let next = last.map(|last| last.number.to_string());
    let asked = catalogue.questionnaire_number();
    let items: Vec<VersionView> = shown.iter().map(|one| VersionView::of(one, asked)).collect();
    list.answer(&desk.context, LIST, &items, next)
}

/// A version. One read.
#[utoipa::path(get, path = "/v1/questionnaires/{version}", tag = "survey",
    params(("version" = u32, Path)),
    responses((status = 200, body = VersionView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: Desk, Path(number): Path<String>, known: IfNoneMatch) -> Reply {
    let catalogue = desk.catalogue().await?;
    let found = version(&catalogue, number.parse().map_err(|_| Problem::not_found())?)?;
    // What changes of a version is whether it is the one that is asked.
    let asked = catalogue.questionnaire_number();
    tagged_or_unchanged(&known, u64::from(asked), &VersionView::of(&found, asked))
}

/// Publishes a version: what opens from the next day on asks it, and a survey
/// that is made from now on. Three reads, one commit.
#[utoipa::path(post, path = "/v1/questionnaires", tag = "survey",
    request_body = PublishRequest, params(IdempotencyKey),
    responses((status = 201, body = VersionView, headers(("Location" = String), ("ETag" = String))), (status = 412)))]
pub(super) async fn publish(desk: CoordinatorDesk, Keyed { key, value, bytes }: Keyed<PublishRequest>) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("survey", &desk.staff.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let PublishRequest { from, words, questions, why } = value;
    let catalogue = store.catalogue().load().await?;
    if from != catalogue.questionnaire_number() {
        return Err(Problem::changed_meanwhile());
    }
    let draft = QuestionnaireDraft { words, questions };
    let questionnaire = draft.parse(&catalogue.questionnaire, &catalogue.questionnaires)?;
    let mut tx = Transaction::new();
    let made = add(&desk, &mut tx, &catalogue, (questionnaire, reason(&why)?), desk.staff.actor.clone());
    let answer = made_answer(&made)?;
    idempotent::commit(store, &claim, tx, answer, Problem::of_change).await
}

/// Publishes an earlier version again, under a number of its own. Three reads,
/// one commit.
#[utoipa::path(post, path = "/v1/questionnaires/{version}/restore", tag = "survey", request_body = RestoreRequest,
    params(("version" = u32, Path), IdempotencyKey),
    responses((status = 201, body = VersionView, headers(("Location" = String), ("ETag" = String))), (status = 412)))]
pub(super) async fn restore(
    desk: CoordinatorDesk,
    Path(number): Path<String>,
    Keyed { key, value, bytes }: Keyed<RestoreRequest>,
) -> Reply {
    let store = desk.store();
    let request = [number.as_bytes(), b"\n", bytes.as_ref()].concat();
    let claim = store.idempotency().claim("survey", &desk.staff.caller(), &key, &request);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let earlier = version(&catalogue, number.parse().map_err(|_| Problem::not_found())?)?;
    let mut tx = Transaction::new();
    let again = (earlier.questionnaire, reason(&value.why)?);
    let made = add(&desk, &mut tx, &catalogue, again, desk.staff.actor.clone());
    let answer = made_answer(&made)?;
    idempotent::commit(store, &claim, tx, answer, Problem::of_change).await
}

fn made_answer(made: &Published) -> Result<Answer, Problem> {
    let number = made.number;
    idempotent::created(format!("/v1/questionnaires/{number}"), u64::from(number), &VersionView::of(made, number))
}

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

async fn found(desk: &Desk) -> Result<Versioned<WorkedOn>, Problem> {
    desk.store().questionnaires().draft().await?.ok_or_else(Problem::not_found)
}

/// Read what is worked on; 404 where nothing is. One read.
#[utoipa::path(get, path = "/v1/questionnaires/draft", tag = "survey",
    responses((status = 200, body = DraftBody, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read_draft(desk: CoordinatorDesk, known: IfNoneMatch) -> Reply {
    let Versioned { value, version } = found(&desk).await?;
    tagged_or_unchanged(&known, version, &DraftBody::of(value))
}

/// Write what is worked on, as it could be published: with `If-None-Match: *` the
/// first change, with `If-Match` another. Two reads, one commit.
#[utoipa::path(put, path = "/v1/questionnaires/draft", tag = "survey",
    request_body = DraftBody, params(PutCondition),
    responses(
        (status = 200, body = DraftBody, headers(("ETag" = String))),
        (status = 201, body = DraftBody, headers(("ETag" = String)))))]
pub(super) async fn put_draft(
    desk: CoordinatorDesk,
    condition: PutCondition,
    JsonBody { value: DraftBody { from, words, questions }, .. }: JsonBody<DraftBody>,
) -> Reply {
    let before = desk.store().questionnaires().draft().await?.map(|found| found.version);
    condition.check(before)?;
    let catalogue = desk.catalogue().await?;
    if from != catalogue.questionnaire_number() {
        return Err(Problem::changed_meanwhile());
    }
    let words = words.completed(&catalogue.questionnaire);
    let work = WorkedOn { from, draft: QuestionnaireDraft { words, questions } };
    super::save(&desk, &catalogue, &work, before.unwrap_or_default()).await??;
    let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, before.unwrap_or_default() + 1, &DraftBody::of(work))
}

/// Drop what is worked on: what is asked now stays. One read, one commit.
#[utoipa::path(delete, path = "/v1/questionnaires/draft", tag = "survey",
    params(IfMatch), responses((status = 204)))]
pub(super) async fn drop_draft(desk: CoordinatorDesk, IfMatch(precondition): IfMatch) -> Result<StatusCode, Problem> {
    let before = found(&desk).await?;
    precondition.check(before.version)?;
    let mut tx = Transaction::new();
    desk.store().questionnaires().drop_draft(&mut tx, before.version);
    desk.store().commit(tx).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds answers against a version, or against `draft`, as the page would: what is
/// missing or wrong is refused, nothing is stored. Two reads.
#[utoipa::path(post, path = "/v1/questionnaires/{version}/try", tag = "survey",
    request_body = TrialRequest, params(("version" = String, Path, description = "A version's number, or `draft`.")),
    responses((status = 200, body = Tried)))]
pub(super) async fn try_out(
    desk: CoordinatorDesk,
    Path(version): Path<String>,
    JsonBody { value: TrialRequest { variant, answers }, .. }: JsonBody<TrialRequest>,
) -> Result<Json<Tried>, Problem> {
    let asked = asked(&desk, &version, &variant).await?;
    let kept = check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &answers, Strictness::Page)?;
    Ok(Json(Tried { complete: true, kept: kept.0.into_keys().collect() }))
}
