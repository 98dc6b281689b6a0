//! `POST /hooks/{source}`: a need, or news of a member, by webhook: of a program
//! that signs as Standard Webhooks asks, or of a tool that the place uses.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::ids::SourceId;
use domain::source::{Mapping, SourceKind, message};
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::received::{Became, Content, NotGenuine, Received};
use store::repos::sources::Source;
use store::{TableError, Transaction};
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use web::extract::RawBody;
use web::limit::{RetryAfter, Rule};
use web::openapi::ProblemBody;
use web::views::NeedView;
use web::{Context, Lang, Problem, idempotent};

use super::answer::given;
use super::limits;
use super::member_hook::{MemberTold, ToldView};
use super::message::{NeedCreated, take_in};
use super::signature::{genuine, not_signed, refuse};
use crate::sources::shown::{Receipt, answer_to, live_secrets, receipt};
use crate::tools::{self, NotFetched, Sent};

/// Days for which a message that says no time is known again: it can be replayed
/// as long as its secret holds.
const TIMELESS_DAYS: i64 = 400;
/// Days after which a message that says its time is too old: as long as its
/// answer is kept, a replay gets the same.
const OLDEST_DAYS: i64 = 7;
/// How often it is noted that a message was not genuine.
const NOTED: Rule = Rule { burst: 5, per_hour: 60 };
/// Bytes of what a message said that are kept at most.
const CONTENT_AT_MOST: usize = 300 * 1024;

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
        (status = 400, description = "No JSON, or not what the tool sends.", body = ProblemBody),
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
        (status = 400, description = "Not what the tool sends.", body = ProblemBody),
        (status = 401, description = "No such address.", body = ProblemBody),
        (status = 413, description = "More than 256 KiB.", body = ProblemBody),
        (status = 429, description = "Too often; see Retry-After.", body = ProblemBody),
        (status = 503, description = "What it names could not be fetched; see Retry-After.", body = ProblemBody)))]
pub(crate) async fn receive_at_secret(
    State(context): State<Context>,
    Path((source, secret)): Path<(String, String)>,
    lang: Lang,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let source = known(&context, &source).await?.filter(|source| source.kind.has_secret_address());
    let source = source.ok_or_else(|| refuse("webhook-tool-address"))?;
    let holds = live_secrets(&context, &source)
        .iter()
        .fold(false, |holds, live| holds | bool::from(live.text.as_bytes().ct_eq(secret.as_bytes())));
    if !holds {
        return Err(not_genuine(&context, &source, refuse("webhook-tool-address")).await);
    }
    let sent = match source.kind {
        SourceKind::Cobot => match fetched(&context, &source, &body).await? {
            Some(sent) => vec![sent],
            None => Vec::new(),
        },
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

/// What a message of Cobot names; `None` where it is gone without a word more.
async fn fetched(context: &Context, source: &Source, body: &[u8]) -> Result<Option<Sent>, Problem> {
    let later = || Problem::unavailable(RetryAfter(300));
    let Some(account) = &source.account else { return Err(later()) };
    let token = context.store.sources().open_token(&source.id, account).ok_or_else(later)?;
    match tools::fetch(context.fetcher.as_ref(), (&account.url, &token), body).await {
        Ok(sent) => Ok(Some(sent)),
        Err(NotFetched::Gone) => Ok(None),
        Err(NotFetched::NotOfAccount) => Err(not_genuine(context, source, refuse("webhook-tool-account")).await),
        Err(NotFetched::Token) => {
            note(context, source, "webhook-tool-token").await;
            Err(later())
        }
        Err(NotFetched::Later) => Err(later()),
    }
}

/// Takes in the messages of one call, one after another. Answers 202, and 200
/// where all were seen before.
async fn take_all(
    context: &Context,
    source: &Source,
    sent: Vec<Sent>,
    language: Option<Language>,
) -> Result<Response, Problem> {
    let oldest = context.store.now().plus(-chrono::TimeDelta::days(OLDEST_DAYS));
    if sent.iter().any(|one| one.at.is_some_and(|at| at < oldest)) {
        return Err(not_genuine(context, source, refuse("webhook-tool-old")).await);
    }
    let (mut views, mut is_new) = (Vec::new(), sent.is_empty());
    for one in sent {
        let (answer, created) = take_one(context, source, one, language).await?;
        is_new |= created;
        views.push(receipt(&answer)?);
    }
    let body = serde_json::to_string(&Receipt { messages: views }).map_err(|error| Problem::internal(&error))?;
    let answer = KeptAnswer { fingerprint: String::new(), status: 202, body, location: None, etag: None };
    Ok(given(answer, if is_new { StatusCode::ACCEPTED } else { StatusCode::OK }))
}

/// One message of a tool: taken in, or kept for a person where its source is not
/// switched on or it is not complete. Three reads and a commit.
async fn take_one(
    context: &Context,
    source: &Source,
    sent: Sent,
    language: Option<Language>,
) -> Result<(KeptAnswer, bool), Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("hooks", source.id.as_str(), &sent.message, b"");
    let claim = if sent.at.is_none() { claim.for_days(TIMELESS_DAYS) } else { claim };
    if let Some(answer) = idempotent::find(store, &claim).await? {
        return Ok((answer, false));
    }
    let Sent { message: name, answers, .. } = sent;
    let made = match source.mapping.as_ref().filter(|_| source.on) {
        Some(mapping) => Some(made(context, mapping, &answers).await?),
        None => None,
    };
    let content = Some(Content::Fields(answers));
    let waiting = Received { id: store.ids().next(), at: store.now(), message: name, became: Became::Waiting, content };
    if !fits(&waiting) {
        return Err(Problem::too_large(CONTENT_AT_MOST));
    }
    let became = match made {
        None => Became::Waiting,
        Some(message) => {
            let body = message.to_string();
            match take_in(context, source, &claim, (body.as_bytes(), &waiting), language).await {
                Ok(taken) => return Ok(taken),
                Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => Became::Refused,
                Err(problem) => return Err(problem),
            }
        }
    };
    keep(context, source, &claim, &waiting.became(became)).await
}

/// The message that answers make.
async fn made(
    context: &Context,
    mapping: &Mapping,
    answers: &[domain::source::ReceivedField],
) -> Result<Value, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    Ok(message(mapping, answers, &catalogue, context.store.now().day_in(BRUSSELS)))
}

/// Keeps a message for a person. One commit.
async fn keep(
    context: &Context,
    source: &Source,
    claim: &Claim,
    received: &Received,
) -> Result<(KeptAnswer, bool), Problem> {
    let store = &context.store;
    let answer = answer_to(claim, received);
    let mut tx = Transaction::new();
    store.idempotency().keep(&mut tx, claim, &answer);
    store.received().put(&mut tx, source, received);
    match store.commit(tx).await {
        Ok(()) => Ok((answer, true)),
        Err(TableError::Conflict { .. }) => {
            let kept = idempotent::find(store, claim).await?.ok_or_else(|| Problem::unavailable(RetryAfter(1)))?;
            Ok((kept, false))
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes what was wrong, for whoever sets the source up; answers it.
async fn not_genuine(context: &Context, source: &Source, problem: Problem) -> Problem {
    note(context, source, problem.member("reason").unwrap_or_default()).await;
    problem
}

async fn note(context: &Context, source: &Source, reason: &str) {
    if context.limit(&format!("hooks-refused:{}", source.id), NOTED).is_err() {
        return;
    }
    let mut tx = Transaction::new();
    let last = NotGenuine { at: context.store.now(), reason: reason.to_owned() };
    context.store.received().put_not_genuine(&mut tx, &source.id, &last);
    if let Err(error) = context.store.commit(tx).await {
        tracing::warn!(%error, source = %source.id, "it was not noted that a webhook was refused");
    }
}

fn fits(received: &Received) -> bool {
    serde_json::to_string(&received.content).is_ok_and(|text| text.len() <= CONTENT_AT_MOST)
}
