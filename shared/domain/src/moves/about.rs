//! What a referral is about, and what nobody is left for.

use crate::Instant;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, NeedTypeId};
use crate::need::{NeedCase, confirmed};
use crate::referral::{Referral, ReferralStatus};
use crate::route::Reason;

/// Whether the reasons of a referral name this kind of need.
fn names(referral: &Referral, id: &NeedTypeId) -> bool {
    referral.because.iter().any(|reason| matches!(reason, Reason::Answers { need_type, .. } if need_type == id))
}

/// The settled kinds of need that a referral is about; all of them where its
/// services do not tell.
pub fn asked_about(case: &NeedCase, referral: &Referral, catalogue: &Catalogue) -> Vec<NeedTypeId> {
    let answered = |id: &&NeedTypeId| {
        referral.services.iter().filter_map(|id| catalogue.services.get(id)).any(|s| s.answers.contains(*id))
    };
    let settled: Vec<&NeedTypeId> = confirmed(&case.need.need_types).collect();
    let mut about: Vec<_> = settled.iter().copied().filter(|id| names(referral, id)).cloned().collect();
    if about.is_empty() {
        about = settled.iter().copied().filter(answered).cloned().collect();
    }
    if about.is_empty() { settled.into_iter().cloned().collect() } else { about }
}

/// The settled kinds of need for which everybody asked fell out while agencies
/// are at work on others, each with when the last one did. The need goes on with
/// those, and closes with what they report: somebody has to look for these.
pub fn nobody_left(case: &NeedCase) -> Vec<(&NeedTypeId, Instant)> {
    if !case.has_open() {
        return Vec::new();
    }
    let settled: Vec<&NeedTypeId> = confirmed(&case.need.need_types).collect();
    // Reasons that name no kind are about all of them.
    let about = |referral: &Referral, id: &NeedTypeId| {
        names(referral, id) || !settled.iter().any(|other| names(referral, other))
    };
    let fell_out = |referral: &&Referral| {
        matches!(referral.status, ReferralStatus::Declined | ReferralStatus::Expired | ReferralStatus::Undeliverable)
    };
    let left = |id| {
        let asked = || case.referrals.iter().filter(move |referral| about(referral, id));
        let last = asked().filter(fell_out).map(|referral| referral.changed_at).max();
        last.filter(|_| !asked().any(|referral| referral.status.is_open() || referral.is_done())).map(|at| (id, at))
    };
    settled.iter().copied().filter_map(left).collect()
}

/// Whether everything that an agency was asked about stays with others where it
/// falls out now.
pub fn others_have_it(case: &NeedCase, agency: &AgencyId) -> bool {
    let mut without = case.clone();
    for referral in without.referrals.iter_mut().filter(|referral| &referral.agency == agency) {
        referral.status = ReferralStatus::Declined;
    }
    without.has_open() && nobody_left(&without).len() == nobody_left(case).len()
}
