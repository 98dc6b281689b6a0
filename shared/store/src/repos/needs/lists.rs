//! Needs and referrals, a page at a time.

use domain::ids::{AgencyId, LocationId};
use domain::need::NeedStatus;
use domain::referral::ReferralStatus;

use super::merged::merged;
use super::{NeedEntry, NeedsRepo, ReferralEntry};
use crate::error::TableError;
use crate::keys::{NeedList, ReferralList};
use crate::repos::lists::{ListCursor, Listed, Partitions, newest};

/// Which needs a list shows.
#[derive(Debug, Clone, Default)]
pub struct NeedFilter {
    /// Of this location.
    pub location: Option<LocationId>,
    /// Of this status.
    pub status: Option<NeedStatus>,
}

/// Which referrals a list shows.
#[derive(Debug, Clone, Default)]
pub struct ReferralFilter {
    /// Of this agency.
    pub agency: Option<AgencyId>,
    /// Of this status.
    pub status: Option<ReferralStatus>,
    /// Of members of this location.
    pub location: Option<LocationId>,
}

impl NeedsRepo<'_> {
    /// A page of needs, newest first, out of the list that has just what the
    /// filter lets through.
    pub async fn list(
        &self,
        filter: &NeedFilter,
        from: Option<ListCursor>,
        limit: usize,
    ) -> Result<Listed<NeedEntry>, TableError> {
        let list = match (&filter.location, filter.status) {
            (Some(location), Some(status)) => NeedList::Both(location.clone(), status),
            (Some(location), None) => NeedList::Location(location.clone()),
            (None, Some(status)) => NeedList::Status(status),
            (None, None) => NeedList::All,
        };
        let keep = |entry: &NeedEntry| filter.status.is_none_or(|status| entry.status == status);
        newest(self.0, partitions(list.is_yearly(), |year| list.partition(year)), from, limit, keep).await
    }

    /// A page of referrals, newest first, out of the list that has just what the
    /// filter lets through. Of a place together with an agency or a status it is out
    /// of several, one for each of the others, a few rows of each at a time.
    pub async fn list_referrals(
        &self,
        filter: &ReferralFilter,
        from: Option<ListCursor>,
        limit: usize,
    ) -> Result<Listed<ReferralEntry>, TableError> {
        let ReferralFilter { agency, status, location } = filter;
        let list = match (location, agency, status) {
            (None, Some(agency), Some(status)) => ReferralList::Both(agency.clone(), *status),
            (None, Some(agency), None) => ReferralList::Agency(agency.clone()),
            (None, None, Some(status)) => ReferralList::Status(*status),
            (None, None, None) => ReferralList::All,
            (Some(location), None, None) => ReferralList::Location(location.clone()),
            (Some(location), Some(agency), Some(status)) => ReferralList::Of(location.clone(), agency.clone(), *status),
            (Some(location), agency, status) => {
                let all = self.0.catalogue().load().await?;
                let agencies = agency.as_ref().map_or_else(|| all.agencies.keys().collect(), |agency| vec![agency]);
                let statuses = status.map_or_else(|| ReferralStatus::ALL.to_vec(), |status| vec![status]);
                let of = |agency: &AgencyId| {
                    let (location, agency) = (location.clone(), agency.clone());
                    let list = move |status: &_| ReferralList::Of(location.clone(), agency.clone(), *status);
                    statuses.iter().map(list).collect::<Vec<_>>()
                };
                let lists: Vec<ReferralList> = agencies.into_iter().flat_map(of).collect();
                return merged(self.0, &lists, from, limit).await;
            }
        };
        let keep = |entry: &ReferralEntry| status.is_none_or(|status| entry.status == status);
        newest(self.0, partitions(list.is_yearly(), |year| list.partition(year)), from, limit, keep).await
    }
}

fn partitions<F: Fn(i32) -> String>(yearly: bool, of_year: F) -> Partitions<F> {
    if yearly { Partitions::Yearly(of_year) } else { Partitions::One(of_year(0)) }
}
