//! Joining people to ids: lists hold none of their names.

use std::collections::BTreeMap;

use domain::event::{Actor, Event};
use domain::ids::{AgencyId, NeedId, StaffId};
use domain::need::Need;
use store::repos::lists::{ListCursor, Listed};
use store::repos::needs::{NeedEntry, NeedTypeEntry, ReferralFilter};
use store::{Store, TableError, keys};

use crate::api::NeedsQuery;

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
    if !events.iter().any(|event| matches!(event.actor, Actor::Staff(_))) {
        return Ok(BTreeMap::new());
    }
    Ok(store.staff().list().await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}

/// Needs that were referred to an agency, newest referral first. A page may
/// hold fewer than `limit` where a status is asked for as well.
pub(crate) async fn needs_of_agency(
    store: &Store,
    agency: &AgencyId,
    query: &NeedsQuery,
    from: Option<ListCursor>,
    limit: usize,
) -> Result<Listed<NeedEntry>, TableError> {
    let filter = ReferralFilter { agency: Some(agency.clone()), status: None, location: query.location.clone() };
    let listed = store.needs().list_referrals(&filter, from, limit).await?;
    let rows: Vec<_> = listed.items.iter().map(|entry| keys::need(&entry.need)).collect();
    let needs = store.read_many::<Need>(&rows).await?;
    let needs = needs.into_iter().flatten().map(|need| entry(need.value));
    let items = needs.filter(|need| query.status.is_none_or(|status| need.status == status)).collect();
    Ok(Listed { items, next: listed.next })
}

fn entry(need: Need) -> NeedEntry {
    NeedEntry {
        id: need.id,
        status: need.status,
        location: need.location,
        need_types: need.need_types.iter().map(NeedTypeEntry::from).collect(),
        triage: need.triage,
        created_at: need.created_at,
        changed_at: need.changed_at,
    }
}
