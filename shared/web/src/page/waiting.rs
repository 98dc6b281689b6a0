//! The figure beside "needs" in the console's navigation.

use domain::need::NeedStatus;
use store::repos::needs::NeedFilter;

use crate::context::Context;
use crate::principal::StaffMember;
use crate::problem::Problem;

/// Needs counted at most; the navigation shows `99+` beyond.
const COUNTED: usize = 100;

/// How many needs wait for the coordinator, for [`Page::waiting`](super::Page::waiting);
/// 0 for everybody else. One query, none for others.
pub async fn waiting(context: &Context, staff: &StaffMember) -> Result<u64, Problem> {
    if !staff.is_coordinator() {
        return Ok(0);
    }
    let filter = NeedFilter { status: Some(NeedStatus::ToTriage), location: None };
    let listed = context.store.needs().list(&filter, None, COUNTED).await?;
    Ok(listed.items.len() as u64)
}
