//! The member takes back the need, or the consent to share.

use super::{MoveError, to_triage, unchanged, withdraw_open};
use crate::Instant;
use crate::event::{Actor, Event, EventKind};
use crate::need::{Decided, NeedCase, NeedStatus, Outcome, Share, TriageReason};
use crate::referral::ReferralStatus;

/// Takes the need back: open referrals are withdrawn, the need closes.
pub fn withdraw(mut case: NeedCase, now: Instant, actor: &Actor) -> Result<Decided, MoveError> {
    if case.need.status == NeedStatus::Closed {
        let withdrawn = case.need.outcome == Some(Outcome::Withdrawn);
        return if withdrawn { Ok(unchanged(case)) } else { Err(MoveError::Closed) };
    }
    let mut events = vec![Event::new(now, actor.clone(), EventKind::NeedWithdrawn)];
    withdraw_open(&mut case, now, actor, &mut events);
    case.need.status = NeedStatus::Closed;
    case.need.outcome = Some(Outcome::Withdrawn);
    case.need.triage = None;
    case.need.changed_at = now;
    events.push(Event::new(now, Actor::System, EventKind::NeedClosed { outcome: Outcome::Withdrawn }));
    Ok(Decided { case, events })
}

/// Takes the consent to share back: nothing is shared any more, so every open
/// referral is withdrawn, accepted ones too. The need closes if an agency was
/// done with it, or else waits for the coordinator. A closed need stays closed.
pub fn take_back_consent(mut case: NeedCase, now: Instant, actor: &Actor) -> Decided {
    if case.need.share == Share::All(false) {
        return unchanged(case);
    }
    case.need.share = Share::All(false);
    let mut events = vec![Event::new(now, actor.clone(), EventKind::ConsentWithdrawn)];
    withdraw_open(&mut case, now, actor, &mut events);
    let closed = case.need.status == NeedStatus::Closed;
    let helped = case.referrals.iter().any(|referral| referral.status == ReferralStatus::Done);
    match (closed, helped) {
        (true, _) => {}
        (false, true) => case.settle(now, &mut events),
        (false, false) => to_triage(&mut case, TriageReason::NoConsent, now, &mut events),
    }
    Decided { case, events }
}
