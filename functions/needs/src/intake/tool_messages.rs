//! Messages of a tool that a place uses: taken in, or kept for a person.

use axum::response::IntoResponse as _;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::source::message;
use http::StatusCode;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::received::{Became, Content, Received};
use store::repos::sources::Source;
use store::{TableError, Transaction};
use web::idempotent::{self, Answer};
use web::limit::RetryAfter;
use web::{Context, Problem, Reply};

use super::message::take_in;
use super::signature::{not_genuine, note, refuse};
use crate::sources::shown::{Receipt, answer_to, receipt};
use crate::tools::{self, NotFetched, Sent};

/// Days for which a message that says no time is known again: it can be replayed
/// as long as its secret holds.
const TIMELESS_DAYS: i64 = 400;
/// Days after which a message that says its time is too old: as long as its
/// answer is kept, a replay gets the same.
const OLDEST_DAYS: i64 = 7;
/// Bytes of what a message said that are kept at most.
const CONTENT_AT_MOST: usize = 300 * 1024;

/// Takes in the messages of one call, one after another. Answers 202, and 200
/// where all were seen before.
pub(super) async fn take_all(context: &Context, source: &Source, sent: Vec<Sent>, language: Option<Language>) -> Reply {
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
    let status = if is_new { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok(Answer { status, body, location: None, etag: None }.into_response())
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
        Some(mapping) => {
            let catalogue = store.catalogue().load().await?;
            Some(message(mapping, &answers, &catalogue, store.now().day_in(BRUSSELS)))
        }
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

/// What a message of Cobot names; `None` where it is gone without a word more.
pub(super) async fn fetched(context: &Context, source: &Source, body: &[u8]) -> Result<Option<Sent>, Problem> {
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

/// Whether what it said may be kept.
pub(super) fn fits(received: &Received) -> bool {
    serde_json::to_string(&received.content).is_ok_and(|text| text.len() <= CONTENT_AT_MOST)
}
