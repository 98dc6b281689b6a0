//! A referral is not left to lie: its agency is reminded, or somebody of it
//! takes it over by name.

use axum::extract::State;
use domain::ids::ReferralId;
use domain::moves;
use web::extract::{Id, JsonBody};
use web::views::ReferralView;
use web::{Context, Coordinator, Lang, Principal, Problem, Reply};

use super::opened::{Opened, standing};
use crate::access::{limit_answers, limit_links};
use crate::answer::{HandOverRequest, moved};
use crate::refused;
use crate::sheet::Sheet;

/// Has the agency reminded now, whatever its times say: of an answer, or whether
/// it met the member. Six reads and one commit.
#[utoipa::path(post, path = "/v1/referrals/{id}/remind", tag = "referrals",
    responses(
        (status = 200, description = "The referral as it stands now.", body = ReferralView, headers(("ETag" = String))),
        (status = 409, description = "Nothing is awaited of the agency."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn remind(
    State(context): State<Context>,
    coordinator: Coordinator,
    principal: Principal,
    lang: Lang,
    Id(id): Id<ReferralId>,
) -> Reply {
    let sheet = Sheet::load(&context.store, &id).await?;
    limit_links(&context, &sheet)?;
    moved(&context.store, &sheet, &coordinator.actor(), moves::remind_now).await.map_err(refused)?;
    standing(&context, &principal, &id, lang).await
}

/// Somebody of the agency takes it over by name, or is given it: mails about it
/// go there. Seven reads and one commit.
#[utoipa::path(post, path = "/v1/referrals/{id}/hand-over", tag = "referrals", request_body = HandOverRequest,
    responses(
        (status = 200, description = "The referral as it stands now.", body = ReferralView, headers(("ETag" = String))),
        (status = 401, description = "Neither a link's token nor anybody signed in."),
        (status = 409, description = "The referral is over."),
        (status = 410, description = "The link was replaced by a newer one."),
        (status = 413, description = "More than 256 KiB."), (status = 415, description = "Not JSON."),
        (status = 422, description = "Fields are wrong, or the address is not one of the agency's."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn hand_over(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    Id(id): Id<ReferralId>,
    body: Result<JsonBody<HandOverRequest>, Problem>,
) -> Reply {
    let Opened { sheet, access, .. } = Opened::of(&context, &principal, &id).await?;
    limit_answers(&context, &sheet)?;
    let to = body?.value;
    let given = moved(&context.store, &sheet, &access.actor, |case, agency, now| to.decide(case, agency, now));
    given.await.map_err(refused)?;
    standing(&context, &principal, &id, lang).await
}
