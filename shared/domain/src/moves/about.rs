//! What a referral is about.

use crate::catalogue::Catalogue;
use crate::ids::NeedTypeId;
use crate::need::{NeedCase, confirmed};
use crate::referral::Referral;
use crate::route::Reason;

/// The settled kinds of need that a referral is about; all of them where its
/// services do not tell.
pub fn asked_about(case: &NeedCase, referral: &Referral, catalogue: &Catalogue) -> Vec<NeedTypeId> {
    let named = |id: &&NeedTypeId| {
        referral.because.iter().any(|reason| matches!(reason, Reason::Answers { need_type, .. } if need_type == *id))
    };
    let answered = |id: &&NeedTypeId| {
        referral.services.iter().filter_map(|id| catalogue.services.get(id)).any(|s| s.answers.contains(*id))
    };
    let settled: Vec<&NeedTypeId> = confirmed(&case.need.need_types).collect();
    let mut about: Vec<_> = settled.iter().copied().filter(named).cloned().collect();
    if about.is_empty() {
        about = settled.iter().copied().filter(answered).cloned().collect();
    }
    if about.is_empty() { settled.into_iter().cloned().collect() } else { about }
}
