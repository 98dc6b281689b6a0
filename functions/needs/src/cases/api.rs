//! Reading needs: the coordinator all of them; an adviser those that the agency
//! has a part in while the member agrees, with that part alone; a host learns of
//! those of its place, where the member agreed, that they exist and where they stand.

use domain::catalogue::Catalogue;
use domain::event::{Actor, Event, EventKind};
use domain::ids::{AgencyId, NeedId};
use domain::need::{NeedCase, Share};
use domain::sight::keep_kinds_of;
use store::repos::lists::ListCursor;
use web::extract::{Id, IfNoneMatch, ListQuery, PageQuery, listing, tagged_or_unchanged};
use web::openapi::Listing;
use web::views::{Names, NeedDetailView, NeedItemView, history, shares};
use web::{Desk, Lang, Problem, Reply, Scope};

use super::query::{NeedsQuery, page_of, with_companies};

/// The needs, newest first; with `agency`, and for an adviser, by when that was
/// asked. Two reads (one more for each year without any); with `agency` one more
/// for 33.
#[utoipa::path(get, path = "/v1/needs", tag = "needs", params(NeedsQuery, PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<NeedItemView>, headers(("Link" = String)))))]
pub(crate) async fn list(desk: Desk, lang: Lang, list: ListQuery<NeedsQuery>) -> Reply {
    let Some(query) = list.filter.clone().within(desk.staff.scope()) else {
        return listing::<NeedItemView>(&list.uri, &[], None);
    };
    let scope = query.scope();
    let from = list.after(&desk.context, &scope)?;
    let from = from.map(|text| ListCursor::decode(&text).ok_or_else(Problem::bad_cursor)).transpose()?;
    let catalogue = desk.catalogue().await?;
    let listed = page_of(desk.store(), (&query, desk.staff.scope()), &catalogue, from, list.page.limit).await?;
    let next = listed.next.map(|next| next.encode());
    let rows = with_companies(desk.store(), listed.items).await?.into_iter();
    let items: Vec<_> = rows.map(|(entry, company)| NeedItemView::of(entry, company, lang.language())).collect();
    list.answer(&desk.context, &scope, &items, next)
}

/// One need with its history; to an adviser with what concerns the agency. Four
/// reads; one more where staff had a part.
#[utoipa::path(get, path = "/v1/needs/{id}", tag = "needs",
    responses(
        (status = 200, description = "The need.", body = NeedDetailView, headers(("ETag" = String))),
        (status = 304, description = "As the caller knows it.")))]
pub(crate) async fn one(desk: Desk, lang: Lang, Id(need): Id<NeedId>, known: IfNoneMatch) -> Reply {
    let store = desk.store();
    let mut loaded = store.needs().load(&need).await?.ok_or_else(Problem::not_found)?;
    let mut past = store.needs().history(&need).await?;
    let catalogue = store.catalogue().load().await?;
    match desk.staff.scope() {
        Scope::All => {}
        Scope::Agency(own) => {
            let case = &mut loaded.case;
            let shared = |status| shares(status, &case.need.share, own, &catalogue, store.now());
            if !case.referral(own).is_some_and(|part| shared(part.status)) {
                return Err(Problem::not_found());
            }
            keep_part(case, own, &catalogue);
            past.events.retain(|event| concerns(event, own));
        }
        Scope::Location(_) => return Err(Problem::not_found()),
    }
    let people = store.staff().names_of(past.events.iter().map(|event| &event.actor)).await?;
    let language = lang.language();
    let names = Names { catalogue: &catalogue, staff: &people, language };
    let history = history(&names, &loaded.case, &past.events);
    tagged_or_unchanged(&known, loaded.version, &NeedDetailView::of(&loaded.case, history, &catalogue, language))
}

/// Leaves an agency's own part: what it is asked about, and that the member agrees
/// to it. Which others the member named, and what they are asked, stays with them.
fn keep_part(case: &mut NeedCase, own: &AgencyId, catalogue: &Catalogue) {
    keep_kinds_of(case, own, catalogue);
    case.referrals.retain(|part| part.agency == *own);
    if matches!(case.need.share, Share::Only(_)) {
        case.need.share = Share::Only(vec![own.clone()]);
    }
    case.need.triage = None;
}

/// Whether an agency hears of it: what it did itself, and what the company did.
fn concerns(event: &Event, own: &AgencyId) -> bool {
    let of_company = matches!(
        event.kind,
        EventKind::NeedReceived
            | EventKind::NeedAdded { .. }
            | EventKind::NeedWithdrawn
            | EventKind::ConsentGiven
            | EventKind::ConsentWithdrawn
    );
    of_company || event.actor == Actor::Agency(own.clone())
}
