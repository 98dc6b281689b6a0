//! `POST /v1/referrals/{id}/answer`: by a program that holds the link, or by
//! staff on behalf of the agency.

use axum::extract::{FromRequestParts, State};
use domain::clock::BRUSSELS;
use domain::ids::ReferralId;
use domain::moves::Moment;
use http::header::IF_MATCH;
use http::request::Parts;
use web::extract::{Id, IfMatch, JsonBody, Precondition, Target};
use web::views::ReferralView;
use web::{Context, Lang, Principal, Problem, Reply};

use super::opened::{Opened, standing};
use crate::access::limit_answers;
use crate::answer::{AnswerRequest, give_over, moved};
use crate::refused;

/// `If-Match` where it is sent. An answer needs none: the same one again
/// changes nothing and the opposite one is refused.
pub(crate) struct MaybeIfMatch(Option<Precondition>);

impl FromRequestParts<Context> for MaybeIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        if !parts.headers.contains_key(IF_MATCH) {
            return Ok(Self(None));
        }
        let IfMatch(expected) = IfMatch::from_request_parts(parts, context).await?;
        Ok(Self(Some(expected)))
    }
}

/// Answers a referral. The same answer again changes nothing. Seven reads and
/// one commit.
#[utoipa::path(post, path = "/v1/referrals/{id}/answer", tag = "referrals", request_body = AnswerRequest,
    params(("If-Match" = Option<String>, Header, description = "The version read, if it matters.")),
    responses(
        (status = 200, description = "The referral as it stands now.", body = ReferralView, headers(("ETag" = String))),
        (status = 401, description = "Neither a link's token nor anybody signed in."),
        (status = 409, description = "Answered the other way before, or over; a late yes counts while nobody else said yes."),
        (status = 410, description = "The link was replaced by a newer one."),
        (status = 413, description = "More than 256 KiB."), (status = 415, description = "Not JSON."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn answer(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    Target(Id(id), MaybeIfMatch(expected)): Target<Id<ReferralId>, MaybeIfMatch>,
    body: Result<JsonBody<AnswerRequest>, Problem>,
) -> Reply {
    let Opened { sheet, catalogue, access } = Opened::of(&context, &principal, &id).await?;
    limit_answers(&context, &sheet)?;
    let store = &context.store;
    let answer = body?.value.check(store.now().day_in(BRUSSELS)).map_err(|field| Problem::invalid(vec![field]))?;
    match &expected {
        None => {
            let given = moved(store, &sheet, &access.actor, |case, agency, now| answer.decide(case, agency, now));
            given.await.map_err(refused)?;
        }
        Some(expected) => {
            let moment = Moment::new(&catalogue, store.now(), &access.actor);
            give_over(store, &sheet, &answer, &moment, expected).await?;
        }
    }
    standing(&context, &principal, &id, lang).await
}
