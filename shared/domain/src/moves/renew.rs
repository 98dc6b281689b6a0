//! Links are asked for again: a higher generation voids those sent before.

use super::{MoveError, find};
use crate::Instant;
use crate::event::{Actor, Event, EventKind};
use crate::ids::AgencyId;
use crate::need::{Decided, NeedCase};
use crate::referral::ReferralStatus;

/// A new link for the agency. Only while the agency has a part in the need, or
/// could still say yes: it sees nothing any more once it declined or the need
/// was taken from it.
pub fn renew_referral_link(
    mut case: NeedCase,
    agency: &AgencyId,
    now: Instant,
    actor: &Actor,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let may_come_late = case.takes_late_yes(agency);
    let Some(referral) = case.referrals.get_mut(at) else {
        return Err(MoveError::NotAsked { agency: agency.clone() });
    };
    if !referral.status.is_open() && referral.status != ReferralStatus::Done && !may_come_late {
        return Err(MoveError::Over { status: referral.status });
    }
    referral.link_generation = referral.link_generation.saturating_add(1);
    let kind = EventKind::ReferralLinkRenewed { agency: agency.clone() };
    Ok(Decided { case, events: vec![Event::new(now, actor.clone(), kind)] })
}

/// A new link for the member.
pub fn renew_member_link(mut case: NeedCase, now: Instant, actor: &Actor) -> Decided {
    case.need.link_generation = case.need.link_generation.saturating_add(1);
    Decided { case, events: vec![Event::new(now, actor.clone(), EventKind::NeedLinkRenewed)] }
}
