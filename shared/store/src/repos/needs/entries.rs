//! What lists show of needs and referrals, and where the rows of those lists
//! stand.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::determine::{Determined, Origin};
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId, ReferralId};
use domain::need::{Need, NeedStatus, TriageReason};
use domain::referral::{Referral, ReferralStatus};
use domain::sight::place_knows;
use serde::{Deserialize, Serialize};

use crate::keys::{self, NeedList, ReferralList};
use crate::table::{Condition, Key};
use crate::transaction::Transaction;

/// A kind of need, as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedTypeEntry {
    /// The kind of need.
    pub id: NeedTypeId,
    /// Where it was learnt from.
    pub from: Origin,
}

impl From<&Determined> for NeedTypeEntry {
    fn from(determined: &Determined) -> Self {
        Self { id: determined.id.clone(), from: determined.from }
    }
}

/// What lists show of a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedEntry {
    /// The need.
    pub id: NeedId,
    /// Where it stands.
    pub status: NeedStatus,
    /// The member's place.
    pub location: LocationId,
    /// What is needed.
    pub need_types: Vec<NeedTypeEntry>,
    /// Why it waits for the coordinator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageReason>,
    /// Whether the member agreed that their place knows of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown_to_place: bool,
    /// When it was stated.
    pub created_at: Instant,
    /// When its status last changed.
    pub changed_at: Instant,
}

impl From<&Need> for NeedEntry {
    fn from(need: &Need) -> Self {
        Self {
            id: need.id.clone(),
            status: need.status,
            location: need.location.clone(),
            need_types: need.need_types.iter().map(NeedTypeEntry::from).collect(),
            triage: need.triage,
            shown_to_place: need.shown_to_place,
            created_at: need.created_at,
            changed_at: need.changed_at,
        }
    }
}

impl NeedEntry {
    /// What the people of the member's place see of it, who know that it exists
    /// and where it stands; `None` where they know nothing of it.
    pub fn for_place(mut self, catalogue: &Catalogue) -> Option<Self> {
        let kinds = self.need_types.iter().map(|kind| &kind.id);
        if !place_knows(self.shown_to_place, kinds, catalogue) {
            return None;
        }
        self.need_types.clear();
        self.triage = None;
        Some(self)
    }
}

/// What lists show of a referral.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferralEntry {
    /// The referral.
    pub id: ReferralId,
    /// Its need.
    pub need: NeedId,
    /// The agency.
    pub agency: AgencyId,
    /// The member's place.
    pub location: LocationId,
    /// Where it stands.
    pub status: ReferralStatus,
    /// What is needed.
    pub need_types: Vec<NeedTypeEntry>,
    /// When the agency was asked.
    pub created_at: Instant,
    /// When its status last changed.
    pub changed_at: Instant,
    /// When the agency should have answered by.
    pub answer_by: Instant,
}

pub(super) fn need_lists(need: &Need) -> [NeedList; 4] {
    let (location, status) = (&need.location, need.status);
    [
        NeedList::All,
        NeedList::Location(location.clone()),
        NeedList::Status(status),
        NeedList::Both(location.clone(), status),
    ]
}

pub(super) fn need_row(list: &NeedList, need: &Need) -> Key {
    Key::new(list.partition(keys::year_of(need.created_at.millis())), need.id.as_str())
}

/// The lists that a referral of a member of a place stands in.
fn referral_lists(location: &LocationId, referral: &Referral) -> [ReferralList; 6] {
    let (agency, status) = (&referral.agency, referral.status);
    [
        ReferralList::All,
        ReferralList::Agency(agency.clone()),
        ReferralList::Status(status),
        ReferralList::Both(agency.clone(), status),
        ReferralList::Location(location.clone()),
        ReferralList::Of(location.clone(), agency.clone(), status),
    ]
}

/// Puts the rows of a referral's lists, and removes those that `old`, its place
/// and how it was, stood in.
pub(super) fn index_referral(
    tx: &mut Transaction,
    need: &Need,
    referral: &Referral,
    old: Option<(&LocationId, &Referral)>,
) {
    let year = keys::year_of(referral.created_at.millis());
    let key = |list: ReferralList| {
        let order = format!("{:015}#{}", referral.created_at.millis(), referral.id);
        Key::new(list.partition(year), order)
    };
    let entry = ReferralEntry {
        id: referral.id.clone(),
        need: need.id.clone(),
        agency: referral.agency.clone(),
        location: need.location.clone(),
        status: referral.status,
        need_types: need.need_types.iter().map(NeedTypeEntry::from).collect(),
        created_at: referral.created_at,
        changed_at: referral.changed_at,
        answer_by: referral.answer_by,
    };
    let lists = referral_lists(&need.location, referral);
    let before = old.map(|(location, old)| referral_lists(location, old));
    for gone in before.into_iter().flatten().filter(|list| !lists.contains(list)) {
        tx.delete(key(gone), Condition::Any);
    }
    for list in lists {
        tx.put(key(list), &entry);
    }
}
