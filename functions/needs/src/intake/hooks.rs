//! `POST /hooks/{source}`: a need by signed webhook.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::SourceId;
use domain::{Instant, Language};
use flows::needs::take_in_answering;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use store::Store;
use store::repos::sources::Source;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{RawBody, parse_json};
use web::openapi::ProblemBody;
use web::views::NeedView;
use web::{Context, Lang, Problem, idempotent};

use super::api::new_id;
use super::member_hook::{self, MemberTold, ToldView};
use super::signature::{genuine, not_signed};
use super::{NeedRequest, given, kept, limits};
use crate::refused;

/// The type of message that tells of a need.
const NEED_CREATED: &str = "need.created";

/// What a webhook is about, before the rest of it is read.
#[derive(Deserialize, Validate)]
struct Kind {
    r#type: String,
}

/// A message that tells of a need.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedCreated {
    /// `need.created`.
    #[schema(example = "need.created")]
    #[serde(rename = "type")]
    _type: String,
    /// When it was stated.
    #[serde(rename = "timestamp", default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    _timestamp: Option<Instant>,
    /// The need, without `location`: the source has one.
    #[validate(nested)]
    data: NeedRequest,
}

/// What a webhook may tell.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is taken")]
pub(crate) enum Message {
    /// A need.
    Need(Box<NeedCreated>),
    /// A member.
    Member(MemberTold),
}

/// What a webhook is answered.
#[derive(serde::Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is answered")]
pub(crate) enum Taken {
    /// The need.
    Need(Box<NeedView>),
    /// The member.
    Member(ToldView),
}

/// Takes a need from a webhook, or what a place tells of a member: 202, and 200 with the same answer for an id
/// seen before. Four reads and one commit; a repetition costs two reads. A
/// source that does not exist has no secret, so nothing is signed with it: 401,
/// at which senders try again, and not 404, at which some give up for good.
#[utoipa::path(post, path = "/hooks/{source}", tag = "needs", request_body = Message,
    params(("source" = String, Path, description = "The source's id."),
        ("webhook-id" = String, Header, description = "Names the message; kept at least 7 days."),
        ("webhook-timestamp" = String, Header, description = "Unix seconds, at most 5 minutes from now."),
        ("webhook-signature" = String, Header, description = "Standard Webhooks: `v1,` and base64, separated by spaces.")),
    security(()),
    responses(
        (status = 200, description = "Seen before: the same answer.", body = Taken),
        (status = 202, description = "Taken in.", body = Taken),
        (status = 400, description = "No JSON.", body = ProblemBody),
        (status = 401, description = "Not signed as agreed, or no such source; `reason` says what is wrong.", body = ProblemBody),
        (status = 413, description = "More than 256 KiB.", body = ProblemBody),
        (status = 422, description = "Another type, or fields are wrong.", body = ProblemBody),
        (status = 429, description = "Too often; see Retry-After.", body = ProblemBody)))]
pub(crate) async fn receive(
    State(context): State<Context>,
    Path(source): Path<String>,
    lang: Lang,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let (store, now) = (&context.store, context.store.now());
    let known = match SourceId::parse(&source) {
        Ok(id) => {
            limits::source(&context, &id)?;
            store.sources().load(&id).await?
        }
        Err(_) => None,
    };
    let source = known.map(|source| source.value);
    let secrets: Vec<_> = source.iter().flat_map(|source| live_secrets(store, source, now)).collect();
    let message = genuine(&headers, &body, &secrets, now)?;
    let source = source.ok_or_else(not_signed)?;
    // Whatever the body of a repetition: the id names the message.
    let claim = store.idempotency().claim("hooks", source.id.as_str(), &message, b"");
    if let Some(answer) = idempotent::find(store, &claim).await? {
        return Ok(given(answer, StatusCode::OK));
    }
    let kind: Kind = parse_json(&body)?;
    if member_hook::TYPES.contains(&kind.r#type.as_str()) {
        let (answer, created) = member_hook::take_in(&context, source, &claim, &body).await?;
        return Ok(given(answer, if created { StatusCode::ACCEPTED } else { StatusCode::OK }));
    }
    let need = read_need(&kind, &body)?;
    let catalogue = store.catalogue().load().await?;
    let checked = need.check(&catalogue, now.day_in(BRUSSELS), Some(&source.location), "/data")?;
    let language = lang.0.or(checked.person.contact.language).unwrap_or(Language::Fr);
    let arrival = checked.arrive(new_id(&context)?, Some(source.id.clone()));
    let taken = take_in_answering(store, arrival, Actor::Source(source.id), &claim, |arrived, catalogue| {
        kept(&claim, arrived, catalogue, language)
    });
    let (answer, created) = taken.await.map_err(refused)?;
    Ok(given(answer, if created { StatusCode::ACCEPTED } else { StatusCode::OK }))
}

fn live_secrets(store: &Store, source: &Source, now: Instant) -> Vec<[u8; 32]> {
    let live = source.rotation.live_generations(now).into_iter();
    live.map(|generation| store.sources().secret(&source.id, generation)).collect()
}

/// Another type has another shape, so the type is looked at first.
fn read_need(kind: &Kind, body: &[u8]) -> Result<NeedRequest, Problem> {
    if kind.r#type != NEED_CREATED {
        let known = [NEED_CREATED].into_iter().chain(member_hook::TYPES).map(str::to_owned).collect();
        return Err(vec![FieldError::new("/type", Wrong::NotAmong(known))].into());
    }
    Ok(parse_json::<NeedCreated>(body)?.data)
}
