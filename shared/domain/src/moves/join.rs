//! What is stated while it is open already joins what was stated first: no
//! agency is asked twice about one thing. Whoever kept it from the agencies at
//! first may agree by stating it again.

use std::collections::btree_map::Entry;

use super::consent::{agree, awaits_consent};
use super::{Arrival, Moment, MoveError, consents, cut, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::event::EventKind;
use crate::ids::{AgencyId, NeedTypeId};
use crate::need::{AddedBy, Decided, NeedCase, NeedPerson, Note, Share, confirmed};
use crate::referral::AMOUNT;

/// The kinds of need of an arrival that a case of the same person or company is
/// about already; absent where it joins nothing. It does not where one of the two
/// is not shared, or where an agency that has the case in hand, or may be asked
/// about it later, may not know of the arrival. A case that waits for its
/// person's consent is joined by what gives it: by its kinds of need, or by the
/// same words where none is stated.
pub fn joins(case: &NeedCase, arrival: &Arrival, catalogue: &Catalogue, now: Instant) -> Option<Vec<NeedTypeId>> {
    let person = case.person.as_ref().filter(|_| case.need.is_open())?;
    let again: Vec<NeedTypeId> =
        confirmed(&case.need.need_types).filter(|id| arrival.stated.contains(id)).cloned().collect();
    if gives_consent(case, arrival) {
        let is_same = arrival.stated.is_empty() && says_the_same(person, &arrival.person);
        return (is_same || !again.is_empty()).then_some(again);
    }
    let mut asked = case.referrals.iter().filter(|referral| referral.status.is_open());
    let may_know = asked.all(|referral| consents(&arrival.share, &referral.agency, catalogue, now));
    let as_widely = match (&arrival.share, &case.need.share) {
        (Share::All(true), _) => true,
        (share, Share::Only(agencies)) => agencies.iter().all(|agency| consents(share, agency, catalogue, now)),
        _ => false,
    };
    let shared = case.need.share.any() && arrival.share.any() && may_know && as_widely;
    (shared && !again.is_empty()).then_some(again)
}

/// Adds what an arrival says to the case that it joins: its words as a note, an
/// amount and facts that were not known, and the consent that was awaited. But
/// for that nobody is asked again; agencies that have it are told what is new.
pub fn join(mut case: NeedCase, arrival: &Arrival, moment: &Moment<'_>) -> Decided {
    let agrees = gives_consent(&case, arrival);
    let Some(person) = case.person.as_mut() else { return unchanged(case) };
    let Arrival { amount_eur, person: other, .. } = arrival;
    let mut facts = Vec::new();
    if case.need.amount_eur.is_none() && amount_eur.is_some() {
        case.need.amount_eur = *amount_eur;
        facts.push(AMOUNT.to_owned());
    }
    for (field, value) in &other.company.profile {
        if let Entry::Vacant(unknown) = person.company.profile.entry(field.clone()) {
            unknown.insert(value.clone());
            facts.push(field.clone());
        }
    }
    let (colleague, by) = (!is_same_person(person, other), AddedBy::of(&other.contact));
    let is_said = if colleague {
        person.notes.last().is_some_and(|note| note.text == cut(&other.description) && note.by.as_ref() == Some(&by))
    } else {
        says_the_same(person, other) || says_nothing_new(person, &other.description)
    };
    if !is_said {
        put(person, &other.description, by, moment);
    }
    let told = tell(&mut case, !is_said, &facts, moment);
    let mut events = vec![moment.event(EventKind::NeedAdded { colleague, told })];
    if agrees {
        agree(&mut case, (arrival.share.clone(), other.agreed.clone()), moment, &mut events);
    }
    Decided { case, events }
}

/// Adds what the member writes on the need's own page. Nobody is asked again;
/// agencies that have it are told.
pub fn add(mut case: NeedCase, text: &str, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    if !case.need.is_open() {
        return Err(MoveError::Closed);
    }
    let Some(person) = case.person.as_mut() else { return Ok(unchanged(case)) };
    if says_nothing_new(person, text) {
        return Ok(unchanged(case));
    }
    let by = AddedBy::of(&person.contact);
    put(person, text, by, moment);
    let told = tell(&mut case, true, &[], moment);
    let events = vec![moment.event(EventKind::NeedAdded { colleague: false, told })];
    Ok(Decided { case, events })
}

/// The agencies that are told of an addition: those that have the need in hand, of
/// words and of the facts for which they were chosen. A request that has still to
/// be composed holds it itself.
fn tell(case: &mut NeedCase, writes: bool, facts: &[String], moment: &Moment<'_>) -> Vec<AgencyId> {
    let mut told = Vec::new();
    for referral in case.referrals.iter_mut().filter(|referral| referral.status.is_in_hand()) {
        let is_read = |fact: &str| fact == AMOUNT || referral.because.iter().any(|one| one.fact() == Some(fact));
        let read: Vec<String> = facts.iter().filter(|fact| is_read(fact)).cloned().collect();
        if writes || !read.is_empty() {
            referral.follow_up.added_at = Some(moment.now);
            referral.follow_up.added_facts.extend(read);
            told.push(referral.agency.clone());
        }
    }
    told
}

fn put(person: &mut NeedPerson, text: &str, by: AddedBy, moment: &Moment<'_>) {
    person.notes.push(Note { at: moment.now, actor: moment.actor.clone(), text: cut(text), by: Some(by) });
}

/// Whether an arrival gives the consent that a case of the same person waits for.
fn gives_consent(case: &NeedCase, arrival: &Arrival) -> bool {
    let is_wider = !case.need.share.any() || arrival.share == Share::All(true);
    let is_same = |person: &NeedPerson| is_same_person(person, &arrival.person);
    // What was taken back is given again by whoever has the need's own link.
    let never_asked = case.referrals.is_empty();
    never_asked && awaits_consent(case) && arrival.share.any() && is_wider && case.person.as_ref().is_some_and(is_same)
}

/// One mailbox is one person, however its address is written.
fn is_same_person(one: &NeedPerson, other: &NeedPerson) -> bool {
    one.contact.email.mailbox() == other.contact.email.mailbox()
}

fn says_the_same(person: &NeedPerson, other: &NeedPerson) -> bool {
    person.description.trim() == other.description.trim()
}

/// Whether a text is empty, or what was added last: it was sent twice.
fn says_nothing_new(person: &NeedPerson, text: &str) -> bool {
    let text = cut(text);
    let last = person.notes.iter().rfind(|note| note.by.is_some());
    text.is_empty() || last.is_some_and(|note| note.text == text)
}
