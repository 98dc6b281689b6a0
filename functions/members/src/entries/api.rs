//! Members for programs: the coordinator's, and a host's own.

use axum::response::IntoResponse as _;
use domain::ids::MemberId;
use domain::member::{MemberDraft, Mode};
use flows::FlowError;
use flows::members;
use http::StatusCode;
use store::repos::idempotency::KeptAnswer;
use web::extract::{
    Checked, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, cursor, listing, tagged,
    tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{Context, Desk, Problem, Reply, StaffMember, idempotent};

use super::query::MembersQuery;
use super::shape::{MemberItem, MemberView};
use super::{load, may_see, of_place, source_of};
use crate::problems::refused;

/// Members: all, or those of a place, by name or in the order asked for; those
/// without contact by its date, those who were hosted in some days by the last day
/// of their stay, those found by a search by what was found; of others as they were
/// entered. All for the coordinator, its own for a host. One read, and one query for
/// each page of rows; rows in proportion to what the narrowest filter holds, 5,000 at
/// most: where filters together let few of these through, a page holds fewer members
/// than `limit`, or none, and `next` goes on.
#[utoipa::path(get, path = "/v1/members", tag = "members", params(MembersQuery, PageQuery),
    responses((status = 200, body = Listing<MemberItem>, headers(("Link" = String)))))]
pub(super) async fn list(desk: Desk, ListQuery { uri, page, filter: query }: ListQuery<MembersQuery>) -> Reply {
    let Some(query) = query.within(&desk.staff) else { return listing::<MemberItem>(&uri, &[], None) };
    let (secrets, scope) = (desk.store().secrets(), format!("members?{}", query.text()));
    let after = page.after(secrets, &scope)?;
    let catalogue = desk.catalogue().await?;
    let (found, next) = desk.store().members().list(&query.checked(&catalogue)?, after, page.limit).await?;
    let items: Vec<MemberItem> =
        found.into_iter().map(|entry| MemberItem::of(entry, !desk.staff.is_coordinator())).collect();
    listing(&uri, &items, next.map(|next| cursor::seal(secrets, &scope, &next)))
}

/// Enters a member, and determines what it may need. Three reads, one commit.
#[utoipa::path(post, path = "/v1/members", tag = "members", request_body = MemberDraft, params(IdempotencyKey),
    responses((status = 201, body = MemberView, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn enter(
    desk: Desk,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<MemberDraft>>,
) -> Reply {
    may_see(&desk.staff)?;
    let store = desk.store();
    let claim = store.idempotency().claim("members", &desk.staff.caller(), &key, &bytes);
    if let Some(kept) = idempotent::find(store, &claim).await? {
        return again(&desk.context, &desk.staff, &kept).await;
    }
    let catalogue = store.catalogue().load().await?;
    let sent = draft.parse(&catalogue, false)?;
    of_place(&desk.staff, &sent)?;
    let id = MemberId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let path = format!("/v1/members/{id}");
    let mut answer = None;
    let by = (source_of(&desk.staff), desk.staff.actor.clone());
    let entered = members::enter(store, (id, sent), by, Some(&claim), |record, catalogue| {
        let view = MemberView::of(record, catalogue, !desk.staff.is_coordinator());
        answer = idempotent::created(path, 1, &view).ok();
        // What is kept of the answer names nobody: it is made again.
        answer.as_ref().map(|answer| KeptAnswer { body: String::new(), ..idempotent::keep(&claim, answer) })
    })
    .await;
    match (entered, answer) {
        (Ok(_), Some(answer)) => Ok(answer.into_response()),
        (Ok(_), None) => Err(Problem::conflicting_change()),
        // The same request, sent twice at once.
        (Err(FlowError::ChangedMeanwhile), _) => match idempotent::find(store, &claim).await? {
            Some(kept) => again(&desk.context, &desk.staff, &kept).await,
            None => Err(Problem::conflicting_change()),
        },
        (Err(error), _) => Err(refused(error)),
    }
}

/// The answer of a request that entered a member before, as the member is now;
/// 404 where it ended. Two reads.
async fn again(context: &Context, staff: &StaffMember, kept: &KeptAnswer) -> Reply {
    let path = kept.location.clone().unwrap_or_default();
    let id = path.rsplit('/').next().and_then(|id| MemberId::parse(id).ok()).ok_or_else(Problem::not_found)?;
    let found = load(context, staff, &id).await?;
    let catalogue = context.store.catalogue().load().await?;
    let view = MemberView::of(&found.value, &catalogue, !staff.is_coordinator());
    Ok(idempotent::created(path, found.version, &view)?.into_response())
}

/// One member. Two reads.
#[utoipa::path(get, path = "/v1/members/{id}", tag = "members",
    responses((status = 200, body = MemberView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: Desk, known: IfNoneMatch, Id(id): Id<MemberId>) -> Reply {
    let found = load(&desk.context, &desk.staff, &id).await?;
    let catalogue = desk.catalogue().await?;
    tagged_or_unchanged(&known, found.version, &MemberView::of(&found.value, &catalogue, !desk.staff.is_coordinator()))
}

/// Changes a member: what is not named is emptied, as far as the caller may.
/// Another `location` ends the stay before it. Four reads, one commit.
#[utoipa::path(put, path = "/v1/members/{id}", tag = "members", request_body = MemberDraft, params(IfMatch),
    responses((status = 200, body = MemberView, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: Desk,
    Id(id): Id<MemberId>,
    named: IfMatch,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<MemberDraft>>,
) -> Reply {
    let before = load(&desk.context, &desk.staff, &id).await?;
    named.0.check(before.version)?;
    let catalogue = desk.catalogue().await?;
    let sent = draft.parse(&catalogue, false)?;
    of_place(&desk.staff, &sent)?;
    let by = (source_of(&desk.staff), desk.staff.actor.clone());
    let after = members::learn(desk.store(), &id, Some(before.version), (sent, Mode::Whole), by).await;
    let after = after.map_err(refused)?;
    tagged(StatusCode::OK, after.version, &MemberView::of(&after.value, &catalogue, !desk.staff.is_coordinator()))
}

/// Ends a member: all that is known of it goes; of its history, which holds ids
/// only, nothing. Who left a place is changed rather than ended: `hosted` keeps
/// the stay. Three reads, one commit.
#[utoipa::path(delete, path = "/v1/members/{id}", tag = "members", params(IfMatch), responses((status = 204)))]
pub(super) async fn delete(desk: Desk, Id(id): Id<MemberId>, named: IfMatch) -> Reply {
    let before = load(&desk.context, &desk.staff, &id).await?;
    named.0.check(before.version)?;
    members::end(desk.store(), &id, Some(before.version)).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
