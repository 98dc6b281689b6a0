//! Choosing whom to ask: at first, and after somebody fell out.

use super::about::asked_about;
use super::{Moment, MoveError};
use crate::Instant;
use crate::agency::{Asking, digest_on};
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::condition::Facts;
use crate::determine::facts_of;
use crate::event::{Event, EventKind};
use crate::ids::{AgencyId, NeedTypeId, ReferralId};
use crate::need::{NeedCase, Share, TriageReason, confirmed};
use crate::need_type::Role;
use crate::referral::{FollowUp, Referral, ReferralStatus};
use crate::route::{Candidate, Reason, candidates};
use crate::strategy::Clock;
use crate::working_days::deadline;

/// Whether the member's consent covers `agency`, also under the name of an
/// agency whose work it took over.
pub fn consents(share: &Share, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> bool {
    let day = now.day_in(BRUSSELS);
    let taken_over = |named: &AgencyId| catalogue.acting(named, day).is_some_and(|acting| &acting.id == agency);
    share.covers(agency) || matches!(share, Share::Only(named) if named.iter().any(taken_over))
}

/// What is known about a case: the company, the need and its place. Agencies
/// that answered this need were in touch.
pub fn facts(case: &NeedCase, catalogue: &Catalogue, now: Instant) -> Facts {
    let answered =
        |status| matches!(status, ReferralStatus::Accepted | ReferralStatus::Declined | ReferralStatus::Done);
    let contacted: Vec<AgencyId> =
        case.referrals.iter().filter(|r| answered(r.status)).map(|r| r.agency.clone()).collect();
    let profile = case.person.as_ref().map(|person| person.company.profile.clone()).unwrap_or_default();
    let location = catalogue.locations.get(&case.need.location);
    facts_of(&profile, case.need.amount_eur, location, now.day_in(BRUSSELS), &contacted)
}

/// Everybody that the strategies name for the settled kinds of need and whose
/// conditions are not contradicted, asked or not.
fn strategy(case: &NeedCase, catalogue: &Catalogue, now: Instant) -> Vec<Candidate> {
    let types: Vec<NeedTypeId> = confirmed(&case.need.need_types).cloned().collect();
    let location = Some(&case.need.location);
    candidates(catalogue, &types, location, &facts(case, catalogue, now), now.day_in(BRUSSELS))
}

/// How often an agency is asked again without a person's decision.
const AGAIN_BY_ITSELF: usize = 1;

/// The referrals to `agency`, or to the one whose work it took over.
fn referrals_of<'a>(
    case: &'a NeedCase,
    agency: &'a AgencyId,
    catalogue: &'a Catalogue,
    now: Instant,
) -> impl Iterator<Item = &'a Referral> {
    let day = now.day_in(BRUSSELS);
    case.referrals.iter().filter(move |referral| {
        &referral.agency == agency || catalogue.acting(&referral.agency, day).is_some_and(|a| &a.id == agency)
    })
}

/// Whether `agency`, or the one whose work it took over, was asked already.
fn was_asked(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> bool {
    referrals_of(case, agency, catalogue, now).next().is_some()
}

/// Whether `agency`, or the one whose work it took over, has it in hand, has
/// still to answer or told what came of it.
fn is_asked(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> bool {
    referrals_of(case, agency, catalogue, now).any(|referral| !referral.can_be_asked_again())
}

/// Asks by the strategies: every lead, and for a kind of need that no lead
/// takes, its first support; also one from which the member took it. Answers why
/// nobody could be asked.
pub(super) fn ask_first(case: &mut NeedCase, moment: &Moment<'_>, events: &mut Vec<Event>) -> Result<(), TriageReason> {
    let Moment { catalogue, now, .. } = *moment;
    let all = strategy(case, catalogue, now);
    let is_fresh = |c: &&Candidate| {
        let is_own = |one: &Referral| one.agency == c.agency || one.follow_up.gone_to.as_ref() == Some(&c.agency);
        let taken = |one: &Referral| one.status == ReferralStatus::Withdrawn && is_own(one);
        referrals_of(case, &c.agency, catalogue, now).all(taken)
    };
    let fresh: Vec<_> = all.iter().filter(is_fresh).cloned().collect();
    let covered: Vec<_> =
        fresh.iter().filter(|c| consents(&case.need.share, &c.agency, catalogue, now)).cloned().collect();
    let mut served: Vec<NeedTypeId> = Vec::new();
    for candidate in covered {
        let new = candidate.need_types.iter().any(|need_type| !served.contains(need_type));
        if candidate.role == Role::Lead || new {
            served.extend(candidate.need_types.iter().cloned());
            ask(case, candidate, Vec::new(), moment, events);
        }
    }
    match (served.is_empty(), all.is_empty(), fresh.is_empty()) {
        (false, ..) => Ok(()),
        (true, true, _) => Err(TriageReason::NoAgency),
        (true, false, true) => Err(TriageReason::Exhausted),
        (true, false, false) => Err(TriageReason::NoConsent),
    }
}

/// Asks the next agency of the strategies after `gone` fell out: the first one
/// not asked yet that answers a kind of need which `gone` was asked about.
/// Whether there was one; the caller then settles the need.
pub(super) fn ask_next(
    case: &mut NeedCase,
    gone: usize,
    reason: Reason,
    moment: &Moment<'_>,
    events: &mut Vec<Event>,
) -> bool {
    let moment = &Moment::by_itself(moment.catalogue, moment.now);
    if ask_then(case, Some(&reason), moment, events) {
        return true;
    }
    let next = next_of_strategy(case, gone, moment.catalogue, moment.now);
    let found = next.is_some();
    if let Some(candidate) = next {
        ask(case, candidate, vec![reason], moment, events);
    }
    found
}

fn next_of_strategy(case: &NeedCase, gone: usize, catalogue: &Catalogue, now: Instant) -> Option<Candidate> {
    let types = asked_about(case, case.referrals.get(gone)?, catalogue);
    strategy(case, catalogue, now).into_iter().find(|candidate| {
        candidate.need_types.iter().any(|need_type| types.contains(need_type))
            && !was_asked(case, &candidate.agency, catalogue, now)
            && consents(&case.need.share, &candidate.agency, catalogue, now)
    })
}

/// Who would be asked if an agency fell out now; `None` where the coordinator
/// would look at it.
pub fn next_after(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Option<AgencyId> {
    let at = case.referrals.iter().position(|referral| &referral.agency == agency)?;
    let waiting = case.need.then.iter().find(|id| chosen(case, id, catalogue, now).is_ok()).cloned();
    waiting.or_else(|| next_of_strategy(case, at, catalogue, now).map(|candidate| candidate.agency))
}

/// Asks the agency that was silent once more, where the strategies name nobody
/// else for what it was asked about.
pub(super) fn ask_again_if_alone(case: &mut NeedCase, silent: usize, moment: &Moment<'_>, events: &mut Vec<Event>) {
    let Moment { catalogue, now, .. } = *moment;
    if let Some(candidate) = alone(case, silent, catalogue, now) {
        ask(case, candidate, vec![Reason::AskedAgain], &Moment::by_itself(catalogue, now), events);
    }
}

/// Whether an agency would be asked once more by itself if its time ended now
/// without an answer.
pub fn is_asked_again(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> bool {
    let at = case.referrals.iter().position(|referral| &referral.agency == agency);
    let is_alone = |at| alone(case, at, catalogue, now).is_some();
    next_after(case, agency, catalogue, now).is_none() && at.is_some_and(is_alone)
}

/// The agency that was silent, where it may be asked once more.
fn alone(case: &NeedCase, silent: usize, catalogue: &Catalogue, now: Instant) -> Option<Candidate> {
    // Another desk of the agency is no second asking.
    let askings = |referral: &Referral| {
        referral.asked_again as usize - referral.follow_up.failed_desks.len().min(referral.asked_again as usize)
    };
    let referral = case.referrals.get(silent).filter(|r| askings(r) < AGAIN_BY_ITSELF)?;
    let (agency, types) = (referral.agency.clone(), asked_about(case, referral, catalogue));
    let about_these = |candidate: &Candidate| candidate.need_types.iter().any(|id| types.contains(id));
    let mut named: Vec<Candidate> = strategy(case, catalogue, now).into_iter().filter(about_these).collect();
    let only = named.pop().filter(|_| named.is_empty())?;
    (only.agency == agency && consents(&case.need.share, &agency, catalogue, now)).then_some(only)
}

/// Asks the first that is left of the agencies that the coordinator wanted asked
/// one after another. Whether there was one.
pub(super) fn ask_then(
    case: &mut NeedCase,
    reason: Option<&Reason>,
    moment: &Moment<'_>,
    events: &mut Vec<Event>,
) -> bool {
    while !case.need.then.is_empty() {
        let agency = case.need.then.remove(0);
        // One that was asked meanwhile, or may not be any more, is passed over.
        if let Ok(candidate) = chosen(case, &agency, moment.catalogue, moment.now) {
            let because = reason.cloned().into_iter().chain([Reason::ChosenByCoordinator]).collect();
            ask(case, candidate, because, moment, events);
            return true;
        }
    }
    false
}

/// Asks an agency: adds its referral, or opens the one that it has. Its mail
/// leaves with the event. A link sent before goes on to hold.
pub(super) fn ask(
    case: &mut NeedCase,
    candidate: Candidate,
    mut because: Vec<Reason>,
    moment: &Moment<'_>,
    events: &mut Vec<Event>,
) {
    let Candidate { agency, role, need_types: _, services, because: reasons, clock, order: _ } = candidate;
    because.extend(reasons);
    let now = moment.now;
    let answer_by = deadline(now, clock.answer_days, &moment.catalogue.days_of(&agency));
    let follow_up = FollowUp::begin(clock, now);
    let known = moment.catalogue.agencies.get(&agency).filter(|known| known.asking == Asking::Daily);
    let digest = known.and_then(|_| digest_on(now, answer_by, &moment.catalogue.days_of(&agency)));
    if let Some(referral) = case.referrals.iter_mut().find(|referral| referral.agency == agency) {
        referral.asked_again = referral.asked_again.saturating_add(1);
        (referral.role, referral.services, referral.because) = (role, services, because);
        (referral.status, referral.declined, referral.outcome) = (ReferralStatus::Queued, None, None);
        referral.past = false;
        (referral.changed_at, referral.answer_by, referral.follow_up) = (now, answer_by, follow_up);
        events.push(moment.event(EventKind::ReferralQueued { agency, again: referral.asked_again, digest }));
        return;
    }
    case.referrals.push(Referral {
        id: ReferralId::of(&case.need.id, &agency),
        agency: agency.clone(),
        role,
        services,
        status: ReferralStatus::Queued,
        because,
        created_at: now,
        changed_at: now,
        answer_by,
        declined: None,
        outcome: None,
        past: false,
        link_generation: 0,
        asked_again: 0,
        follow_up,
    });
    events.push(moment.event(EventKind::ReferralQueued { agency, again: 0, digest }));
}

/// A candidate for an agency that the coordinator chose, asked before or not: as
/// the strategies see it, or else with the services that it offers for these
/// kinds of need.
pub(super) fn chosen(
    case: &NeedCase,
    agency: &AgencyId,
    catalogue: &Catalogue,
    now: Instant,
) -> Result<Candidate, MoveError> {
    let day = now.day_in(BRUSSELS);
    let acting = catalogue.acting(agency, day).ok_or_else(|| MoveError::UnknownAgency { agency: agency.clone() })?;
    if is_asked(case, &acting.id, catalogue, now) {
        return Err(MoveError::AlreadyAsked { agency: acting.id.clone() });
    }
    if !consents(&case.need.share, &acting.id, catalogue, now) {
        return Err(MoveError::NoConsentFor { agency: acting.id.clone() });
    }
    if let Some(known) = strategy(case, catalogue, now).into_iter().find(|candidate| candidate.agency == acting.id) {
        return Ok(known);
    }
    let types: Vec<&NeedTypeId> = confirmed(&case.need.need_types).collect();
    let mut candidate = Candidate {
        agency: acting.id.clone(),
        role: Role::Lead,
        need_types: types.iter().copied().cloned().collect(),
        services: Vec::new(),
        because: Vec::new(),
        clock: types
            .iter()
            .filter_map(|id| catalogue.strategy(id, Some(&case.need.location)))
            .map(|strategy| strategy.clock)
            .min_by_key(|clock| clock.answer_days)
            .unwrap_or_else(|| Clock::within(0)),
        order: 0,
    };
    for service in catalogue.services_of(&acting.id, day) {
        for need_type in types.iter().copied().filter(|id| service.answers.contains(id)) {
            candidate.because.push(Reason::Answers { need_type: need_type.clone(), service: service.id.clone() });
            if !candidate.services.contains(&service.id) {
                candidate.services.push(service.id.clone());
            }
        }
    }
    Ok(candidate)
}
