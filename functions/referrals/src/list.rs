//! Lists of referrals: which of them, in pages, and the companies' names,
//! which index rows do not hold.

use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, NeedId};
use domain::need::Need;
use domain::referral::ReferralStatus;
use serde::Deserialize;
use store::repos::lists::ListCursor;
use store::repos::needs::{ReferralEntry, ReferralFilter};
use store::{Store, keys};
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{PageQuery, cursor};
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
    /// Names the list and its filters: what its cursors are bound to.
    fn scope(&self) -> String {
        let text = |value: Option<&str>| value.unwrap_or("-").to_owned();
        format!(
            "referrals?agency={}&status={}&location={}",
            text(self.agency.as_ref().map(AgencyId::as_str)),
            text(self.status.map(ReferralStatus::code)),
            text(self.location.as_ref().map(LocationId::as_str)),
        )
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

    /// A page of it, newest first, and the sealed cursor of the next. One
    /// query; one more for each year without any.
    pub(crate) async fn page(
        &self,
        store: &Store,
        page: &PageQuery,
    ) -> Result<(Vec<ReferralEntry>, Option<String>), Problem> {
        let scope = self.scope();
        let from = page.after(store.secrets(), &scope)?;
        let from = from.map(|text| ListCursor::decode(&text).ok_or_else(Problem::bad_cursor)).transpose()?;
        let filter =
            ReferralFilter { agency: self.agency.clone(), status: self.status, location: self.location.clone() };
        let listed = store.needs().list_referrals(&filter, from, page.limit).await?;
        let next = listed.next.map(|next| cursor::seal(store.secrets(), &scope, &next.encode()));
        Ok((listed.items, next))
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

/// Entries with the company's name: one read for 100, two for an adviser, who
/// is told only while the agency has a part and the member agrees.
pub(crate) async fn with_companies(
    context: &Context,
    scope: &Scope,
    catalogue: &Catalogue,
    entries: Vec<ReferralEntry>,
) -> Result<Vec<Row>, Problem> {
    let store = &context.store;
    let ids: Vec<NeedId> = entries.iter().map(|entry| entry.need.clone()).collect();
    let people = store.needs().people(&ids).await?;
    let mut rows: Vec<Row> =
        entries.into_iter().zip(people).map(|(entry, person)| (entry, person.map(|p| p.company.name))).collect();
    if matches!(scope, Scope::Agency(_)) {
        let now = store.now();
        let needs = store.read_many::<Need>(&ids.iter().map(keys::need).collect::<Vec<_>>()).await?;
        for ((entry, company), need) in rows.iter_mut().zip(needs) {
            let told = need.is_some_and(|n| shares(entry.status, &n.value.share, &entry.agency, catalogue, now));
            *company = company.take().filter(|_| told);
        }
    }
    Ok(rows)
}
