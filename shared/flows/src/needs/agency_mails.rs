//! Mails about a need to the agencies that are asked.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::determine::Determined;
use domain::event::{Actor, Event, EventKind};
use domain::fact_words::{fact_label, value_label};
use domain::ids::{AgencyId, NeedId, ServiceId};
use domain::in_words::euros;
use domain::moves::{is_asked_again, next_after, others_have_it, recipient};
use domain::need::effect::NeedEffect;
use domain::need::{NeedCase, NeedStatus};
use domain::referral::{AMOUNT, Referral, ReferralStatus};
use domain::route::{Reason, known, to_check};
use domain::staff::{Staff, StaffRole};
use domain::working_days::working_days_between;
use domain::{Language, Text};
use mail::Message;
use mail::compose::{self, AgencyNote, EntrustedBy, NoteWhy, Otherwise, Place, ReferralMail, RenewedFor, WhyWithdrawn};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::DeliveryStatus;
use store::repos::digests::DigestItem;
use store::{Store, TableError};

use super::mails::MailOfNeed;
use super::work::NeedWork;

/// Asks the agency; nothing where it has nothing to ask any more.
pub(super) fn referral(about: &MailOfNeed<'_>, agency: &AgencyId, again: u32) -> Option<Message> {
    let referral = about.case.referral(agency).filter(|referral| awaits_mail(about.case, referral, again))?;
    let MailOfNeed { catalogue, case, person, .. } = about;
    let place = catalogue.locations.get(&case.need.location)?;
    let (because, to_check) = (known(&referral.because), to_check(&referral.because));
    let answer_by = referral.answer_by_from(about.task.store.now(), &catalogue.days_of(agency));
    let asked_at = if referral.status == ReferralStatus::Queued { referral.changed_at } else { referral.created_at };
    let from = if answer_by == referral.answer_by { asked_at } else { about.task.store.now() };
    Some(compose::referral(&ReferralMail {
        delivery: to_agency(about, agency)?,
        need: case.need.id.clone(),
        agency: about.agency_name(agency),
        company: person.company.name.clone(),
        contact: person.contact.clone(),
        place: Place::of(catalogue, place),
        need_types: about.labels_for(referral),
        services: services(catalogue, &referral.services),
        amount_eur: case.need.amount_eur,
        description: person.description.clone(),
        proposed: proposed(about),
        added: about.added(),
        because: sentences(&because, catalogue),
        to_check: sentences(&to_check, catalogue),
        // Another desk of the agency is no second asking.
        again: again as usize > referral.follow_up.failed_desks.len(),
        otherwise: otherwise(about, agency),
        answer_days: working_days_between(
            from.day_in(BRUSSELS),
            answer_by.day_in(BRUSSELS),
            &catalogue.days_of(agency),
        ),
        answer_by,
        link: referral_link(about, referral),
    }))
}

/// An answer is awaited, did you meet, it is yours by name, something was added.
pub(super) async fn note(
    about: &MailOfNeed<'_>,
    agency: &AgencyId,
    effect: &NeedEffect,
) -> Result<Option<Message>, TableError> {
    let MailOfNeed { task, catalogue, case, person } = about;
    let Some((referral, delivery)) = case.referral(agency).zip(to_agency(about, agency)) else { return Ok(None) };
    let day = |at: domain::Instant| at.day_in(BRUSSELS);
    let awaited = matches!(referral.status, ReferralStatus::Queued | ReferralStatus::Sent);
    let answer_by = awaited.then(|| day(referral.answer_by));
    let next_at = day(referral.follow_up.next_at.unwrap_or_else(|| task.store.now()));
    let why = match effect {
        NeedEffect::ReminderMail { nth, .. } => NoteWhy::Reminder {
            last: referral.follow_up.clock.as_ref().is_some_and(|clock| *nth as usize >= clock.remind_days.len()),
            since: day(referral.follow_up.asked_at.unwrap_or(referral.created_at)),
            by: day(referral.answer_by),
            otherwise: match otherwise(about, agency) {
                Otherwise::Others | Otherwise::Coordinator
                    if is_asked_again(case, agency, catalogue, task.store.now()) =>
                {
                    Otherwise::Again
                }
                otherwise => otherwise,
            },
        },
        NeedEffect::EnquiryMail { nth, .. } => {
            NoteWhy::Enquiry { again: *nth > 1, since: day(referral.changed_at), by: next_at }
        }
        NeedEffect::AddedMail { .. } => NoteWhy::Added { facts: added_facts(about, referral), by: answer_by },
        _ => NoteWhy::HandedOver { from: entrusted_by(about, agency, &delivery.to).await?, by: answer_by },
    };
    Ok(Some(compose::agency_note(&AgencyNote {
        delivery,
        need: case.need.id.clone(),
        company: person.company.name.clone(),
        contact: person.contact.name.clone(),
        need_types: about.labels_for(referral),
        added: about.added(),
        link: referral_link(about, referral),
        why,
    })))
}

/// What happens where an agency falls out now.
fn otherwise(about: &MailOfNeed<'_>, agency: &AgencyId) -> Otherwise {
    match next_after(about.case, agency, about.catalogue, about.task.store.now()) {
        Some(next) => Otherwise::Next(about.agency_name(&next)),
        None if others_have_it(about.case, agency) => Otherwise::Others,
        None => Otherwise::Coordinator,
    }
}

/// What became known since an agency was asked, as it stands: each fact with its value.
fn added_facts(about: &MailOfNeed<'_>, referral: &Referral) -> Vec<(Text, Text)> {
    let value = |fact: &str, language: Language| match fact {
        AMOUNT => about.case.need.amount_eur.map(|amount| euros(language, amount)),
        _ => about.person.company.profile.get(fact).map(|value| value_label(fact, value, language)),
    };
    let added = referral.follow_up.added_facts.iter().map(|fact| {
        let name = in_all(|language| fact_label(fact, language));
        (name, in_all(|language| value(fact, language).unwrap_or_default()))
    });
    added.collect()
}

/// Who gave it to whoever of the agency has it by name; whoever takes it over is not
/// named to themselves. One query; a read where that was staff.
async fn entrusted_by(about: &MailOfNeed<'_>, agency: &AgencyId, to: &EmailAddress) -> Result<EntrustedBy, TableError> {
    let store = about.task.store;
    let events = store.needs().history(&about.case.need.id).await?.events;
    let is_it =
        |event: &&Event| matches!(&event.kind, EventKind::ReferralHandedOver { agency: of, .. } if of == agency);
    let staff = match events.iter().rfind(is_it).map(|event| &event.actor) {
        Some(Actor::Agency(_)) => return Ok(EntrustedBy::Agency),
        Some(Actor::Staff(id)) => store.staff().load(id).await?.map(|found| found.value),
        _ => None,
    };
    let is_colleague = |staff: &Staff| matches!(&staff.role, StaffRole::Adviser { agency: of } if of == agency);
    Ok(match staff.filter(is_colleague) {
        Some(own) if own.email == *to => EntrustedBy::Agency,
        Some(colleague) => EntrustedBy::Colleague(colleague.name),
        None => EntrustedBy::Coordination,
    })
}

/// The answer link once more.
pub(super) fn link_renewed(about: &MailOfNeed<'_>, agency: &AgencyId) -> Option<Message> {
    let referral = about.case.referral(agency)?;
    Some(compose::link_renewed(&compose::LinkRenewed {
        delivery: to_agency(about, agency)?,
        need: about.case.need.id.clone(),
        need_types: about.labels_for(referral),
        renewed_for: RenewedFor::Agency { company: about.person.company.name.clone() },
        link: referral_link(about, referral),
    }))
}

pub(super) fn referral_link(about: &MailOfNeed<'_>, referral: &Referral) -> String {
    let token =
        issue(about.task.store.secrets(), LinkPurpose::Referral, referral.id.as_str(), referral.link_generation);
    about.task.url(&format!("/r/{token}"))
}

/// Whether the mail of an asking still has something to ask.
pub(super) fn awaits_mail(case: &NeedCase, referral: &Referral, again: u32) -> bool {
    match referral.status {
        _ if referral.asked_again != again => false,
        ReferralStatus::Queued => true,
        // Sent again by a person's decision, while the need is still open.
        ReferralStatus::Undeliverable => case.need.status != NeedStatus::Closed,
        _ => false,
    }
}

/// Whether the mail that asks an agency ever left. One query; of one that leaves
/// together with others what [`store::repos::digests::DigestsRepo::was_told`] reads.
pub(super) async fn heard_of_it(store: &Store, need: &NeedId, agency: &AgencyId) -> Result<bool, TableError> {
    let history = store.needs().history(need).await?;
    for delivery in &history.deliveries {
        let Ok(NeedWork { effect: NeedEffect::ReferralMail { agency: asked, again, digest }, .. }) =
            delivery.work.read()
        else {
            continue;
        };
        if asked != *agency {
            continue;
        }
        if delivery.status == DeliveryStatus::Sent {
            return Ok(true);
        }
        let item = DigestItem { need: need.clone(), again };
        if let Some(day) = digest
            && store.digests().was_told((agency, day), &item).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells an agency that there is nothing to do any more, if it ever heard
/// of the referral.
pub(super) async fn withdrawn(about: &MailOfNeed<'_>, agency: &AgencyId) -> Result<Option<Message>, TableError> {
    let heard = heard_of_it(about.task.store, &about.case.need.id, agency).await?;
    let Some(referral) = about.case.referral(agency).filter(|_| heard) else { return Ok(None) };
    let Some(delivery) = to_agency(about, agency) else { return Ok(None) };
    let why = match &referral.follow_up.gone_to {
        Some(other) => WhyWithdrawn::GoneTo(about.agency_name(other)),
        None if about.case.need.share.any() => WhyWithdrawn::Company,
        None => WhyWithdrawn::Consent,
    };
    Ok(Some(compose::withdrawn(&compose::Withdrawn {
        delivery,
        need: about.case.need.id.clone(),
        need_types: about.labels_for(referral),
        company: about.person.company.name.clone(),
        why,
    })))
}

pub(super) fn to_agency(about: &MailOfNeed<'_>, agency: &AgencyId) -> Option<compose::Delivery> {
    let to = recipient(about.case, agency, about.catalogue, about.task.store.now());
    let agency = about.catalogue.agencies.get(agency)?;
    // No desk is left: a person has it sent again all the same.
    let (to, name) = to.map_or_else(|| (agency.email.clone(), agency.short.clone()), |to| (to.email, to.name));
    Some(compose::Delivery {
        id: about.task.delivery.id.clone(),
        to,
        to_name: Some(name),
        languages: ReferralMail::languages(&about.person.contact, &agency.languages),
    })
}

fn services(catalogue: &Catalogue, ids: &[ServiceId]) -> Vec<Text> {
    ids.iter().filter_map(|id| catalogue.services.get(id)).map(|service| service.name.clone()).collect()
}

fn sentences(reasons: &[Reason], catalogue: &Catalogue) -> Vec<Text> {
    reasons.iter().map(|reason| in_all(|language| reason.text(language, catalogue))).collect()
}

/// Why it was proposed to the company, and when it said yes.
fn proposed(about: &MailOfNeed<'_>) -> Option<(NaiveDate, Vec<Text>)> {
    let (on, why) = about.case.need.need_types.iter().find_map(Determined::proposed)?;
    Some((on, why.iter().map(|one| in_all(|language| one.text(language, about.catalogue))).collect()))
}

fn in_all(say: impl Fn(Language) -> String) -> Text {
    Text::new(say(Language::Fr), say(Language::Nl), say(Language::En))
}
