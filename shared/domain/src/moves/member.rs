//! The member takes back the need, or the consent to share, or is known no more.

use super::{MoveError, to_triage, unchanged, withdraw_open};
use crate::Instant;
use crate::event::{Actor, Event, EventKind};
use crate::need::{Decided, NeedCase, NeedStatus, Outcome, Share, TriageReason};
use crate::referral::ReferralStatus;

/// Takes the need back: open referrals are withdrawn, the need closes.
pub fn withdraw(case: NeedCase, now: Instant, actor: &Actor) -> Result<Decided, MoveError> {
    if case.need.status == NeedStatus::Closed {
        let withdrawn = case.need.outcome == Some(Outcome::Withdrawn);
        return if withdrawn { Ok(unchanged(case)) } else { Err(MoveError::Closed) };
    }
    Ok(end(case, EventKind::NeedWithdrawn, Outcome::Withdrawn, now, actor))
}

/// Closes a need of which nobody is known any more: its person's data came to
/// its end, so nobody can be helped with it. A closed one stays as it is.
pub fn data_ended(case: NeedCase, now: Instant) -> Decided {
    if case.person.is_some() || case.need.status == NeedStatus::Closed {
        return unchanged(case);
    }
    end(case, EventKind::NeedDataEnded, Outcome::Unreachable, now, &Actor::System)
}

/// Withdraws what is open and closes the need.
fn end(mut case: NeedCase, why: EventKind, outcome: Outcome, now: Instant, actor: &Actor) -> Decided {
    let mut events = vec![Event::new(now, actor.clone(), why)];
    withdraw_open(&mut case, now, actor, &mut events);
    case.need.status = NeedStatus::Closed;
    case.need.outcome = Some(outcome);
    case.need.triage = None;
    case.need.changed_at = now;
    events.push(Event::new(now, Actor::System, EventKind::NeedClosed { outcome }));
    Decided { case, events }
}

/// Takes the consent to share back: nothing is shared any more, so every open
/// referral is withdrawn, accepted ones too. The need closes if an agency was
/// done with it, or else waits for the coordinator. A closed need stays closed.
pub fn take_back_consent(mut case: NeedCase, now: Instant, actor: &Actor) -> Decided {
    if case.need.share == Share::All(false) {
        return unchanged(case);
    }
    case.need.share = Share::All(false);
    if let Some(person) = &mut case.person {
        person.agreed = None;
    }
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
