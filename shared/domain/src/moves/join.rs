//! What is stated while it is open already joins what was stated first: no
//! agency is asked twice about one thing.

use super::{Arrival, NOTE_AT_MOST, consents, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::event::{Actor, Event, EventKind};
use crate::ids::NeedTypeId;
use crate::need::{Decided, NeedCase, Note, Share, confirmed};

/// The kinds of need of an arrival that a case of the same person or company is
/// about already. None where one of the two is not shared, or where an agency
/// that has the case in hand, or may be asked about it later, may not know of
/// the arrival.
pub fn joins(case: &NeedCase, arrival: &Arrival, catalogue: &Catalogue, now: Instant) -> Vec<NeedTypeId> {
    let mut asked = case.referrals.iter().filter(|referral| referral.status.is_open());
    let may_know = asked.all(|referral| consents(&arrival.share, &referral.agency, catalogue, now));
    let as_widely = match (&arrival.share, &case.need.share) {
        (Share::All(true), _) => true,
        (share, Share::Only(agencies)) => agencies.iter().all(|agency| consents(share, agency, catalogue, now)),
        _ => false,
    };
    let shared = case.need.share.any() && arrival.share.any() && may_know && as_widely;
    if !case.need.is_open() || case.person.is_none() || !shared {
        return Vec::new();
    }
    confirmed(&case.need.need_types).filter(|id| arrival.stated.contains(id)).cloned().collect()
}

/// Adds what an arrival says to the case that it joins: its words as a note, an
/// amount and facts that were not known. Nobody is asked again.
pub fn join(mut case: NeedCase, arrival: &Arrival, now: Instant, actor: &Actor) -> Decided {
    let Some(person) = case.person.as_mut() else { return unchanged(case) };
    let Arrival { amount_eur, person: other, .. } = arrival;
    case.need.amount_eur = case.need.amount_eur.or(*amount_eur);
    for (field, value) in &other.company.profile {
        person.company.profile.entry(field.clone()).or_insert_with(|| value.clone());
    }
    person.notes.push(Note {
        at: now,
        actor: actor.clone(),
        text: other.description.trim().chars().take(NOTE_AT_MOST).collect(),
        by: Some(format!("{} <{}>", other.contact.name, other.contact.email)),
    });
    let colleague = other.contact.email != person.contact.email;
    let events = vec![Event::new(now, actor.clone(), EventKind::NeedAdded { colleague })];
    Decided { case, events }
}
