//! What is stated while it is open already joins what was stated first: no
//! agency is asked twice about one thing. Whoever kept it from the agencies at
//! first may agree by stating it again.

use super::consent::{agree, awaits_consent};
use super::{Arrival, Moment, MoveError, NOTE_AT_MOST, consents, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::event::EventKind;
use crate::ids::NeedTypeId;
use crate::need::{AddedBy, Decided, NeedCase, NeedPerson, Note, Share, confirmed};

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
/// for that nobody is asked again.
pub fn join(mut case: NeedCase, arrival: &Arrival, moment: &Moment<'_>) -> Decided {
    let agrees = gives_consent(&case, arrival);
    let Some(person) = case.person.as_mut() else { return unchanged(case) };
    let Arrival { amount_eur, person: other, .. } = arrival;
    case.need.amount_eur = case.need.amount_eur.or(*amount_eur);
    for (field, value) in &other.company.profile {
        person.company.profile.entry(field.clone()).or_insert_with(|| value.clone());
    }
    let colleague = !is_same_person(person, other);
    if colleague || !says_the_same(person, other) {
        put(person, &other.description, AddedBy::of(&other.contact), moment);
    }
    let mut events = vec![moment.event(EventKind::NeedAdded { colleague })];
    if agrees {
        agree(&mut case, arrival.share.clone(), moment, &mut events);
    }
    Decided { case, events }
}

/// Adds what the member writes on the need's own page. Nobody is asked again.
pub fn add(mut case: NeedCase, text: &str, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    if !case.need.is_open() {
        return Err(MoveError::Closed);
    }
    let Some(person) = case.person.as_mut() else { return Ok(unchanged(case)) };
    let text = text.trim();
    let said = person.notes.iter().rfind(|note| note.by.is_some()).is_some_and(|note| note.text == text);
    if said || text.is_empty() {
        return Ok(unchanged(case));
    }
    let by = AddedBy::of(&person.contact);
    put(person, text, by, moment);
    let events = vec![moment.event(EventKind::NeedAdded { colleague: false })];
    Ok(Decided { case, events })
}

fn put(person: &mut NeedPerson, text: &str, by: AddedBy, moment: &Moment<'_>) {
    person.notes.push(Note {
        at: moment.now,
        actor: moment.actor.clone(),
        text: text.trim().chars().take(NOTE_AT_MOST).collect(),
        by: Some(by),
    });
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
