//! The values that reasons rest on, kept with the person and nowhere else.
//!
//! Why a kind of need is thought to be one, and why an agency was asked, are
//! sentences about the member: *condition met: stage (launch)*. The need and
//! its referrals have no end, so their rows name the facts alone; the values
//! stand in the person's row and end with it. Reading joins them again.

use std::collections::BTreeMap;

use domain::determine::Evidence;
use domain::ids::{AgencyId, NeedTypeId};
use domain::need::{Need, NeedCase, NeedPerson};
use domain::route::Reason;
use serde::{Deserialize, Serialize};

/// Reasons whose rows name only their facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Reasons {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    needs: BTreeMap<NeedTypeId, Vec<Evidence>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    asked: BTreeMap<AgencyId, Vec<Reason>>,
}

/// The person's row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PersonRow {
    /// The person.
    #[serde(flatten)]
    pub(super) person: NeedPerson,
    /// The values of the case's reasons.
    #[serde(default)]
    pub(super) reasons: Reasons,
}

impl Reasons {
    /// Of a case, those that hold a value.
    pub(super) fn of(case: &NeedCase) -> Self {
        let mut reasons = Self::default();
        for determined in &case.need.need_types {
            if determined.because.iter().any(|evidence| evidence.without_values() != *evidence) {
                reasons.needs.insert(determined.id.clone(), determined.because.clone());
            }
        }
        for referral in &case.referrals {
            if referral.because.iter().any(|reason| reason.without_values() != *reason) {
                reasons.asked.insert(referral.agency.clone(), referral.because.clone());
            }
        }
        reasons
    }

    /// Joins the values to the reasons of a need.
    pub(super) fn join_need(&self, need: &mut Need) {
        for determined in &mut need.need_types {
            if let Some(full) = self.needs.get(&determined.id)
                && full.iter().map(Evidence::without_values).eq(determined.because.iter().cloned())
            {
                determined.because.clone_from(full);
            }
        }
    }

    /// Joins the values to the reasons of a case.
    pub(super) fn join(&self, case: &mut NeedCase) {
        self.join_need(&mut case.need);
        for referral in &mut case.referrals {
            if let Some(full) = self.asked.get(&referral.agency)
                && full.iter().map(Reason::without_values).eq(referral.because.iter().cloned())
            {
                referral.because.clone_from(full);
            }
        }
    }
}
