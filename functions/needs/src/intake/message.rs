//! A message of our own shape, whoever sent it or made it: a need, or news of a
//! member. What became of it is noted in the same commit.

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::{Instant, Language};
use flows::needs::{Arrived, take_in_noting};
use serde::Deserialize;
use serde_json::Value;
use store::Transaction;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::received::{Became, Received};
use store::repos::sources::Source;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::parse_json;
use web::{Context, Problem};

use super::answer::kept;
use super::api::new_id;
use super::body::read;
use super::member_hook::{self, TYPES};
use super::request::NeedRequest;
use crate::refused;
use crate::sources::shown::answer_to;

/// The type of message that tells of a need.
const NEED_CREATED: &str = "need.created";

/// What a message is about, before the rest of it is read.
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

/// Takes in a message of a source. The answer to keep is the need's where a
/// program of our own shape sent it, and what became of it for a tool. Two reads
/// and one commit; of a member up to nine reads and two commits. Answers whether
/// this call did it.
pub(crate) async fn take_in(
    context: &Context,
    source: &Source,
    claim: &Claim,
    (body, received): (&[u8], &Received),
    language: Option<Language>,
) -> Result<(KeptAnswer, bool), Problem> {
    let kind: Kind = parse_json(body)?;
    if TYPES.contains(&kind.r#type.as_str()) {
        return member_hook::take_in(context, source, claim, (body, received)).await;
    }
    let need = read_need(&kind, body)?;
    let store = &context.store;
    let catalogue = store.catalogue().load().await?;
    let checked = need.check(&catalogue, store.now().day_in(BRUSSELS), Some(&source.location), "/data")?;
    let language = language.or(checked.person.contact.language).unwrap_or(Language::Fr);
    let arrival = checked.arrive(new_id(context)?, Some(source.id.clone()));
    let became = |arrived: &Arrived| received.became(Became::Need { need: arrived.case.need.id.clone() });
    let answer = |arrived: &Arrived, catalogue: &Catalogue| {
        if source.kind.is_mapped() {
            answer_to(claim, &became(arrived))
        } else {
            kept(claim, arrived, catalogue, language)
        }
    };
    let note = |tx: &mut Transaction, arrived: &Arrived| {
        store.received().put(tx, source, &became(arrived));
    };
    take_in_noting(store, arrival, Actor::Source(source.id.clone()), claim, (answer, note)).await.map_err(refused)
}

/// Another type has another shape, so the type is looked at first.
fn read_need(kind: &Kind, body: &[u8]) -> Result<NeedRequest, Problem> {
    if kind.r#type != NEED_CREATED {
        let known = [NEED_CREATED].into_iter().chain(TYPES).map(str::to_owned).collect();
        return Err(vec![FieldError::new("/type", Wrong::NotAmong(known))].into());
    }
    Ok(read::<NeedCreated>(body)?.data)
}

/// What is wrong with a message, each at its place in it. Reads nothing.
pub(crate) fn check(catalogue: &Catalogue, source: &Source, message: &Value, now: Instant) -> Result<(), Problem> {
    let body = message.to_string();
    let kind: Kind = parse_json(body.as_bytes())?;
    if TYPES.contains(&kind.r#type.as_str()) {
        return member_hook::check(catalogue, source, body.as_bytes(), now);
    }
    let need = read_need(&kind, body.as_bytes())?;
    need.check(catalogue, now.day_in(BRUSSELS), Some(&source.location), "/data")?;
    Ok(())
}
