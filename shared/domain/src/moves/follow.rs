//! Time passes on a referral: its agency is reminded, its time ends, it is
//! asked whether it met the member, then the member is, and at last a person.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, TimeDelta};

use super::{Moment, MoveError, ask, find, go_over, turn, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::event::EventKind;
use crate::holidays::StaffDays;
use crate::ids::AgencyId;
use crate::need::{Decided, NeedCase, Outcome};
use crate::referral::{ENQUIRE_AGAIN_DAYS, ENQUIRIES, Referral, ReferralStatus};
use crate::route::Reason;
use crate::working_days::{deadline, is_working_day, morning, morning_after};

/// What a member says of an agency that took its need on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberSays {
    /// It met, or will; nothing more is asked for some time.
    Meeting,
    /// It was helped, or not.
    Outcome(Outcome),
    /// Nobody was in touch.
    Nobody,
}

/// The next step of a referral, where its time has come; before that, or once
/// somebody answered, nothing happens. A day on which its agency does not work
/// puts it off, as do days off that were entered since it was asked. What lies
/// with one that ended goes over to whoever does its work.
pub fn follow(case: NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    if !case.referrals.get(at).is_some_and(|referral| referral.is_due(now)) {
        return Ok(unchanged(case));
    }
    let Decided { mut case, events } = go_over(case, agency, catalogue, now)?;
    if !events.is_empty() {
        return Ok(Decided { case, events });
    }
    let Some(referral) = case.referrals.get_mut(at) else { return Ok(unchanged(case)) };
    let days = catalogue.days_of(agency);
    if let Some(answer_by) = moved_end(referral, &days).filter(|answer_by| *answer_by > now) {
        referral.answer_by = answer_by;
    }
    let kind = match referral.status {
        ReferralStatus::Sent if referral.answer_by <= now => return Ok(expire(case, at, catalogue, now)),
        _ if !is_working_day(now.day_in(BRUSSELS), &days) => postpone(referral, morning(now, 1, &days)),
        ReferralStatus::Sent => remind(referral, now, &days),
        _ => enquire(referral, now, morning(now, ENQUIRE_AGAIN_DAYS, &days)),
    };
    Ok(Decided { case, events: vec![Moment::by_itself(catalogue, now).event(kind)] })
}

/// A later end of an unanswered referral's time, where its agency has days off
/// by now that it had not when it was asked.
fn moved_end(referral: &Referral, days: &StaffDays) -> Option<Instant> {
    let clock = referral.follow_up.clock.as_ref().filter(|_| referral.status == ReferralStatus::Sent)?;
    let asked_at = referral.follow_up.asked_at.unwrap_or(referral.created_at);
    Some(deadline(asked_at, clock.answer_days, days)).filter(|answer_by| *answer_by > referral.answer_by)
}

fn postpone(referral: &mut Referral, next_at: Instant) -> EventKind {
    referral.follow_up.next_at = Some(next_at);
    EventKind::ReferralPostponed { agency: referral.agency.clone(), next_at }
}

/// One mail for all reminders whose mornings have come.
fn remind(referral: &mut Referral, now: Instant, days: &StaffDays) -> EventKind {
    let (reminders, next_at) = referral.reminders_by(now, days);
    if reminders <= referral.follow_up.reminders {
        return postpone(referral, next_at);
    }
    (referral.follow_up.reminders, referral.follow_up.next_at) = (reminders, Some(next_at));
    EventKind::ReferralReminded { agency: referral.agency.clone(), nth: reminders, next_at }
}

/// The next question after a yes.
fn enquire(referral: &mut Referral, now: Instant, next_at: Instant) -> EventKind {
    let agency = referral.agency.clone();
    let follow_up = &mut referral.follow_up;
    if follow_up.awaits_member || follow_up.enquiries > ENQUIRIES {
        follow_up.end();
        follow_up.silent_since = Some(now);
        return EventKind::ReferralSilent { agency };
    }
    follow_up.enquiries += 1;
    follow_up.next_at = Some(next_at);
    if follow_up.enquiries > ENQUIRIES {
        return EventKind::ReferralMemberAsked { agency, next_at };
    }
    EventKind::ReferralEnquired { agency, nth: follow_up.enquiries, next_at }
}

/// The time passed without an answer: the next agency is asked, or once more
/// the same one where no strategy names another.
fn expire(mut case: NeedCase, at: usize, catalogue: &Catalogue, now: Instant) -> Decided {
    let moment = Moment::by_itself(catalogue, now);
    let Some(agency) = turn(&mut case, at, ReferralStatus::Expired, now).map(|referral| referral.agency.clone()) else {
        return unchanged(case);
    };
    let mut events = vec![moment.event(EventKind::ReferralExpired { agency: agency.clone() })];
    let reason = Reason::AfterSilence { agency };
    if !ask::ask_next(&mut case, at, reason, &moment, &mut events) {
        ask::ask_again_if_alone(&mut case, at, &moment, &mut events);
    }
    case.settle(now, &mut events);
    Decided { case, events }
}

fn taken_on<'a>(case: &'a mut NeedCase, agency: &AgencyId) -> Result<&'a mut Referral, MoveError> {
    let at = find(case, agency)?;
    match case.referrals.get_mut(at) {
        Some(referral) if referral.status == ReferralStatus::Accepted => Ok(referral),
        Some(referral) => Err(MoveError::Over { status: referral.status }),
        None => Err(MoveError::NotAsked { agency: agency.clone() }),
    }
}

/// Whether an agency took it on before questions had times, so that nothing
/// would ever be asked.
pub fn lies_still(referral: &Referral) -> bool {
    let follow_up = &referral.follow_up;
    referral.status == ReferralStatus::Accepted && follow_up.next_at.is_none() && follow_up.silent_since.is_none()
}

/// Gives such referrals a time: their agencies are asked in a week.
pub fn take_up(mut case: NeedCase, catalogue: &Catalogue, now: Instant) -> Decided {
    let moment = Moment::by_itself(catalogue, now);
    let mut events = Vec::new();
    for referral in case.referrals.iter_mut().filter(|referral| lies_still(referral)) {
        let next_at = morning(now, ENQUIRE_AGAIN_DAYS, &catalogue.days_of(&referral.agency));
        events.push(moment.event(postpone(referral, next_at)));
    }
    Decided { case, events }
}

/// A person has the agency reminded now, whatever its times say: of an answer, or
/// whether it met the member.
pub fn remind_now(mut case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let days = moment.catalogue.days_of(agency);
    let Some(referral) = case.referrals.get_mut(at) else { return Ok(unchanged(case)) };
    let kind = match referral.status {
        ReferralStatus::Sent => {
            referral.follow_up.reminders += 1;
            let (nth, next_at) = (referral.follow_up.reminders, referral.reminders_by(moment.now, &days).1);
            referral.follow_up.next_at = Some(next_at);
            EventKind::ReferralReminded { agency: agency.clone(), nth, next_at }
        }
        ReferralStatus::Accepted => {
            referral.follow_up.end();
            referral.follow_up.enquiries = 0;
            enquire(referral, moment.now, morning(moment.now, ENQUIRE_AGAIN_DAYS, &days))
        }
        status => return Err(MoveError::Over { status }),
    };
    Ok(Decided { case, events: vec![moment.event(kind)] })
}

/// From today to about six months ahead: a day beyond is a slip of the hand.
pub const MEETINGS_WITHIN: RangeInclusive<TimeDelta> = TimeDelta::zero()..=TimeDelta::days(180);

/// The agency meets the member, on `day` where it says when: nothing more is
/// asked until the working day after, or for its usual time.
pub fn meeting(
    mut case: NeedCase,
    agency: &AgencyId,
    day: Option<NaiveDate>,
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    let days = moment.catalogue.days_of(agency);
    let referral = taken_on(&mut case, agency)?;
    let usual = referral.follow_up.clock.as_ref().map_or(2 * ENQUIRE_AGAIN_DAYS, |clock| clock.follow_up_days);
    let today = moment.now.day_in(BRUSSELS);
    let next_at = match day.filter(|day| MEETINGS_WITHIN.contains(&(*day - today))) {
        Some(day) => morning_after(day, &days),
        None => morning(moment.now, usual, &days),
    };
    let follow_up = &referral.follow_up;
    let stands = (follow_up.enquiries, follow_up.next_at) == (0, Some(next_at));
    if stands && follow_up.silent_since.is_none() && !follow_up.awaits_member {
        return Ok(unchanged(case));
    }
    referral.follow_up.end();
    (referral.follow_up.enquiries, referral.follow_up.next_at) = (0, Some(next_at));
    let kind = EventKind::ReferralMeeting { agency: agency.clone(), next_at };
    Ok(Decided { case, events: vec![moment.event(kind)] })
}

/// The agency could not reach the member, who is told and must act; the
/// agency's time stands still until then.
pub fn unreached(mut case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    let days = moment.catalogue.days_of(agency);
    let referral = taken_on(&mut case, agency)?;
    if referral.follow_up.awaits_member {
        return Ok(unchanged(case));
    }
    let next_at = morning(moment.now, ENQUIRE_AGAIN_DAYS, &days);
    referral.follow_up.end();
    (referral.follow_up.awaits_member, referral.follow_up.next_at) = (true, Some(next_at));
    let kind = EventKind::ReferralAwaitsMember { agency: agency.clone(), next_at };
    Ok(Decided { case, events: vec![moment.event(kind)] })
}

/// The member says what came of an agency's yes.
pub fn member_says(
    mut case: NeedCase,
    agency: &AgencyId,
    says: MemberSays,
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    match says {
        MemberSays::Outcome(outcome) => super::done(case, agency, (outcome, ""), moment),
        MemberSays::Meeting => meeting(case, agency, None, moment),
        MemberSays::Nobody => {
            let referral = taken_on(&mut case, agency)?;
            if referral.follow_up.silent_since.is_some() {
                return Ok(unchanged(case));
            }
            referral.follow_up.end();
            referral.follow_up.silent_since = Some(moment.now);
            let kind = EventKind::ReferralNobodyCame { agency: agency.clone() };
            Ok(Decided { case, events: vec![moment.event(kind)] })
        }
    }
}
