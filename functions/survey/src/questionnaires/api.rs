//! `GET, POST /v1/questionnaires`, `GET /v1/questionnaires/{version}`,
//! `POST …/restore`.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Instant;
use domain::questionnaire::{Published, QuestionDraft, QuestionnaireDraft, Words};
use domain::sent::only_known;
use serde::{Deserialize, Serialize};
use store::Transaction;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IdempotencyKey, IfNoneMatch, Keyed, ListQuery, PageQuery, tagged_or_unchanged};
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::{Context, Coordinator, Principal, Problem, StaffMember, reason};

use super::{publish as add, version, versions};

/// What cursors of the list are bound to.
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
pub(super) async fn list(State(context): State<Context>, _: StaffMember, list: ListQuery) -> Result<Response, Problem> {
    let after = list.after(&context, LIST)?.and_then(|after| after.parse::<u32>().ok());
    let catalogue = context.store.catalogue().load().await?;
    let all = versions(&catalogue);
    let rest: Vec<&Published> = all.iter().filter(|one| after.is_none_or(|after| one.number < after)).collect();
    let shown = &rest[..rest.len().min(list.page.limit)];
    let last = shown.last().filter(|_| rest.len() > shown.len());
    let next = last.map(|last| last.number.to_string());
    let asked = catalogue.questionnaire_number();
    let items: Vec<VersionView> = shown.iter().map(|one| VersionView::of(one, asked)).collect();
    list.answer(&context, LIST, &items, next)
}

/// A version. One read.
#[utoipa::path(get, path = "/v1/questionnaires/{version}", tag = "survey",
    params(("version" = u32, Path)),
    responses((status = 200, body = VersionView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: StaffMember,
    Path(number): Path<String>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let catalogue = context.store.catalogue().load().await?;
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
pub(super) async fn publish(
    State(context): State<Context>,
    coordinator: Coordinator,
    principal: Principal,
    Keyed { key, value, bytes }: Keyed<PublishRequest>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("survey", &principal.caller(), &key, &bytes);
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
    let made = add(&context, &mut tx, &catalogue, (questionnaire, reason(&why)?), coordinator.actor());
    let answer = made_answer(&made)?;
    idempotent::commit(store, &claim, tx, answer, Problem::of_change).await
}

/// Publishes an earlier version again, under a number of its own. Three reads,
/// one commit.
#[utoipa::path(post, path = "/v1/questionnaires/{version}/restore", tag = "survey", request_body = RestoreRequest,
    params(("version" = u32, Path), IdempotencyKey),
    responses((status = 201, body = VersionView, headers(("Location" = String), ("ETag" = String))), (status = 412)))]
pub(super) async fn restore(
    State(context): State<Context>,
    coordinator: Coordinator,
    (principal, Path(number)): (Principal, Path<String>),
    Keyed { key, value, bytes }: Keyed<RestoreRequest>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let request = [number.as_bytes(), b"\n", bytes.as_ref()].concat();
    let claim = store.idempotency().claim("survey", &principal.caller(), &key, &request);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let earlier = version(&catalogue, number.parse().map_err(|_| Problem::not_found())?)?;
    let mut tx = Transaction::new();
    let again = (earlier.questionnaire, reason(&value.why)?);
    let made = add(&context, &mut tx, &catalogue, again, coordinator.actor());
    let answer = made_answer(&made)?;
    idempotent::commit(store, &claim, tx, answer, Problem::of_change).await
}

fn made_answer(made: &Published) -> Result<Answer, Problem> {
    let number = made.number;
    idempotent::created(format!("/v1/questionnaires/{number}"), u64::from(number), &VersionView::of(made, number))
}
