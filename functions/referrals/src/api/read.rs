//! Reading referrals: the coordinator all of them, an adviser those of the
//! agency.

use axum::extract::State;
use domain::ids::ReferralId;
use web::extract::{Id, IfNoneMatch, ListQuery, PageQuery, listing, tagged_or_unchanged};
use web::openapi::Listing;
use web::views::{ReferralItemView, ReferralView};
use web::{Context, Desk, Lang, Principal, Reply};

use super::opened::Opened;
use crate::list::{ReferralsQuery, with_companies};

/// The referrals, newest first. Three reads (one more for each year without
/// any); for an adviser one more.
#[utoipa::path(get, path = "/v1/referrals", tag = "referrals", params(ReferralsQuery, PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<ReferralItemView>, headers(("Link" = String)))))]
pub(crate) async fn list(desk: Desk, list: ListQuery<ReferralsQuery>) -> Reply {
    let Some(query) = list.filter.clone().within(desk.staff.scope()) else {
        return listing::<ReferralItemView>(&list.uri, &[], None);
    };
    let scope = query.scope();
    let after = list.after(&desk.context, &scope)?;
    let (entries, next) = query.part(desk.store(), after.as_deref(), list.page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let rows = with_companies(&desk.context, desk.staff.scope(), &catalogue, entries).await?;
    let now = desk.store().now();
    let items: Vec<_> = rows.into_iter().map(|(entry, company)| ReferralItemView::of(entry, company, now)).collect();
    list.answer(&desk.context, &scope, &items, next)
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
) -> Reply {
    let opened = Opened::of(&context, &principal, &id).await?;
    let view = opened.view(&context.store, lang).await?;
    tagged_or_unchanged(&known_version, opened.sheet.loaded.version, &view)
}
