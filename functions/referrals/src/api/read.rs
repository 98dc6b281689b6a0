//! Reading referrals: the coordinator all of them, an adviser those of the
//! agency.

use axum::extract::State;
use axum::response::Response;
use domain::ids::ReferralId;
use web::extract::{Id, IfNoneMatch, ListQuery, PageQuery, listing, tagged_or_unchanged};
use web::openapi::Listing;
use web::views::{ReferralItemView, ReferralView};
use web::{Context, Lang, Principal, Problem, StaffMember};

use super::opened::Opened;
use crate::list::{ReferralsQuery, with_companies};

/// The referrals, newest first. Three reads (one more for each year without
/// any); for an adviser one more.
#[utoipa::path(get, path = "/v1/referrals", tag = "referrals", params(ReferralsQuery, PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<ReferralItemView>, headers(("Link" = String)))))]
pub(crate) async fn list(
    State(context): State<Context>,
    staff: StaffMember,
    list: ListQuery<ReferralsQuery>,
) -> Result<Response, Problem> {
    let Some(query) = list.filter.clone().within(staff.scope()) else {
        return listing::<ReferralItemView>(&list.uri, &[], None);
    };
    let scope = query.scope();
    let after = list.after(&context, &scope)?;
    let (entries, next) = query.part(&context.store, after.as_deref(), list.page.limit).await?;
    let catalogue = context.store.catalogue().load().await?;
    let rows = with_companies(&context, staff.scope(), &catalogue, entries).await?;
    let now = context.store.now();
    let items: Vec<_> = rows.into_iter().map(|(entry, company)| ReferralItemView::of(entry, company, now)).collect();
    list.answer(&context, &scope, &items, next)
}

/// One referral with its history; the agency may read it with the token of its
/// link as bearer. Four reads; one more where staff had a part.
#[utoipa::path(get, path = "/v1/referrals/{id}", tag = "referrals",
    responses(
        (status = 200, description = "The referral.", body = ReferralView, headers(("ETag" = String))),
        (status = 304, description = "As the caller knows it."),
        (status = 410, description = "The link was replaced by a newer one.")))]
pub(crate) async fn one(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    Id(id): Id<ReferralId>,
    known_version: IfNoneMatch,
) -> Result<Response, Problem> {
    let opened = Opened::of(&context, &principal, &id).await?;
    let view = opened.view(&context.store, lang).await?;
    tagged_or_unchanged(&known_version, opened.sheet.loaded.version, &view)
}
