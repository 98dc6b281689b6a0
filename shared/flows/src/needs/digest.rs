//! One mail a day to an agency that prefers it. The mail of each request waits
//! for the morning as a delivery of its own; the first of them that leaves tells
//! all that wait for the same desk, and writes down which these are. The others
//! find that there, and end as sent once that one is: so each referral moves on
//! by its own delivery, nothing is told twice and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, recipient};
use domain::need::NeedCase;
use domain::need::effect::NeedEffect;
use mail::Message;
use mail::compose::{self, ReferralDigest, Requested, languages_for_agency};
use store::repos::deliveries::{Delivery, DeliveryStatus};
use store::repos::digests::{DigestItem, DigestMail, DigestMails};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use super::agency_mails::{self, awaits_mail, referral_link};
use super::change::move_need;
use super::mails::MailOfNeed;
use super::work::NeedWork;
use crate::effects::{Outcome, Planned};
use crate::error::FlowError;

/// Tries at saying who tells what, when others do at the same moment.
const TRIES: usize = 20;
/// Requests that one mail tells at most.
const AT_MOST: usize = 40;
/// How long a delivery waits for the one that tells it.
const WAIT: TimeDelta = TimeDelta::seconds(60);

/// Enters what is told together with others under its morning. A commit for each
/// agency that is asked so.
pub(super) async fn enter(store: &Store, need: &NeedId, effects: &[NeedEffect]) -> Result<(), TableError> {
    for effect in effects {
        let NeedEffect::ReferralMail { agency, again, digest: Some(day) } = effect else { continue };
        store.digests().enter(agency, *day, &DigestItem { need: need.clone(), again: *again }).await?;
    }
    Ok(())
}

/// The mail of a request that was put off: with all others of the morning, or
/// nothing more to do where another told it, whatever was answered since; one
/// that nobody told and that `is_over` tells nothing. Two reads and a query, a
/// read for a hundred rows of needs, one commit.
pub(super) async fn perform(
    about: &MailOfNeed<'_>,
    (agency, again, day): (&AgencyId, u32, NaiveDate),
    is_over: bool,
) -> Result<Outcome, TableError> {
    let (store, delivery) = (about.task.store, about.task.delivery);
    let own = DigestItem { need: about.case.need.id.clone(), again };
    for _ in 0..TRIES {
        let mut mails = store.digests().mails(agency, day).await?;
        if let Some(mail) = mails.value.mails.iter().find(|mail| mail.is_sent_by(delivery)) {
            return Ok(about.task.mail(message(about, agency, &mail.items).await?));
        }
        let mut taken = Vec::new();
        for mail in &mails.value.mails {
            let sender = store.deliveries().load(&mail.aggregate, &mail.delivery).await?.map(|found| found.value);
            // One that had nothing to tell told nothing; of one that was set aside with
            // a copy that was put back nobody knows.
            let is_known = |sender: &Delivery| sender.status != DeliveryStatus::Dropped && !sender.may_have_left();
            let Some(sender) = sender.filter(is_known) else { continue };
            if mail.items.contains(&own) {
                return Ok(as_it_went(store, &sender));
            }
            taken.extend(mail.items.iter().cloned());
        }
        if is_over {
            return Ok(Outcome::Nothing);
        }
        let items = waiting(about, agency, (day, &own), &taken).await?;
        let (aggregate, id) = (delivery.aggregate.clone(), delivery.id.clone());
        mails.value.mails.push(DigestMail { aggregate, delivery: id, items: items.clone(), failed: None });
        let mut tx = Transaction::new();
        store.digests().save(&mut tx, (agency, day), &mails);
        match store.commit(tx).await {
            Ok(()) => return Ok(about.task.mail(message(about, agency, &items).await?)),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(TableError::Contended)
}

/// What becomes of a delivery that another tells.
fn as_it_went(store: &Store, sender: &Delivery) -> Outcome {
    match sender.status {
        DeliveryStatus::Sent => Outcome::Done,
        DeliveryStatus::Dead => Outcome::Refused(sender.last_error.clone().unwrap_or_default()),
        DeliveryStatus::Waiting | DeliveryStatus::Dropped => Outcome::Later(store.now().plus(WAIT)),
    }
}

/// What else waits for the same desk, the own request first.
async fn waiting(
    about: &MailOfNeed<'_>,
    agency: &AgencyId,
    (day, own): (NaiveDate, &DigestItem),
    taken: &[DigestItem],
) -> Result<Vec<DigestItem>, TableError> {
    let store = about.task.store;
    let mut items = store.digests().items(agency, day).await?;
    items.retain(|item| item != own && !taken.contains(item));
    items.truncate(AT_MOST - 1);
    items.insert(0, own.clone());
    let cases = cases(store, agency, &items).await?;
    let to = |case: &NeedCase| recipient(case, agency, about.catalogue, store.now()).map(|to| to.email);
    let desk = to(about.case);
    items.retain(|item| {
        let same = |case: &NeedCase| to(case) == desk && is_awaited(case, agency, item.again);
        item == own || cases.get(&item.need).is_some_and(same)
    });
    Ok(items)
}

fn is_awaited(case: &NeedCase, agency: &AgencyId, again: u32) -> bool {
    let asks = case.referral(agency).is_some_and(|referral| awaits_mail(case, referral, again));
    asks && case.person.is_some()
}

async fn cases(
    store: &Store,
    agency: &AgencyId,
    items: &[DigestItem],
) -> Result<BTreeMap<NeedId, NeedCase>, TableError> {
    let asked = items.iter().map(|item| (item.need.clone(), BTreeSet::from([agency.clone()]))).collect();
    store.needs().in_part(&asked).await
}

/// The mail as things stand: what was answered or taken back meanwhile is left
/// out, and a single request is told as it always is.
async fn message(
    about: &MailOfNeed<'_>,
    agency: &AgencyId,
    items: &[DigestItem],
) -> Result<Option<Message>, TableError> {
    let own = &about.case.need.id;
    let cases = cases(about.task.store, agency, items).await?;
    let awaited =
        items.iter().filter(|item| cases.get(&item.need).is_some_and(|case| is_awaited(case, agency, item.again)));
    let mut told: Vec<&DigestItem> = awaited.collect();
    told.sort_by(|a, b| a.need.cmp(&b.need));
    if let [only] = told.as_slice()
        && only.need == *own
    {
        return Ok(agency_mails::referral(about, agency, only.again));
    }
    let requests: Vec<Requested> =
        told.iter().filter_map(|item| requested(about, cases.get(&item.need)?, agency)).collect();
    let known = about.catalogue.agencies.get(agency);
    let Some(mut delivery) = agency_mails::to_agency(about, agency).filter(|_| !requests.is_empty()) else {
        return Ok(None);
    };
    delivery.languages = languages_for_agency(None, known.map(|known| known.languages.as_slice()).unwrap_or_default());
    Ok(Some(compose::referral_digest(&ReferralDigest { delivery, agency: about.agency_name(agency), requests })))
}

fn requested(about: &MailOfNeed<'_>, case: &NeedCase, agency: &AgencyId) -> Option<Requested> {
    let MailOfNeed { task, catalogue, .. } = about;
    let about = MailOfNeed { task, catalogue, case, person: case.person.as_ref()? };
    let referral = case.referral(agency)?;
    let answer_by = referral.answer_by_from(task.store.now(), &catalogue.days_of(agency));
    Some(Requested {
        company: about.person.company.name.clone(),
        contact: about.person.contact.name.clone(),
        place: catalogue.place_name(&case.need.location).to_owned(),
        need_types: about.labels_for(referral),
        since: referral.created_at.day_in(BRUSSELS),
        answer_by: answer_by.day_in(BRUSSELS),
        link: referral_link(&about, referral),
    })
}

/// Adds to the end of a mail that did not arrive that what else it told is to be
/// gone through. One read.
pub(super) async fn failed(
    store: &Store,
    tx: &mut Transaction,
    after: &Delivery,
    (agency, day): (&AgencyId, NaiveDate),
) -> Result<(), TableError> {
    let Versioned { value: mut mails, version } = store.digests().mails(agency, day).await?;
    let Some(mail) = mails.mails.iter_mut().find(|mail| mail.is_sent_by(after)) else { return Ok(()) };
    mail.failed = Some(version + 1);
    if mail.items.len() > 1 {
        store.digests().save_failed(tx, (agency, day), &Versioned { value: mails, version });
    }
    Ok(())
}

/// What a mail that did not arrive told: each is an agency that was not reached.
/// One read.
pub(super) async fn plan_failed(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let of = commit.aggregate.strip_prefix(keys::DIGEST).and_then(|rest| rest.rsplit_once('#'));
    let Some((Ok(agency), Ok(day))) = of.map(|(agency, day)| (AgencyId::parse(agency), day.parse::<NaiveDate>()))
    else {
        return Ok(Vec::new());
    };
    let DigestMails { mails } = store.digests().mails(&agency, day).await?.value;
    let mut planned = Vec::new();
    for mail in mails.iter().filter(|mail| mail.failed == Some(commit.version)) {
        for DigestItem { need, again } in &mail.items {
            let effect = NeedEffect::ReferralUnreached { agency: agency.clone(), again: *again };
            let recipient = format!("{}:{need}:{}", effect.recipient(), mail.delivery);
            planned.push(Planned::new(&NeedWork { need: need.clone(), effect }, recipient, store.now())?);
        }
    }
    Ok(planned)
}

/// The agency was not reached about a need, unless it was asked anew since.
pub(super) async fn unreached(
    store: &Store,
    need: &NeedId,
    agency: &AgencyId,
    again: u32,
) -> Result<Outcome, TableError> {
    let decide = |case: NeedCase, catalogue: &domain::catalogue::Catalogue, now| {
        if case.referral(agency).is_none_or(|referral| referral.asked_again != again) {
            return Ok(domain::need::Decided { case, events: Vec::new() });
        }
        moves::undeliverable(case, agency, catalogue, now)
    };
    match move_need(store, need, decide).await {
        Err(FlowError::Table(error)) => Err(error),
        _ => Ok(Outcome::Nothing),
    }
}
