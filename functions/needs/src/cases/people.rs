//! Joining people to ids: lists hold none of their names.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::event::{Actor, Event};
use domain::ids::{AgencyId, NeedId, StaffId};
use domain::need::Need;
use store::repos::lists::{ListCursor, Listed};
use store::repos::needs::{NeedEntry, NeedFilter, ReferralEntry, ReferralFilter};
use store::{Store, TableError, keys};
use web::Scope;
use web::views::shares;

use super::query::NeedsQuery;

/// At most this many queries for one page where some needs are left out; then
/// the list goes on behind its cursor.
const QUERIES: usize = 10;

/// Entries with the company's name, `None` once erased: one read for 100.
pub(crate) async fn with_companies(
    store: &Store,
    entries: Vec<NeedEntry>,
) -> Result<Vec<(NeedEntry, Option<String>)>, TableError> {
    let ids: Vec<NeedId> = entries.iter().map(|entry| entry.id.clone()).collect();
    let people = store.needs().people(&ids).await?;
    Ok(entries
        .into_iter()
        .zip(people)
        .map(|(entry, person)| (entry, person.map(|person| person.company.name)))
        .collect())
}

/// Names of the staff who had a part in a history: one query, none where
/// nobody had.
pub(crate) async fn staff_names(store: &Store, events: &[Event]) -> Result<BTreeMap<StaffId, String>, TableError> {
    staff_of(store, events.iter().map(|event| &event.actor)).await
}

/// Names of the staff among those who did something: one query, none where
/// nobody is.
pub(crate) async fn staff_of<'a>(
    store: &Store,
    mut actors: impl Iterator<Item = &'a Actor> + Send,
) -> Result<BTreeMap<StaffId, String>, TableError> {
    if !actors.any(|actor| matches!(actor, Actor::Staff(_))) {
        return Ok(BTreeMap::new());
    }
    Ok(store.staff().list().await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}

/// A page of the needs that somebody sees, newest first. Two reads, one more
/// for each year without any; where others are left out, up to ten times that.
pub(crate) async fn page_of(
    store: &Store,
    (query, scope): (&NeedsQuery, &Scope),
    catalogue: &Catalogue,
    from: Option<ListCursor>,
    limit: usize,
) -> Result<Listed<NeedEntry>, TableError> {
    let filter = NeedFilter { location: query.location.clone(), status: query.status };
    let now = store.now();
    let is_told = |entry: &ReferralEntry, need: &Need| {
        !matches!(scope, Scope::Agency(_)) || shares(entry.status, &need.share, &entry.agency, catalogue, now)
    };
    let mut page = Listed { items: Vec::new(), next: from };
    for _ in 0..QUERIES {
        let (from, wanted) = (page.next.take(), limit - page.items.len());
        let listed = match &query.agency {
            Some(agency) => needs_of_agency(store, (agency, query), is_told, from, wanted).await?,
            None => store.needs().list(&filter, from, wanted).await?,
        };
        let seen = listed.items.into_iter().filter_map(|entry| match scope {
            Scope::Location(_) => entry.for_place(catalogue),
            Scope::Agency(_) => Some(NeedEntry { triage: None, ..entry }),
            Scope::All => Some(entry),
        });
        page.items.extend(seen);
        page.next = listed.next;
        if page.next.is_none() || *scope == Scope::All || page.items.len() == limit {
            break;
        }
    }
    Ok(page)
}

/// Needs that were referred to an agency and that the caller `is_told` of,
/// newest referral first. A page may hold fewer than `limit`.
async fn needs_of_agency(
    store: &Store,
    (agency, query): (&AgencyId, &NeedsQuery),
    is_told: impl Fn(&ReferralEntry, &Need) -> bool + Send,
    from: Option<ListCursor>,
    limit: usize,
) -> Result<Listed<NeedEntry>, TableError> {
    let filter = ReferralFilter { agency: Some(agency.clone()), status: None, location: query.location.clone() };
    let listed = store.needs().list_referrals(&filter, from, limit).await?;
    let rows: Vec<_> = listed.items.iter().map(|entry| keys::need(&entry.need)).collect();
    let needs = store.read_many::<Need>(&rows).await?;
    let found = listed.items.iter().zip(needs).filter_map(|(entry, need)| Some((entry, need?.value)));
    let is_meant = |need: &Need| query.status.is_none_or(|status| need.status == status);
    let seen = found.filter(|(entry, need)| is_meant(need) && is_told(entry, need));
    let items = seen.map(|(_, need)| NeedEntry::from(&need)).collect();
    Ok(Listed { items, next: listed.next })
}
