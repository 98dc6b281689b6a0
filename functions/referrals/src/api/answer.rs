//! `POST /v1/referrals/{id}/answer`: by a program that holds the link, or by
//! staff on behalf of the agency.

use axum::extract::{FromRequestParts, State};
use axum::response::Response;
use domain::clock::BRUSSELS;
use domain::ids::ReferralId;
use domain::moves::Moment;
use http::StatusCode;
use http::header::IF_MATCH;
use http::request::Parts;
use web::extract::{Id, IfMatch, JsonBody, Precondition, Target, tagged};
use web::views::{Names, ReferralView};
use web::{Context, Lang, Principal, Problem};

use crate::access::{Access, access, known, limit_answers};
use crate::answer::{AnswerRequest, give, give_over};
use crate::refused;
use crate::sheet::{Sheet, staff_names};

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
) -> Result<Response, Problem> {
    known(&principal)?;
    let store = &context.store;
    let sheet = Sheet::load(store, &id).await?;
    let catalogue = store.catalogue().load().await?;
    let Access { actor, may_answer, .. } = access(&context, &principal, &sheet, &catalogue)?;
    if !may_answer {
        return Err(Problem::not_found());
    }
    limit_answers(&context, &sheet)?;
    let answer = body?.value.check(store.now().day_in(BRUSSELS)).map_err(|field| Problem::invalid(vec![field]))?;
    match &expected {
        None => give(store, &sheet, &answer, &actor).await.map_err(refused)?,
        Some(expected) => {
            let moment = Moment::new(&catalogue, store.now(), &actor);
            give_over(store, &sheet, &answer, &moment, expected).await?;
        }
    }
    standing(&context, &principal, &id, lang).await
}

/// The referral as it stands now, as the caller may see it. Four reads; one
/// more where staff had a part.
pub(super) async fn standing(
    context: &Context,
    principal: &Principal,
    id: &ReferralId,
    lang: Lang,
) -> Result<Response, Problem> {
    let store = &context.store;
    let sheet = Sheet::load(store, id).await?;
    let catalogue = store.catalogue().load().await?;
    let access = access(context, principal, &sheet, &catalogue)?;
    let events = sheet.events(store).await?;
    let people = staff_names(store, &access.team, &events).await?;
    let names = Names { catalogue: &catalogue, staff: &people, language: lang.language() };
    let view = sheet.view(access.personal, &events, &names);
    tagged(StatusCode::OK, sheet.loaded.version, &view)
}
