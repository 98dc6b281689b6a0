//! A closed need is taken up again, one need becomes two, moves to another
//! place, or gets a name at its agency.

use chrono::TimeDelta;

use super::{Moment, MoveError, ask, asked_about, find, to_triage, unchanged};
use crate::Instant;
use crate::agency::Agency;
use crate::catalogue::Catalogue;
use crate::event::EventKind;
use crate::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use crate::need::{Decided, Handler, NeedCase, NeedStatus, TriageReason, confirmed};
use crate::referral::ReferralStatus;
use crate::regret::Regret;

/// Days after its end during which a need can be taken up again.
pub const REOPEN_DAYS: i64 = 60;

/// Whether a closed need can be taken up again.
pub fn can_reopen(case: &NeedCase, now: Instant) -> bool {
    let until = case.need.changed_at.plus(TimeDelta::days(REOPEN_DAYS));
    !case.need.is_open() && now <= until && case.person.is_some()
}

/// Takes a closed need up again: the coordinator says who helps now.
pub fn reopen(mut case: NeedCase, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    if case.need.is_open() {
        return Ok(unchanged(case));
    }
    if !can_reopen(&case, moment.now) {
        return Err(MoveError::TooLongClosed);
    }
    for referral in case.referrals.iter_mut().filter(|referral| referral.status == ReferralStatus::Done) {
        referral.past = true;
    }
    let mut events = vec![moment.event(EventKind::NeedReopened)];
    let reason = if case.need.share.any() { TriageReason::Reopened } else { TriageReason::NoConsent };
    to_triage(&mut case, reason, moment.now, &mut events);
    Ok(Decided { case, events })
}

/// The member says beside the survey what is amiss with what an agency reported:
/// its need is taken up again, for the coordinator to say who helps now. One
/// that is open is in hand already.
pub fn regret(case: NeedCase, agency: &AgencyId, regret: Regret, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    find(&case, agency)?;
    let mut decided = reopen(case, moment)?;
    if !decided.events.is_empty() {
        decided.events.insert(0, moment.event(EventKind::ReferralRegretted { agency: agency.clone(), regret }));
    }
    Ok(decided)
}

/// The kinds of need that nobody has in hand.
pub fn separable(case: &NeedCase, catalogue: &Catalogue) -> Vec<NeedTypeId> {
    let open = case.referrals.iter().filter(|referral| referral.status.is_open());
    let in_hand: Vec<NeedTypeId> = open.flat_map(|referral| asked_about(case, referral, catalogue)).collect();
    case.need.need_types.iter().map(|one| &one.id).filter(|id| !in_hand.contains(id)).cloned().collect()
}

/// Makes a need of its own of some kinds of need that nobody has in hand: what
/// is left, and the new one, whose agencies are asked by the strategies.
pub fn split(
    mut case: NeedCase,
    kinds: &[NeedTypeId],
    new: NeedId,
    moment: &Moment<'_>,
) -> Result<(Decided, Decided), MoveError> {
    if !case.need.is_open() {
        return Err(MoveError::Closed);
    }
    let (gone, left): (Vec<_>, Vec<_>) =
        case.need.need_types.iter().cloned().partition(|determined| kinds.contains(&determined.id));
    if gone.is_empty() || left.is_empty() {
        return Err(MoveError::NothingToSplit);
    }
    let free = separable(&case, moment.catalogue);
    if gone.iter().any(|determined| !free.contains(&determined.id)) {
        return Err(MoveError::StillOpen);
    }
    let mut other = NeedCase { need: case.need.clone(), referrals: Vec::new(), person: case.person.clone() };
    let (now, from) = (moment.now, case.need.id.clone());
    (other.need.id, other.need.need_types) = (new.clone(), gone);
    (other.need.created_at, other.need.changed_at) = (now, now);
    (other.need.status, other.need.triage, other.need.then) = (NeedStatus::ToTriage, None, Vec::new());
    other.need.link_generation = 0;
    if let Some(person) = &mut other.person {
        person.handlers.clear();
    }
    case.need.need_types = left;
    let mut events = vec![moment.event(EventKind::NeedSplitOff { from })];
    let settled = confirmed(&other.need.need_types).count() == other.need.need_types.len();
    let asked = if settled { ask::ask_first(&mut other, moment, &mut events) } else { Err(TriageReason::Suggested) };
    match asked {
        Ok(()) => other.settle(now, &mut events),
        Err(reason) => to_triage(&mut other, reason, now, &mut events),
    }
    let mut kept = vec![moment.event(EventKind::NeedSplit { into: new })];
    if !case.has_open() {
        // What is left may have been done already.
        case.settle(now, &mut kept);
    }
    Ok((Decided { case, events: kept }, Decided { case: other, events }))
}

/// The member is hosted elsewhere: the need goes with it.
pub fn transfer(mut case: NeedCase, to: &LocationId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    if !case.need.is_open() {
        return Err(MoveError::Closed);
    }
    if case.need.location == *to {
        return Ok(unchanged(case));
    }
    let from = std::mem::replace(&mut case.need.location, to.clone());
    let kind = EventKind::NeedTransferred { from, to: to.clone() };
    Ok(Decided { case, events: vec![moment.event(kind)] })
}

/// Somebody of the agency has it in hand from now on, by name: mails about it
/// go there, also the one that asks and has still to leave. The address must be
/// one of the agency's.
pub fn handed_over(
    mut case: NeedCase,
    agency: &AgencyId,
    handler: Handler,
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let status = case.referrals.get(at).map(|referral| referral.status);
    if let Some(status) = status.filter(|status| !status.is_open()) {
        return Err(MoveError::Over { status });
    }
    let queued = status == Some(ReferralStatus::Queued);
    let known = moment.catalogue.agencies.get(agency);
    if !known.is_some_and(|known| known.is_own(&handler.email)) {
        let domains = known.map(Agency::domains).unwrap_or_default();
        return Err(MoveError::NotOfAgency { agency: agency.clone(), domains });
    }
    let Some(person) = &mut case.person else { return Ok(unchanged(case)) };
    if person.handlers.get(agency) == Some(&handler) {
        return Ok(unchanged(case));
    }
    person.handlers.insert(agency.clone(), handler);
    let kind = EventKind::ReferralHandedOver { agency: agency.clone(), queued };
    Ok(Decided { case, events: vec![moment.event(kind)] })
}
