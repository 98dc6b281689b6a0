//! Lists of referrals: which of them, in pages, and the companies' names,
//! which index rows do not hold.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, NeedId};
use domain::referral::ReferralStatus;
use domain::sight::keep_kinds_of;
use serde::Deserialize;
use store::Store;
use store::repos::lists::ListCursor;
use store::repos::needs::{NeedTypeEntry, ReferralEntry, ReferralFilter};
use utoipa::IntoParams;
use validator::Validate;
use web::extract::FormState;
use web::views::shares;
use web::{Context, Problem, Scope};

/// Open referrals that are looked through for late ones.
const LOOKED_THROUGH: usize = 500;

/// Which referrals.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReferralsQuery {
    /// To this agency.
    #[param(value_type = Option<String>)]
    pub(crate) agency: Option<AgencyId>,
    /// `queued`, `sent`, `accepted`, `declined`, `expired`, `undeliverable`,
    /// `done` or `withdrawn`.
    #[param(value_type = Option<String>)]
    pub(crate) status: Option<ReferralStatus>,
    /// Of members of this location.
    #[param(value_type = Option<String>)]
    pub(crate) location: Option<LocationId>,
}

/// A referral with the company's name; `None` where it is erased or not for
/// this caller.
pub(crate) type Row = (ReferralEntry, Option<String>);

impl ReferralsQuery {
    /// The filters, as the list's form shows them.
    pub(crate) fn filters(&self) -> FormState {
        let agency = self.agency.as_ref().map(|agency| ("agency", agency.to_string()));
        let status = self.status.map(|status| ("status", status.code().to_owned()));
        let location = self.location.as_ref().map(|location| ("location", location.to_string()));
        FormState::filled(agency.into_iter().chain(status).chain(location))
    }

    /// Narrowed to what the caller may see; `None` when that is nothing.
    pub(crate) fn within(mut self, scope: &Scope) -> Option<Self> {
        match scope {
            Scope::All => {}
            Scope::Agency(own) if self.agency.as_ref().is_none_or(|asked| asked == own) => {
                self.agency = Some(own.clone());
            }
            Scope::Agency(_) | Scope::Location(_) => return None,
        }
        Some(self)
    }

    /// Names the list and its filters: what its cursors are bound to.
    pub(crate) fn scope(&self) -> String {
        path_of(&self.filters())
    }

    /// The part of it after `from`, newest first, and where it goes on. One query;
    /// one more for each year without any.
    pub(crate) async fn part(
        &self,
        store: &Store,
        from: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<ReferralEntry>, Option<String>), Problem> {
        let from = from.map(|text| ListCursor::decode(text).ok_or_else(Problem::bad_cursor)).transpose()?;
        let filter =
            ReferralFilter { agency: self.agency.clone(), status: self.status, location: self.location.clone() };
        let listed = store.needs().list_referrals(&filter, from, limit).await?;
        Ok((listed.items, listed.next.map(|next| next.encode())))
    }

    /// Those of it that should have been answered, the longest overdue first.
    /// The list of what was sent and not answered is short by nature, so it is
    /// looked through whatever the agency. One query; one more for each year
    /// without any.
    pub(crate) async fn late(&self, store: &Store) -> Result<Vec<ReferralEntry>, Problem> {
        if self.status.is_some_and(|status| status != ReferralStatus::Sent) {
            return Ok(Vec::new());
        }
        let filter =
            ReferralFilter { agency: None, status: Some(ReferralStatus::Sent), location: self.location.clone() };
        let mut late = store.needs().list_referrals(&filter, None, LOOKED_THROUGH).await?.items;
        let now = store.now();
        late.retain(|entry| entry.answer_by < now && self.agency.as_ref().is_none_or(|agency| *agency == entry.agency));
        late.sort_by_key(|entry| entry.answer_by);
        Ok(late)
    }
}

/// Where a list with these filters stands in the console.
pub(crate) fn path_of(entered: &FormState) -> String {
    let pairs: Vec<String> = entered.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { "/console/referrals".to_owned() } else { format!("/console/referrals?{}", pairs.join("&")) }
}

/// Entries with the company's name. An adviser is told it only while the agency has
/// a part and the member agrees, and of the kinds of need those that the agency is
/// asked about. One read for 100; for an adviser one for 33.
pub(crate) async fn with_companies(
    context: &Context,
    scope: &Scope,
    catalogue: &Catalogue,
    entries: Vec<ReferralEntry>,
) -> Result<Vec<Row>, Problem> {
    let store = &context.store;
    if !matches!(scope, Scope::Agency(_)) {
        let ids: Vec<NeedId> = entries.iter().map(|entry| entry.need.clone()).collect();
        let people = store.needs().people(&ids).await?;
        let companies = people.into_iter().map(|person| person.map(|person| person.company.name));
        return Ok(entries.into_iter().zip(companies).collect());
    }
    let asked = entries.iter().map(|entry| (entry.need.clone(), BTreeSet::from([entry.agency.clone()]))).collect();
    let (mut cases, now) = (store.needs().in_part(&asked).await?, store.now());
    let seen = |entry: ReferralEntry| {
        let Some(mut case) = cases.remove(&entry.need) else {
            return (ReferralEntry { need_types: Vec::new(), ..entry }, None);
        };
        keep_kinds_of(&mut case, &entry.agency, catalogue);
        let need_types = case.need.need_types.iter().map(NeedTypeEntry::from).collect();
        let is_told = shares(entry.status, &case.need.share, &entry.agency, catalogue, now);
        let company = case.person.filter(|_| is_told).map(|person| person.company.name);
        (ReferralEntry { need_types, ..entry }, company)
    };
    Ok(entries.into_iter().map(seen).collect())
}
