//! `POST /v1/referrals/{id}/link`: the answer link is mailed once more.

use axum::extract::State;
use domain::ids::ReferralId;
use web::extract::Id;
use web::views::ReferralView;
use web::{Context, Lang, Principal, Reply, StaffMember};

use super::opened::{Opened, standing};
use crate::access::limit_links;
use crate::answer::{moved, renew_link};
use crate::refused;

/// Mails the agency a new link; links sent before open nothing any more.
/// Seven reads and one commit.
#[utoipa::path(post, path = "/v1/referrals/{id}/link", tag = "referrals",
    responses(
        (status = 200, description = "The referral as it stands now.", body = ReferralView, headers(("ETag" = String))),
        (status = 409, description = "The agency has no part in the need any more."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn renew(
    State(context): State<Context>,
    _: StaffMember,
    principal: Principal,
    lang: Lang,
    Id(id): Id<ReferralId>,
) -> Reply {
    let Opened { sheet, access, .. } = Opened::of(&context, &principal, &id).await?;
    limit_links(&context, &sheet)?;
    moved(&context.store, &sheet, &access.actor, renew_link).await.map_err(refused)?;
    standing(&context, &principal, &id, lang).await
}
