//! An agency is followed by another: from the day after its last on the requests
//! that it has open are the other's. Each is a commit of its own, and what is
//! still open is what is still to be done, so that it goes on after a crash.

use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::moves;
use domain::referral::ReferralStatus;
use store::repos::needs::ReferralFilter;
use store::{Store, TableError};

use crate::effects::Outcome;
use crate::error::FlowError;
use crate::needs::move_need;

/// Requests of one status that one step moves, at most.
const AT_ONCE: usize = 25;

/// Moves what an agency that ended has open to whoever does its work now; what
/// nobody may take stays. For each status a query, for each request two reads and
/// a commit; again at once where some may be left.
pub(super) async fn go_over(store: &Store, agency: &AgencyId) -> Result<Outcome, TableError> {
    let (mut moved, mut is_more) = (false, false);
    for status in ReferralStatus::ALL.into_iter().filter(|status| status.is_open()) {
        let filter = ReferralFilter { agency: Some(agency.clone()), status: Some(status), ..ReferralFilter::default() };
        let open = store.needs().list_referrals(&filter, None, AT_ONCE).await?;
        is_more |= open.next.is_some();
        for entry in &open.items {
            let go = |case, catalogue: &Catalogue, now| moves::go_over(case, agency, catalogue, now);
            match move_need(store, &entry.need, go).await {
                Ok(case) => moved |= case.referral(agency).is_some_and(|one| one.status == ReferralStatus::Withdrawn),
                Err(FlowError::Table(error)) => return Err(error),
                Err(error) => tracing::info!(need = %entry.need, %agency, %error, "its request stays"),
            }
        }
    }
    Ok(if moved && is_more { Outcome::Later(store.now()) } else { Outcome::Nothing })
}
