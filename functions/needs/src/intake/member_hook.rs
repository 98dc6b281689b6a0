//! What a place's program tells of its members, by the webhook that it sends
//! needs by.

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::member::{MemberDraft, Sent};
use domain::{Instant, clock::BRUSSELS};
use flows::members::{Told, told};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::received::{Became, Received};
use store::repos::sources::Source;
use store::{TableError, Transaction};
use utoipa::ToSchema;
use validator::Validate;
use web::{Context, Problem};

use super::body::read;
use crate::refused;
use crate::sources::shown::answer_to;

/// The types of messages about members.
pub(super) const TYPES: [&str; 3] = ["member.joined", "member.changed", "member.left"];

/// A message about a member.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberTold {
    /// `member.joined`, `member.changed` or `member.left`.
    #[schema(example = "member.joined")]
    r#type: String,
    /// When it happened.
    #[serde(rename = "timestamp", default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    _timestamp: Option<Instant>,
    /// The member, without `location`: the source has one. One that left may say
    /// `left_on`, its last day; absent: today.
    #[schema(value_type = Object)]
    data: serde_json::Map<String, Value>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberToldAnswer)]
pub(super) struct ToldView {
    /// The member; null where one left that nobody knew.
    #[schema(required = true)]
    member: Option<String>,
}

/// Takes in what is told; the answer is kept for the message.
pub(super) async fn take_in(
    context: &Context,
    source: &Source,
    claim: &Claim,
    (body, received): (&[u8], &Received),
) -> Result<(KeptAnswer, bool), Problem> {
    let store = &context.store;
    let catalogue = store.catalogue().load().await?;
    let (what, sent) = meant(read(body)?, source, &catalogue, store.now())?;
    let actor = Actor::Source(source.id.clone());
    let member = told(store, &source.location, (what, sent), actor, claim).await.map_err(refused)?;
    let became = received.became(Became::Member { member: member.clone() });
    let answer = if source.kind.is_mapped() {
        answer_to(claim, &became)
    } else {
        let view = ToldView { member: member.map(String::from) };
        let body = serde_json::to_string(&view).map_err(|error| Problem::internal(&error))?;
        claim.answered(202, body)
    };
    let mut tx = Transaction::new();
    store.idempotency().keep(&mut tx, claim, &answer);
    store.received().put(&mut tx, source, &became);
    match store.commit(tx).await {
        Ok(()) => Ok((answer, true)),
        // The same message, taken in at the same moment.
        Err(TableError::Conflict { .. }) => Ok((answer, false)),
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with what is told.
pub(super) fn check(catalogue: &Catalogue, source: &Source, body: &[u8], now: Instant) -> Result<(), Problem> {
    meant(read(body)?, source, catalogue, now).map(drop)
}

/// What is told, checked against the directory; errors point into the message.
fn meant(message: MemberTold, source: &Source, catalogue: &Catalogue, now: Instant) -> Result<(Told, Sent), Problem> {
    let MemberTold { r#type, mut data, .. } = message;
    let mut errors = Vec::new();
    let left_on = data.remove("left_on").filter(|value| !value.is_null());
    let day = match &left_on {
        None => now.day_in(BRUSSELS),
        Some(value) => value.as_str().and_then(|day| day.parse().ok()).unwrap_or_else(|| {
            let wrong = Wrong::WrongType(domain::field_error::Expected::Date);
            errors.push(FieldError::new("/data/left_on", wrong));
            now.day_in(BRUSSELS)
        }),
    };
    for elsewhere in ["location", "host_location", "hosted"] {
        if data.get(elsewhere).is_some_and(|value| value.as_str() != Some(source.location.as_str())) {
            let own = Wrong::NotAmong(vec![source.location.to_string()]);
            errors.push(FieldError::new(format!("/data/{elsewhere}"), own));
        }
        data.remove(elsewhere);
    }
    let draft = MemberDraft { hosted: None, profile: data.into_iter().collect() };
    let sent = draft.parse(catalogue, true).map_err(|wrong| {
        errors
            .extend(wrong.into_iter().map(|error| FieldError { pointer: format!("/data{}", error.pointer), ..error }));
    });
    let Ok(sent) = sent else { return Err(errors.into()) };
    if !sent.profile.contains_key(domain::member::NAME_FIELD) {
        errors.push(FieldError::new("/data/name", Wrong::Missing));
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let what = match r#type.as_str() {
        "member.joined" => Told::Joined,
        "member.left" => Told::Left(day),
        _ => Told::Changed,
    };
    let place = (what != Told::Left(day)).then(|| (source.location.clone(), None));
    Ok((what, Sent { place, ..sent }))
}
