//! Which needs a list shows, and joining people to ids: lists hold none of their names.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, NeedId};
use domain::need::NeedStatus;
use domain::sight::keep_kinds_of;
use serde::Deserialize;
use store::repos::lists::{ListCursor, Listed};
use store::repos::needs::{NeedEntry, NeedFilter, ReferralFilter};
use store::{Store, TableError};
use utoipa::IntoParams;
use validator::Validate;
use web::Scope;
use web::extract::FormState;
use web::views::shares;

/// At most this many queries for one page where some needs are left out; then
/// the list goes on behind its cursor.
const QUERIES: usize = 10;

/// Which needs.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NeedsQuery {
    /// Of members of this location.
    #[param(value_type = Option<String>)]
    pub(crate) location: Option<LocationId>,
    /// Referred to this agency.
    #[param(value_type = Option<String>)]
    pub(crate) agency: Option<AgencyId>,
    /// `to_triage`, `referred`, `in_progress` or `closed`.
    #[param(value_type = Option<String>)]
    pub(crate) status: Option<NeedStatus>,
}

impl NeedsQuery {
    /// The filters, as the list's form shows them.
    pub(crate) fn filters(&self) -> FormState {
        let location = self.location.as_ref().map(|location| ("location", location.to_string()));
        let status = self.status.map(|status| ("status", status.code().to_owned()));
        let agency = self.agency.as_ref().map(|agency| ("agency", agency.to_string()));
        FormState::filled(location.into_iter().chain(status).chain(agency))
    }

    /// Names the list and its filters: what its cursors are bound to.
    pub(crate) fn scope(&self) -> String {
        path_of(&self.filters())
    }

    /// Narrowed to what the caller may see; `None` when that is nothing.
    pub(crate) fn within(mut self, scope: &Scope) -> Option<Self> {
        match scope {
            Scope::All => Some(self),
            Scope::Location(own)
                if self.agency.is_none() && self.location.as_ref().is_none_or(|asked| asked == own) =>
            {
                self.location = Some(own.clone());
                Some(self)
            }
            Scope::Agency(own) if self.agency.as_ref().is_none_or(|asked| asked == own) => {
                self.agency = Some(own.clone());
                Some(self)
            }
            Scope::Location(_) | Scope::Agency(_) => None,
        }
    }
}

/// Where a list with these filters stands in the console.
pub(crate) fn path_of(entered: &FormState) -> String {
    let pairs: Vec<String> = entered.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { "/console/needs".to_owned() } else { format!("/console/needs?{}", pairs.join("&")) }
}

/// Entries with the company's name, `None` once erased: one read for 100.
pub(crate) async fn with_companies(
    store: &Store,
    entries: Vec<NeedEntry>,
) -> Result<Vec<(NeedEntry, Option<String>)>, TableError> {
    let ids: Vec<NeedId> = entries.iter().map(|entry| entry.id.clone()).collect();
    let people = store.needs().people(&ids).await?.into_iter();
    let companies = people.map(|person| person.map(|person| person.company.name));
    Ok(entries.into_iter().zip(companies).collect())
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
    let mut page = Listed { items: Vec::new(), next: from };
    for _ in 0..QUERIES {
        let (from, wanted) = (page.next.take(), limit - page.items.len());
        let listed = match &query.agency {
            Some(agency) => needs_of_agency(store, (agency, query, scope), catalogue, from, wanted).await?,
            None => store.needs().list(&filter, from, wanted).await?,
        };
        let seen = listed.items.into_iter().filter_map(|entry| match scope {
            Scope::Location(_) => entry.for_place(catalogue),
            Scope::Agency(_) | Scope::All => Some(entry),
        });
        page.items.extend(seen);
        page.next = listed.next;
        if page.next.is_none() || *scope == Scope::All || page.items.len() == limit {
            break;
        }
    }
    Ok(page)
}

/// Needs that were referred to an agency, newest referral first; for its advisers
/// those that it is told of, with the kinds that it is asked about. A page may hold
/// fewer than `limit`.
async fn needs_of_agency(
    store: &Store,
    (agency, query, scope): (&AgencyId, &NeedsQuery, &Scope),
    catalogue: &Catalogue,
    from: Option<ListCursor>,
    limit: usize,
) -> Result<Listed<NeedEntry>, TableError> {
    let filter = ReferralFilter { agency: Some(agency.clone()), status: None, location: query.location.clone() };
    let listed = store.needs().list_referrals(&filter, from, limit).await?;
    let asked = listed.items.iter().map(|entry| (entry.need.clone(), BTreeSet::from([agency.clone()]))).collect();
    let (mut cases, now) = (store.needs().in_part(&asked).await?, store.now());
    let seen = listed.items.iter().filter_map(|entry| {
        let mut case = cases.remove(&entry.need)?;
        if query.status.is_some_and(|status| case.need.status != status) {
            return None;
        }
        if matches!(scope, Scope::Agency(_)) {
            if !shares(entry.status, &case.need.share, agency, catalogue, now) {
                return None;
            }
            keep_kinds_of(&mut case, agency, catalogue);
            case.need.triage = None;
        }
        Some(NeedEntry::from(&case.need))
    });
    Ok(Listed { items: seen.collect(), next: listed.next })
}
