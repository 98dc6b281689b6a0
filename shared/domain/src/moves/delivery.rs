//! What becomes of a referral's mail, and of its deadline.

use super::{MoveError, ask, find, turn, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::event::{Actor, Event, EventKind};
use crate::holidays::StaffDays;
use crate::ids::AgencyId;
use crate::need::{Decided, NeedCase, NeedStatus};
use crate::referral::ReferralStatus;
use crate::route::Reason;

/// The mail left. A referral that moved on in the meantime stays as it is; one
/// whose mail was refused before, and is sent again by a person, waits anew while the member still agrees.
/// A mail that left after its own deadline gives the agency a working day.
pub fn sent(mut case: NeedCase, agency: &AgencyId, staff: &StaffDays, now: Instant) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let wanted = case.need.status != NeedStatus::Closed && case.need.share.any();
    let again = wanted && status(&case, at) == Some(ReferralStatus::Undeliverable);
    if !again && status(&case, at) != Some(ReferralStatus::Queued) {
        return Ok(unchanged(case));
    }
    let referral = turn(&mut case, at, ReferralStatus::Sent, now);
    let answer_by = referral.map(|referral| {
        referral.answer_by = referral.answer_by_from(now, staff);
        referral.answer_by
    });
    let kind = EventKind::ReferralSent { agency: agency.clone(), answer_by, again };
    let mut events = vec![Event::new(now, Actor::System, kind)];
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// The mail could not be delivered, at once or by a later notice: the next
/// agency is asked. A referral that was answered all the same stays as it is.
pub fn undeliverable(
    mut case: NeedCase,
    agency: &AgencyId,
    catalogue: &Catalogue,
    now: Instant,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    if !matches!(status(&case, at), Some(ReferralStatus::Queued | ReferralStatus::Sent)) {
        return Ok(unchanged(case));
    }
    turn(&mut case, at, ReferralStatus::Undeliverable, now);
    let kind = EventKind::ReferralUndeliverable { agency: agency.clone() };
    let reason = Reason::AfterUndelivered { agency: agency.clone() };
    let mut events = vec![Event::new(now, Actor::System, kind)];
    ask::ask_next(&mut case, at, reason, catalogue, now, &mut events);
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// The deadline passed without an answer: the next agency is asked, or once
/// more the same one where no strategy names another. Before the deadline,
/// before the mail left, or after an answer nothing happens.
pub fn expire(
    mut case: NeedCase,
    agency: &AgencyId,
    catalogue: &Catalogue,
    now: Instant,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let due = case.referrals.get(at).is_some_and(|r| r.status == ReferralStatus::Sent && r.answer_by <= now);
    if !due {
        return Ok(unchanged(case));
    }
    turn(&mut case, at, ReferralStatus::Expired, now);
    let kind = EventKind::ReferralExpired { agency: agency.clone() };
    let mut events = vec![Event::new(now, Actor::System, kind)];
    let reason = Reason::AfterSilence { agency: agency.clone() };
    if !ask::ask_next(&mut case, at, reason, catalogue, now, &mut events) {
        ask::ask_again_if_alone(&mut case, at, catalogue, now, &mut events);
    }
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

fn status(case: &NeedCase, at: usize) -> Option<ReferralStatus> {
    case.referrals.get(at).map(|referral| referral.status)
}
