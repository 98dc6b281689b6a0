//! Mails about a need: to agencies, and to the member at each step.

use domain::Text;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::effect::{Effect, MemberStep};
use domain::ids::{AgencyId, NeedId, ServiceId};
use domain::need::{NeedCase, NeedPerson, NeedStatus};
use domain::referral::{Referral, ReferralStatus};
use domain::route::{Reason, known, to_check};
use domain::working_days::working_days_between;
use mail::Message;
use mail::compose::{self, Asked, MemberUpdate, Onward, Other, Place, ReferralMail, RenewedFor};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::{Store, TableError};

use super::Post;
use crate::bookings::{FreeSlot, nearest_free};

/// What a mail about a need is rendered from.
struct Telling<'a> {
    store: &'a Store,
    delivery: &'a Delivery,
    catalogue: &'a Catalogue,
    case: &'a NeedCase,
    person: &'a NeedPerson,
}

impl Post {
    pub(super) async fn need_mail(
        &self,
        store: &Store,
        delivery: &Delivery,
        need: &NeedId,
        effect: &Effect,
    ) -> Result<Option<Message>, TableError> {
        let Some(loaded) = store.needs().load(need).await? else { return Ok(None) };
        let Some(person) = &loaded.case.person else { return Ok(None) };
        let catalogue = store.catalogue().load().await?;
        let telling = Telling { store, delivery, catalogue: &catalogue, case: &loaded.case, person };
        match effect {
            Effect::ReferralMail { agency } => Ok(self.referral_mail(&telling, agency)),
            Effect::ReferralLinkMail { agency } => Ok(self.referral_link_mail(&telling, agency)),
            Effect::ReferralWithdrawnMail { agency } => withdrawn_mail(&telling, agency).await,
            Effect::MemberMail(step) => {
                let next = match step {
                    MemberStep::Accepted { agency } => self.next_slots(&telling, agency).await?,
                    _ => Vec::new(),
                };
                Ok(self.member_mail(&telling, step, next))
            }
            // Of bookings, which have deliveries of their own.
            Effect::BookingMail(_)
            | Effect::BookingAgencyMail(_)
            | Effect::BookingReminder { .. }
            // Done rather than sent.
            | Effect::ReferralDeadline { .. }
            | Effect::SeatOffer(_)
            | Effect::OfferEnd { .. }
            | Effect::QueueEnd { .. } => Ok(None),
        }
    }

    fn referral_mail(&self, telling: &Telling<'_>, agency: &AgencyId) -> Option<Message> {
        let referral = telling.case.referral(agency).filter(|referral| awaits_mail(telling.case, referral))?;
        let Telling { catalogue, case, person, .. } = telling;
        let place = catalogue.locations.get(&case.need.location)?;
        let municipality = catalogue.municipalities.get(&place.nis).map(|municipality| &municipality.name);
        let address = |pick: fn(&Text) -> &str| {
            let town = municipality.map_or("", pick);
            format!("{}, {} {town}", pick(&place.address), place.postcode).trim().to_owned()
        };
        let (because, to_check) = (known(&referral.because), to_check(&referral.because));
        let answer_by = referral.answer_by_from(telling.store.now(), &catalogue.staff_days);
        let from = if answer_by == referral.answer_by { referral.created_at } else { telling.store.now() };
        Some(compose::referral(&ReferralMail {
            delivery: to_agency(telling, agency)?,
            need: case.need.id.clone(),
            agency: name(catalogue, agency),
            company: person.company.name.clone(),
            contact: person.contact.clone(),
            place: Place {
                name: place.name.clone(),
                address: Text::new(
                    address(|text| text.get(domain::Language::Fr)),
                    address(|text| text.get(domain::Language::Nl)),
                    address(|text| text.get(domain::Language::En)),
                ),
            },
            need_types: labels(telling),
            services: services(catalogue, &referral.services),
            amount_eur: case.need.amount_eur,
            description: person.description.clone(),
            because: sentences(&because, catalogue),
            to_check: sentences(&to_check, catalogue),
            answer_days: working_days_between(from.day_in(BRUSSELS), answer_by.day_in(BRUSSELS), &catalogue.staff_days),
            answer_by,
            link: self.referral_link(telling, referral),
        }))
    }

    fn referral_link_mail(&self, telling: &Telling<'_>, agency: &AgencyId) -> Option<Message> {
        let referral = telling.case.referral(agency)?;
        Some(compose::link_renewed(&compose::LinkRenewed {
            delivery: to_agency(telling, agency)?,
            need: telling.case.need.id.clone(),
            need_types: labels(telling),
            renewed_for: RenewedFor::Agency { company: telling.person.company.name.clone() },
            link: self.referral_link(telling, referral),
        }))
    }

    /// The next free slots of the agency that takes the need on, at the
    /// member's own place, else the nearest.
    async fn next_slots(&self, telling: &Telling<'_>, agency: &AgencyId) -> Result<Vec<Other>, TableError> {
        let Telling { store, catalogue, case, .. } = telling;
        let free = nearest_free(store, catalogue, agency, &case.need.location).await?;
        let place = |slot: &FreeSlot| {
            catalogue
                .locations
                .get(&slot.location)
                .map_or_else(|| slot.location.to_string(), |place| place.name.clone())
        };
        Ok(free.iter().map(|slot| Other { local_start: slot.local_start, place: place(slot) }).collect())
    }

    fn member_mail(&self, telling: &Telling<'_>, step: &MemberStep, next: Vec<Other>) -> Option<Message> {
        let need = &telling.case.need;
        let link = self.url(&format!(
            "/n/{}",
            issue(telling.store.secrets(), LinkPurpose::Need, need.id.as_str(), need.link_generation)
        ));
        let delivery = to_member(telling);
        let need_types = labels(telling);
        if *step == MemberStep::LinkRenewed {
            let renewed_for = RenewedFor::Member;
            let renewed = compose::LinkRenewed { delivery, need: need.id.clone(), need_types, renewed_for, link };
            return Some(compose::link_renewed(&renewed));
        }
        let step = self.told(telling, step, next)?;
        Some(compose::member_update(&MemberUpdate { delivery, need: need.id.clone(), need_types, step, link }))
    }

    /// The step as the mail tells it; `None` where it tells nothing any more.
    fn told(&self, telling: &Telling<'_>, step: &MemberStep, next: Vec<Other>) -> Option<compose::MemberNews> {
        let agency_name = |agency: &AgencyId| name(telling.catalogue, agency);
        Some(match step {
            MemberStep::Received => compose::MemberNews::Received { asked: asked(telling, &[]) },
            MemberStep::Referred { agencies } => {
                let asked = asked(telling, agencies);
                if asked.is_empty() {
                    return None;
                }
                compose::MemberNews::PassedOn { asked }
            }
            MemberStep::Accepted { agency } => {
                let need = &telling.case.need;
                let book = self.url(&format!("/book?agency={agency}&location={}&need={}", need.location, need.id));
                compose::MemberNews::Accepted { agency: agency_name(agency), next, book }
            }
            MemberStep::Declined { agency } => declined(telling, agency),
            MemberStep::Unreached { agency } => {
                compose::MemberNews::Unreached { agency: agency_name(agency), onward: onward(telling, agency) }
            }
            MemberStep::Done { agency, outcome } => compose::MemberNews::Done {
                agency: agency_name(agency),
                outcome: *outcome,
                still_with: still_with(telling),
            },
            MemberStep::Withdrawn => compose::MemberNews::Withdrawn,
            MemberStep::ConsentWithdrawn => {
                compose::MemberNews::ConsentTakenBack { closed: telling.case.need.status == NeedStatus::Closed }
            }
            MemberStep::Closed { outcome } => compose::MemberNews::Closed { outcome: *outcome },
            // A mail of its own.
            MemberStep::LinkRenewed => return None,
        })
    }

    fn referral_link(&self, telling: &Telling<'_>, referral: &Referral) -> String {
        let token =
            issue(telling.store.secrets(), LinkPurpose::Referral, referral.id.as_str(), referral.link_generation);
        self.url(&format!("/r/{token}"))
    }
}

/// Whether a mail about a need would tell something, as far as the case says. Of
/// its referrals those are looked at that the effect names.
pub(crate) fn says_something(case: &NeedCase, effect: &Effect) -> bool {
    let says = match effect {
        Effect::ReferralMail { agency } => case.referral(agency).is_some_and(|referral| awaits_mail(case, referral)),
        Effect::ReferralLinkMail { agency } => case.referral(agency).is_some(),
        Effect::MemberMail(MemberStep::Referred { agencies }) if !agencies.is_empty() => {
            let open = |agency| case.referral(agency).is_some_and(|referral| referral.status.is_open());
            agencies.iter().any(open)
        }
        _ => true,
    };
    says && case.person.is_some()
}

/// Whether a referral's mail still has something to ask.
fn awaits_mail(case: &NeedCase, referral: &Referral) -> bool {
    match referral.status {
        ReferralStatus::Queued => true,
        // Sent again by a person's decision, while the need is still open.
        ReferralStatus::Undeliverable => case.need.status != NeedStatus::Closed,
        _ => false,
    }
}

/// Whether the mail that asks an agency ever left. One query.
pub(crate) async fn heard_of_it(store: &Store, need: &NeedId, agency: &AgencyId) -> Result<bool, TableError> {
    let asked = Effect::ReferralMail { agency: agency.clone() };
    let history = store.needs().history(need).await?;
    Ok(history.deliveries.iter().any(|delivery| {
        let asks = matches!(&delivery.kind, DeliveryKind::Need { effect, .. } if *effect == asked);
        asks && delivery.status == DeliveryStatus::Sent
    }))
}

/// Tells an agency that there is nothing to do any more, if it ever heard
/// of the referral.
async fn withdrawn_mail(telling: &Telling<'_>, agency: &AgencyId) -> Result<Option<Message>, TableError> {
    let heard = heard_of_it(telling.store, &telling.case.need.id, agency).await?;
    let Some(delivery) = to_agency(telling, agency).filter(|_| heard) else { return Ok(None) };
    Ok(Some(compose::withdrawn(&compose::Withdrawn {
        delivery,
        need: telling.case.need.id.clone(),
        need_types: labels(telling),
        company: telling.person.company.name.clone(),
    })))
}

fn declined(telling: &Telling<'_>, agency: &AgencyId) -> compose::MemberNews {
    let onward = onward(telling, agency);
    let agency_name = name(telling.catalogue, agency);
    match telling.case.referral(agency).map(|referral| (referral.status, referral.declined)) {
        Some((ReferralStatus::Expired, _)) => compose::MemberNews::Unanswered { agency: agency_name, onward },
        other => compose::MemberNews::Declined { agency: agency_name, reason: other.and_then(|(_, why)| why), onward },
    }
}

/// What happens after `agency` fell out.
fn onward(telling: &Telling<'_>, agency: &AgencyId) -> Onward {
    let since = telling.case.referral(agency).map_or(telling.delivery.created_at, |referral| referral.changed_at);
    let asked: Vec<Asked> = open(telling)
        .filter(|other| other.agency != *agency && other.created_at >= since)
        .map(|other| ask(telling, other))
        .collect();
    let need = &telling.case.need;
    if let (NeedStatus::Closed, Some(outcome)) = (need.status, need.outcome) {
        return Onward::Closed(outcome);
    }
    match (asked.is_empty(), telling.case.has_open()) {
        (false, _) => Onward::Asked(asked),
        (true, true) => Onward::StillWith(still_with(telling)),
        (true, false) => Onward::Coordinator,
    }
}

fn open<'a>(telling: &'a Telling<'_>) -> impl Iterator<Item = &'a Referral> {
    telling.case.referrals.iter().filter(|referral| referral.status.is_open())
}

/// Agencies that have the need in hand or may still answer.
fn still_with(telling: &Telling<'_>) -> Vec<String> {
    open(telling).map(|referral| name(telling.catalogue, &referral.agency)).collect()
}

/// Agencies among these that may still answer; among all that were asked,
/// where none is named. One that declined since is not where the need is.
fn asked(telling: &Telling<'_>, among: &[AgencyId]) -> Vec<Asked> {
    let named = |referral: &&Referral| among.is_empty() || among.contains(&referral.agency);
    open(telling).filter(named).map(|referral| ask(telling, referral)).collect()
}

fn ask(telling: &Telling<'_>, referral: &Referral) -> Asked {
    Asked { agency: name(telling.catalogue, &referral.agency), answer_by: referral.answer_by }
}

fn to_agency(telling: &Telling<'_>, agency: &AgencyId) -> Option<compose::Delivery> {
    let agency = telling.catalogue.agencies.get(agency)?;
    Some(compose::Delivery {
        id: telling.delivery.id.clone(),
        to: agency.email.clone(),
        to_name: Some(agency.short.clone()),
        languages: ReferralMail::languages(&telling.person.contact, &agency.languages),
    })
}

fn to_member(telling: &Telling<'_>) -> compose::Delivery {
    compose::Delivery {
        id: telling.delivery.id.clone(),
        to: telling.person.contact.email.clone(),
        to_name: compose::as_a_name(&telling.person.contact.name),
        languages: telling.person.contact.mail_languages(),
    }
}

fn name(catalogue: &Catalogue, agency: &AgencyId) -> String {
    catalogue.agencies.get(agency).map_or_else(|| agency.to_string(), |agency| agency.short.clone())
}

fn labels(telling: &Telling<'_>) -> Vec<Text> {
    let settled = domain::need::confirmed(&telling.case.need.need_types);
    settled.filter_map(|id| telling.catalogue.need_type(id)).map(|need_type| need_type.label.clone()).collect()
}

fn services(catalogue: &Catalogue, ids: &[ServiceId]) -> Vec<Text> {
    ids.iter().filter_map(|id| catalogue.services.get(id)).map(|service| service.name.clone()).collect()
}

fn sentences(reasons: &[Reason], catalogue: &Catalogue) -> Vec<Text> {
    let say = |reason: &Reason, language| reason.text(language, catalogue);
    reasons
        .iter()
        .map(|reason| {
            Text::new(
                say(reason, domain::Language::Fr),
                say(reason, domain::Language::Nl),
                say(reason, domain::Language::En),
            )
        })
        .collect()
}
