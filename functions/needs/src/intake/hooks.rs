//! `POST /hooks/{source}`: a need, or news of a member, by webhook: of a program
//! that signs as Standard Webhooks asks, or of a tool that the place uses.

use axum::extract::{Path, State};
use domain::ids::SourceId;
use domain::source::SourceKind;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use store::Transaction;
use store::repos::received::{Became, Content, Received};
use store::repos::sources::Source;
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use web::extract::RawBody;
use web::views::NeedView;
use web::{Context, Lang, Problem, Reply, idempotent};

use super::answer::given;
use super::limits;
use super::member_hook::{MemberTold, ToldView};
use super::message::{NeedCreated, take_in};
use super::signature::{genuine, not_genuine, not_signed, refuse};
use super::tool_messages::{fetched, fits, take_all};
use crate::sources::shown::{Receipt, live_secrets};
use crate::tools::{self};

/// What a webhook may tell.
#[derive(serde::Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is taken")]
pub(crate) enum Message {
    /// A need.
    Need(Box<NeedCreated>),
    /// A member.
    Member(MemberTold),
    /// What a tool sends, in its own shape.
    #[schema(value_type = Value)]
    Tool(Value),
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
    /// What became of each message of a tool.
    Tool(Receipt),
}

/// Takes in a need, what a place tells of a member, or what a tool sends: 202,
/// and 200 with the same answer for an id seen before. Four reads and one
/// commit; a repetition costs two reads. A source that does not exist has no
/// secret, so nothing is signed with it: 401, at which senders try again, and
/// not 404, at which some give up for good. What a tool sends is answered 202
/// also where it is not complete: it is kept for a person, and would be no
/// better the next time.
#[utoipa::path(post, path = "/hooks/{source}", tag = "needs", request_body = Message,
    params(("source" = String, Path, description = "The source's id."),
        ("webhook-id" = Option<String>, Header, description = "Standard Webhooks: names the message; kept at least 7 days."),
        ("webhook-timestamp" = Option<String>, Header, description = "Unix seconds, at most 5 minutes from now."),
        ("webhook-signature" = Option<String>, Header, description = "Standard Webhooks: `v1,` and base64, separated by spaces. Typeform, Tally and Nexudus sign in headers of their own.")),
    security(()),
    responses(
        (status = 200, description = "Seen before: the same answer.", body = Taken),
        (status = 202, description = "Taken in, or kept for a person.", body = Taken),
        (status = 400, description = "No JSON, or not what the tool sends."),
        (status = 401, description = "Not signed as agreed, or no such source; `reason` says what is wrong."),
        (status = 413, description = "More than 256 KiB."),
        (status = 422, description = "Another type, or fields are wrong."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn receive(
    State(context): State<Context>,
    Path(source): Path<String>,
    lang: Lang,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Reply {
    let (store, now) = (&context.store, context.store.now());
    let source = known(&context, &source).await?;
    let Some(source) = source.filter(|source| !source.kind.has_secret_address()) else {
        // Whatever its headers are, it is signed with no secret that holds.
        return Err(genuine::<[u8; 0]>(&headers, &body, &[], now).err().unwrap_or_else(not_signed));
    };
    let secrets = live_secrets(&context, &source);
    if source.kind.is_mapped() {
        let texts: Vec<&str> = secrets.iter().map(|secret| secret.text.as_str()).collect();
        if !tools::signed(source.kind, &headers, &body, &texts) {
            return Err(not_genuine(&context, &source, refuse("webhook-tool-signature")).await);
        }
        let sent = tools::read(source.kind, &headers, &body)?;
        return take_all(&context, &source, sent, lang.0).await;
    }
    let keys: Vec<[u8; 32]> = secrets.iter().map(|secret| secret.key).collect();
    let message = match genuine(&headers, &body, &keys, now) {
        Ok(message) => message,
        Err(problem) => return Err(not_genuine(&context, &source, problem).await),
    };
    // Whatever the body of a repetition: the id names the message.
    let claim = store.idempotency().claim("hooks", source.id.as_str(), &message, b"");
    if let Some(answer) = idempotent::find(store, &claim).await? {
        return Ok(given(answer, StatusCode::OK));
    }
    let content = serde_json::from_slice(&body).ok().map(Content::Message);
    let received = Received { id: store.ids().next(), at: now, message, became: Became::Refused, content };
    match take_in(&context, &source, &claim, (&body, &received), lang.0).await {
        Ok((answer, created)) => Ok(given(answer, if created { StatusCode::ACCEPTED } else { StatusCode::OK })),
        Err(problem) => {
            // A person can put it right; the sender is told what is wrong.
            if problem.status() == StatusCode::UNPROCESSABLE_ENTITY && fits(&received) {
                let mut tx = Transaction::new();
                store.received().put(&mut tx, &source, &received);
                store.commit(tx).await?;
            }
            Err(problem)
        }
    }
}

/// Takes in what a tool that signs nothing sends to an address that holds the
/// secret; of Cobot what it names is fetched. As `POST /hooks/{source}`.
#[utoipa::path(post, path = "/hooks/{source}/{secret}", tag = "needs", request_body = Message,
    params(("source" = String, Path, description = "The source's id."),
        ("secret" = String, Path, description = "The source's secret.")),
    security(()),
    responses(
        (status = 200, description = "Seen before: the same answer.", body = Receipt),
        (status = 202, description = "Taken in, or kept for a person.", body = Receipt),
        (status = 400, description = "Not what the tool sends."), (status = 401, description = "No such address."),
        (status = 413, description = "More than 256 KiB."),
        (status = 429, description = "Too often; see Retry-After."),
        (status = 503, description = "What it names could not be fetched; see Retry-After.")))]
pub(crate) async fn receive_at_secret(
    State(context): State<Context>,
    Path((source, secret)): Path<(String, String)>,
    lang: Lang,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Reply {
    let source = known(&context, &source).await?.filter(|source| source.kind.has_secret_address());
    let source = source.ok_or_else(|| refuse("webhook-tool-address"))?;
    let holds = live_secrets(&context, &source)
        .iter()
        .fold(false, |holds, live| holds | bool::from(live.text.as_bytes().ct_eq(secret.as_bytes())));
    if !holds {
        return Err(not_genuine(&context, &source, refuse("webhook-tool-address")).await);
    }
    let sent = match source.kind {
        SourceKind::Cobot => fetched(&context, &source, &body).await?.into_iter().collect(),
        kind => tools::read(kind, &headers, &body)?,
    };
    take_all(&context, &source, sent, lang.0).await
}

/// The source that an address names, within its limit. One read.
async fn known(context: &Context, id: &str) -> Result<Option<Source>, Problem> {
    let Ok(id) = SourceId::parse(id) else { return Ok(None) };
    limits::source(context, &id)?;
    Ok(context.store.sources().load(&id).await?.map(|source| source.value))
}
