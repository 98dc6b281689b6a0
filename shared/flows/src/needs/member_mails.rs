//! Mails about a need to the member, at each step.

use chrono::NaiveDate;
use domain::Instant;
use domain::clock::BRUSSELS;
use domain::ids::AgencyId;
use domain::moves::nobody_left;
use domain::need::effect::MemberStep;
use domain::need::{NeedCase, NeedStatus};
use domain::referral::{Referral, ReferralStatus};
use mail::Message;
use mail::compose::{self, Asked, MemberUpdate, Onward, Other, RenewedFor};
use store::TableError;
use store::link::{LinkPurpose, issue};

use super::mails::MailOfNeed;
use crate::bookings::{FreeSlot, nearest_free};

/// The mail of a step; `None` where it tells nothing any more.
pub(super) async fn update(about: &MailOfNeed<'_>, step: &MemberStep) -> Result<Option<Message>, TableError> {
    let need = &about.case.need;
    let link = about.task.url(&format!("/n/{}", token(about)));
    let delivery = to_member(about);
    let need_types = about.labels();
    if *step == MemberStep::LinkRenewed {
        let renewed_for = RenewedFor::Member;
        let renewed = compose::LinkRenewed { delivery, need: need.id.clone(), need_types, renewed_for, link };
        return Ok(Some(compose::link_renewed(&renewed)));
    }
    let next = match step {
        MemberStep::Accepted { agency } => next_slots(about, agency).await?,
        _ => Vec::new(),
    };
    let is_shared = need.share.any();
    let update = |step| MemberUpdate { delivery, need: need.id.clone(), need_types, step, is_shared, link };
    Ok(news(about, step, next).map(|step| compose::member_update(&update(step))))
}

/// The token of the link of the need's own page.
fn token(about: &MailOfNeed<'_>) -> String {
    let need = &about.case.need;
    issue(about.task.store.secrets(), LinkPurpose::Need, need.id.as_str(), need.link_generation)
}

/// Whether a step is still true when its mail leaves. Where it is not, what
/// came after it has a mail of its own.
pub(super) fn is_true(case: &NeedCase, step: &MemberStep) -> bool {
    let stands = |agency| case.referral(agency).map(|referral| referral.status);
    let follow_up = |agency: &AgencyId| {
        let taken_on = |referral: &&Referral| referral.status == ReferralStatus::Accepted;
        case.referral(agency).filter(taken_on).map(|referral| &referral.follow_up)
    };
    let helps = |agency| matches!(stands(agency), Some(ReferralStatus::Accepted | ReferralStatus::Done));
    match step {
        MemberStep::Received | MemberStep::Added | MemberStep::ColleagueAdded | MemberStep::Reopened => {
            case.need.is_open()
        }
        MemberStep::Accepted { agency } => helps(agency),
        MemberStep::Declined { agency } => !helps(agency),
        MemberStep::Unreached { agency } => stands(agency) == Some(ReferralStatus::Undeliverable),
        MemberStep::WhetherMet { agency } => {
            follow_up(agency).is_some_and(|one| one.enquiries > 0 && one.next_at.is_some())
        }
        MemberStep::CallsBack { agency } => follow_up(agency).is_some_and(|one| one.awaits_member),
        MemberStep::ConsentWithdrawn => !case.need.share.any(),
        MemberStep::Withdrawn | MemberStep::Closed { .. } => !case.need.is_open(),
        MemberStep::Referred { .. } | MemberStep::Done { .. } | MemberStep::LinkRenewed => true,
    }
}

/// The step as the mail tells it.
fn news(about: &MailOfNeed<'_>, step: &MemberStep, next: Vec<Other>) -> Option<compose::MemberNews> {
    let agency_name = |agency: &AgencyId| about.agency_name(agency);
    Some(match step {
        MemberStep::Received => compose::MemberNews::Received { asked: asked(about, &[]) },
        MemberStep::Added => compose::MemberNews::Added { since: need_since(about), asked: unanswered(about) },
        MemberStep::ColleagueAdded => compose::MemberNews::ColleagueAdded { since: need_since(about) },
        MemberStep::Referred { agencies } => {
            let asked = asked(about, agencies);
            if asked.is_empty() {
                return None;
            }
            compose::MemberNews::PassedOn { asked }
        }
        MemberStep::Accepted { agency } => {
            let (place, need) = (&about.case.need.location, token(about));
            let book = about.task.url(&format!("/book?agency={agency}&location={place}&need={need}"));
            compose::MemberNews::Accepted { agency: agency_name(agency), next, book }
        }
        MemberStep::Declined { agency } => return declined(about, agency),
        MemberStep::Unreached { agency } => {
            compose::MemberNews::Unreached { agency: agency_name(agency), onward: onward(about, agency) }
        }
        MemberStep::Done { agency, outcome } => {
            compose::MemberNews::Done { agency: agency_name(agency), outcome: *outcome, still_with: still_with(about) }
        }
        MemberStep::WhetherMet { agency } => compose::MemberNews::WhetherMet { agency: agency_name(agency) },
        MemberStep::CallsBack { agency } => compose::MemberNews::CallsBack { agency: agency_name(agency) },
        MemberStep::Reopened => compose::MemberNews::Reopened,
        MemberStep::Withdrawn => compose::MemberNews::Withdrawn,
        MemberStep::ConsentWithdrawn => {
            compose::MemberNews::ConsentTakenBack { closed: about.case.need.status == NeedStatus::Closed }
        }
        MemberStep::Closed { outcome } => compose::MemberNews::Closed { outcome: *outcome },
        // A mail of its own.
        MemberStep::LinkRenewed => return None,
    })
}

fn need_since(about: &MailOfNeed<'_>) -> NaiveDate {
    about.case.need.created_at.day_in(BRUSSELS)
}

/// To whoever else of the company stated the same, in their own language; `None`
/// where it is not known any more who that was.
pub(super) fn to_colleague(about: &MailOfNeed<'_>, at: Instant) -> Option<Message> {
    let by = about.person.notes.iter().filter(|note| note.at == at).find_map(|note| note.by.as_ref())?;
    let delivery = compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: by.email()?,
        to_name: compose::as_a_name(&by.name),
        languages: compose::languages_of(by.language),
    };
    let (need, since, asked) = (about.case.need.id.clone(), need_since(about), still_with(about));
    Some(compose::joined(&compose::JoinedMail { delivery, need, need_types: about.labels(), since, asked }))
}

/// The next free slots of the agency that takes the need on, at the
/// member's own place, else the nearest.
async fn next_slots(about: &MailOfNeed<'_>, agency: &AgencyId) -> Result<Vec<Other>, TableError> {
    let MailOfNeed { task, catalogue, case, .. } = about;
    let free = nearest_free(task.store, catalogue, agency, &case.need.location).await?;
    let place = |slot: &FreeSlot| catalogue.place_name(&slot.location).to_owned();
    Ok(free.iter().map(|slot| Other { local_start: slot.local_start, place: place(slot) }).collect())
}

/// That an agency said no, or nothing.
fn declined(about: &MailOfNeed<'_>, agency: &AgencyId) -> Option<compose::MemberNews> {
    let referral = about.case.referral(agency)?;
    let (onward, agency) = (onward(about, agency), about.agency_name(agency));
    match referral.status {
        ReferralStatus::Declined => Some(compose::MemberNews::Declined { agency, reason: referral.declined, onward }),
        _ => Some(compose::MemberNews::Unanswered { agency, onward }),
    }
}

/// What happens after `agency` fell out; it may have been asked once more.
fn onward(about: &MailOfNeed<'_>, agency: &AgencyId) -> Onward {
    let since = about.case.referral(agency).map_or(about.task.delivery.created_at, |referral| referral.changed_at);
    let asked: Vec<Asked> = open(about)
        .filter(|other| other.agency == *agency || other.created_at >= since)
        .map(|other| ask(about, other))
        .collect();
    let need = &about.case.need;
    if let (NeedStatus::Closed, Some(outcome)) = (need.status, need.outcome) {
        return Onward::Closed(outcome);
    }
    match (asked.is_empty(), about.case.has_open()) {
        (false, _) => Onward::Asked(asked),
        (true, true) if nobody_left(about.case).is_empty() => Onward::StillWith(still_with(about)),
        (true, true) => Onward::InPartWith(still_with(about)),
        (true, false) => Onward::Coordinator,
    }
}

fn open<'a>(about: &'a MailOfNeed<'_>) -> impl Iterator<Item = &'a Referral> {
    about.case.referrals.iter().filter(|referral| referral.status.is_open())
}

/// Agencies that have the need in hand or may still answer.
fn still_with(about: &MailOfNeed<'_>) -> Vec<String> {
    open(about).map(|referral| about.agency_name(&referral.agency)).collect()
}

/// Agencies among these that may still answer; among all that were asked,
/// where none is named. One that declined since is not where the need is.
fn asked(about: &MailOfNeed<'_>, among: &[AgencyId]) -> Vec<Asked> {
    let named = |referral: &&Referral| among.is_empty() || among.contains(&referral.agency);
    open(about).filter(named).map(|referral| ask(about, referral)).collect()
}

/// Agencies that have not answered yet.
fn unanswered(about: &MailOfNeed<'_>) -> Vec<Asked> {
    let waits = |referral: &&Referral| matches!(referral.status, ReferralStatus::Queued | ReferralStatus::Sent);
    open(about).filter(waits).map(|referral| ask(about, referral)).collect()
}

fn ask(about: &MailOfNeed<'_>, referral: &Referral) -> Asked {
    Asked { agency: about.agency_name(&referral.agency), answer_by: referral.answer_by }
}

fn to_member(about: &MailOfNeed<'_>) -> compose::Delivery {
    compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: about.person.contact.email.clone(),
        to_name: compose::as_a_name(&about.person.contact.name),
        languages: about.person.contact.mail_languages(),
    }
}
