//! What arrived from a source, for programs: the last messages, one of them with
//! what it makes, running it again, and trying a mapping.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::ids::SourceId;
use domain::sent::only_known;
use domain::source::{Mapping, ReceivedField};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::repos::received::{Content, Received};
use store::repos::sources::Source;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody, NoFilter, QueryParams};
use web::{Context, CoordinatorDesk, Lang, Problem, Reply};

use super::change::load as load_source;
use super::run::{self, LAST, Tried, tried};
use super::shown::ReceivedView;

/// The last messages of a source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceivedList {
    /// The newest first, 50 at most.
    items: Vec<ReceivedView>,
    /// Always null: older ones are not shown.
    next: Option<String>,
    /// The last message that was not genuine.
    not_genuine: Option<NotGenuineView>,
}

/// A message that was not genuine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotGenuineView {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: domain::Instant,
    /// The word for what was wrong: the `reason` of its answer.
    reason: String,
}

/// A message with what it says and what that makes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceivedWhole {
    #[serde(flatten)]
    received: ReceivedView,
    /// A tool's answers; null where it was taken in or passed over, and for a
    /// program's own message.
    answers: Option<Vec<ReceivedField>>,
    /// What it makes now: a message of our own shape.
    makes: Option<Value>,
    /// What is wrong with that.
    errors: Vec<PlaceView>,
}

/// Something wrong, at its place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// Into `makes`.
    pointer: String,
    /// What to do about it.
    detail: String,
}

/// Values that a person corrects.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunRequest {
    /// By part of the message (`/contact/email`): what it is, as text.
    #[serde(default)]
    values: BTreeMap<String, String>,
}

/// A mapping to try.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TryRequest {
    /// Left out: the one that the newest message seems to ask for.
    #[serde(default, deserialize_with = "only_known")]
    mapping: Option<Mapping>,
    /// What to make where no mapping is given.
    makes: Option<domain::source::Makes>,
}

/// What a mapping makes of the last messages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TryView {
    /// The mapping that was tried.
    mapping: Mapping,
    /// Each message that can still be read, the newest first, ten at most.
    messages: Vec<ReceivedWhole>,
}

/// Messages that a mapping is tried on.
const TRIED: usize = 10;

/// The last messages of a source. Three reads.
#[utoipa::path(get, path = "/v1/sources/{id}/messages", tag = "needs",
    responses(
        (status = 200, description = "The last fifty.", body = ReceivedList),
        (status = 422, description = "Unknown filters.")))]
pub(crate) async fn list(desk: CoordinatorDesk, Id(id): Id<SourceId>, _: QueryParams<NoFilter>) -> Reply {
    load_source(&desk.context, &id).await?;
    let received = desk.store().received();
    let items = received.last(&id, LAST).await?.iter().map(ReceivedView::of).collect();
    let not_genuine = received.not_genuine(&id).await?;
    let not_genuine = not_genuine.map(|last| NotGenuineView { at: last.at, reason: last.reason });
    Ok(axum::Json(ReceivedList { items, next: None, not_genuine }).into_response())
}

/// One message, with what it makes under the source's mapping. Three reads.
#[utoipa::path(get, path = "/v1/sources/{id}/messages/{message}", tag = "needs",
    responses((status = 200, description = "The message.", body = ReceivedWhole)))]
pub(crate) async fn one(desk: CoordinatorDesk, lang: Lang, Path((id, message)): Path<(String, String)>) -> Reply {
    let source = source_of(&desk.context, &id).await?;
    let received = run::load(&desk.context, &source.id, &message).await?.value;
    let catalogue = desk.catalogue().await?;
    let of = received.content.as_ref().map(|content| (content, source.mapping.as_ref()));
    let made = of.map(|of| tried(&desk.context, &catalogue, &source, of, &BTreeMap::new()));
    Ok(axum::Json(whole(&received, made, lang.language())).into_response())
}

/// Runs a message again that waits or was refused, with corrected values. The
/// same again changes nothing. Four reads and one commit.
#[utoipa::path(post, path = "/v1/sources/{id}/messages/{message}/run", tag = "needs", request_body = RunRequest,
    responses(
        (status = 200, description = "What became of it.", body = ReceivedView),
        (status = 409, description = "It was taken in, or passed over."),
        (status = 422, description = "It is not right yet; `errors` points into the message.")))]
pub(crate) async fn run_again(
    desk: CoordinatorDesk,
    Path((id, message)): Path<(String, String)>,
    body: JsonBody<RunRequest>,
) -> Reply {
    let source = source_of(&desk.context, &id).await?;
    let received = run::run(&desk.context, &source, &message, &body.value.values).await?;
    Ok(axum::Json(ReceivedView::of(&received)).into_response())
}

/// What a mapping makes of the last messages that can still be read; nothing is
/// taken in. Three reads.
#[utoipa::path(post, path = "/v1/sources/{id}/try", tag = "needs", request_body = TryRequest,
    responses(
        (status = 200, description = "What each message would be.", body = TryView),
        (status = 422, description = "The mapping is wrong.")))]
pub(crate) async fn try_mapping(
    desk: CoordinatorDesk,
    lang: Lang,
    Id(id): Id<SourceId>,
    body: JsonBody<TryRequest>,
) -> Reply {
    let source = load_source(&desk.context, &id).await?.value;
    let last = desk.store().received().last(&id, LAST).await?;
    let catalogue = desk.catalogue().await?;
    let mapping = match body.value.mapping {
        Some(mapping) => {
            let errors = mapping.check(&catalogue, "/mapping");
            if !errors.is_empty() {
                return Err(errors.into());
            }
            mapping
        }
        None => run::suggested(body.value.makes.unwrap_or_default(), &last, &catalogue),
    };
    let readable = last.iter().filter_map(|received| Some((received, received.content.as_ref()?))).take(TRIED);
    let messages = readable.map(|(received, content)| {
        let made = tried(&desk.context, &catalogue, &source, (content, Some(&mapping)), &BTreeMap::new());
        whole(received, Some(made), lang.language())
    });
    let messages = messages.collect();
    Ok((StatusCode::OK, axum::Json(TryView { mapping, messages })).into_response())
}

/// The source of an address; 404 where there is none.
async fn source_of(context: &Context, id: &str) -> Result<Source, Problem> {
    let id = SourceId::parse(id).map_err(|_| Problem::not_found())?;
    Ok(load_source(context, &id).await?.value)
}

fn whole(received: &Received, made: Option<Tried>, language: domain::Language) -> ReceivedWhole {
    let answers = match &received.content {
        Some(Content::Fields(answers)) => Some(answers.clone()),
        Some(Content::Message(_)) | None => None,
    };
    let (makes, errors) = made.map_or((None, Vec::new()), |made| (Some(made.message), made.errors));
    let place = |error: web::problem::FieldProblem| PlaceView {
        detail: error.detail.get(language).to_owned(),
        pointer: error.pointer,
    };
    let errors = errors.into_iter().map(place).collect();
    ReceivedWhole { received: ReceivedView::of(received), answers, makes, errors }
}
