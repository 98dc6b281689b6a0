//! An agency answers, itself or by somebody of the staff.
//!
//! The same answer again keeps what is written beside it and changes nothing
//! else; the opposite one, or a no for another reason, is refused. After the
//! deadline the next agency was asked: a late yes counts while nobody else said
//! yes, and those asked meanwhile are spared; a late no says nothing new and is
//! refused.

use super::instead::spare;
use super::{Moment, MoveError, ask, cut, find, note, turn, unchanged};
use crate::event::EventKind;
use crate::ids::AgencyId;
use crate::need::{Decided, NeedCase, NeedPerson, Outcome};
use crate::referral::{DeclineReason, ENQUIRE_AGAIN_DAYS, ReferralStatus};
use crate::route::Reason;
use crate::working_days::morning;

/// The agency takes the need on.
pub fn accept(mut case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let is_late = case.takes_late_yes(agency);
    match case.referrals.get(at).map(|referral| referral.status) {
        Some(ReferralStatus::Queued | ReferralStatus::Sent) => {}
        Some(ReferralStatus::Expired) if is_late => {}
        Some(ReferralStatus::Accepted) => return Ok(unchanged(case)),
        Some(status) => return Err(refusal(status)),
        None => {
            return Err(MoveError::NotAsked { agency: agency.clone() });
        }
    }
    let now = moment.now;
    let mut next_at = None;
    if let Some(referral) = turn(&mut case, at, ReferralStatus::Accepted, now) {
        let days = referral.follow_up.clock.as_ref().map_or(2 * ENQUIRE_AGAIN_DAYS, |clock| clock.follow_up_days);
        next_at = Some(morning(now, days, &moment.catalogue.days_of(agency)));
        (referral.follow_up.enquiries, referral.follow_up.next_at) = (0, next_at);
    }
    let mut events = vec![moment.event(EventKind::ReferralAccepted { agency: agency.clone(), next_at })];
    if is_late {
        spare(&mut case, agency, moment, &mut events);
    }
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// The agency does not take the need on; the next of the strategy is asked.
/// A duplicate asks nobody: the member is being helped there already. When
/// nobody else is at work on it, the coordinator looks at it.
pub fn decline(
    mut case: NeedCase,
    agency: &AgencyId,
    (reason, text): (DeclineReason, &str),
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    let (at, now) = (find(&case, agency)?, moment.now);
    match case.referrals.get(at).map(|referral| (referral.status, referral.declined)) {
        Some((ReferralStatus::Queued | ReferralStatus::Sent, _)) => {}
        Some((ReferralStatus::Declined, stands)) if stands.is_none_or(|stands| stands == reason) => {
            return Ok(noted(case, agency, text, moment));
        }
        Some((status, _)) => return Err(refusal(status)),
        None => {
            return Err(MoveError::NotAsked { agency: agency.clone() });
        }
    }
    if let Some(referral) = turn(&mut case, at, ReferralStatus::Declined, now) {
        referral.declined = Some(reason);
    }
    note(&mut case, now, moment.actor, text);
    let mut events = vec![moment.event(EventKind::ReferralDeclined { agency: agency.clone(), reason })];
    if reason != DeclineReason::Duplicate {
        let because = Reason::AfterDecline { agency: agency.clone() };
        ask::ask_next(&mut case, at, because, moment, &mut events);
    }
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// The agency reports what came of it. Reported without an acceptance before,
/// it counts as both.
pub fn done(
    mut case: NeedCase,
    agency: &AgencyId,
    (outcome, text): (Outcome, &str),
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    let (at, now) = (find(&case, agency)?, moment.now);
    let mut events = Vec::new();
    let is_late = case.takes_late_yes(agency);
    match case.referrals.get(at).map(|referral| (referral.status, referral.outcome)) {
        Some((ReferralStatus::Accepted, _)) => {}
        Some((status, _)) if matches!(status, ReferralStatus::Queued | ReferralStatus::Sent) || is_late => {
            events.push(moment.event(EventKind::ReferralAccepted { agency: agency.clone(), next_at: None }));
        }
        Some((ReferralStatus::Done, reported)) if reported == Some(outcome) => {
            return Ok(noted(case, agency, text, moment));
        }
        Some((status, _)) => return Err(refusal(status)),
        None => {
            return Err(MoveError::NotAsked { agency: agency.clone() });
        }
    }
    if let Some(referral) = turn(&mut case, at, ReferralStatus::Done, now) {
        referral.outcome = Some(outcome);
    }
    note(&mut case, now, moment.actor, text);
    events.push(moment.event(EventKind::ReferralDone { agency: agency.clone(), outcome }));
    // Nobody else is needed; one that did not help leaves them to it.
    if is_late && matches!(outcome, Outcome::Helped | Outcome::Withdrawn) {
        spare(&mut case, agency, moment, &mut events);
    }
    // Whom the coordinator wanted asked after it.
    ask::ask_then(&mut case, None, &Moment::by_itself(moment.catalogue, now), &mut events);
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// Keeps what is written beside the same answer given again, once: it stands
/// beside that answer. Nothing else happens.
pub fn noted(mut case: NeedCase, agency: &AgencyId, text: &str, moment: &Moment<'_>) -> Decided {
    let kept = cut(text);
    let answered_at = case.referral(agency).map(|referral| referral.changed_at);
    let is_new = |person: &NeedPerson| !person.notes.iter().any(|one| one.actor == *moment.actor && one.text == kept);
    if let Some(at) = answered_at.filter(|_| case.person.as_ref().is_some_and(is_new)) {
        note(&mut case, at, moment.actor, text);
    }
    unchanged(case)
}

const fn refusal(status: ReferralStatus) -> MoveError {
    match status {
        ReferralStatus::Accepted | ReferralStatus::Declined | ReferralStatus::Done => MoveError::Opposite { status },
        ReferralStatus::Queued
        | ReferralStatus::Sent
        | ReferralStatus::Expired
        | ReferralStatus::Undeliverable
        | ReferralStatus::Withdrawn => MoveError::Over { status },
    }
}
