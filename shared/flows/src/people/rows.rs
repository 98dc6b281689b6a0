//! What is kept of the person itself.

use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::{MemberId, NeedId, SourceId, SurveyId};
use domain::member::{Profile, Proposal};
use domain::moves;
use domain::need::{Decided, NeedCase};
use serde_json::Value;
use store::repos::members::MemberRecord;
use store::repos::people::{self, Erasure, Trace};
use store::repos::received::Became;
use store::{Store, TableError, Transaction};

use crate::bookings;
use crate::error::FlowError;
use crate::members;

/// Things erased in one step.
const AT_ONCE: usize = 25;
/// Tries at one of them.
const TRIES: usize = 10;
/// What a member agreed to is kept as proof: it names nobody.
const PROOF: &str = "consents";

/// Erases some; answers whether nothing is left. One query; a few reads and a
/// commit for each.
pub(super) async fn step(store: &Store, erasure: &Erasure) -> Result<bool, TableError> {
    let traces = store.people().of(&erasure.person).await?;
    for trace in traces.iter().take(AT_ONCE) {
        one(store, trace, erasure).await?;
        let mut tx = Transaction::new();
        store.people().forget(&mut tx, &erasure.person, trace);
        store.commit(tx).await?;
    }
    Ok(traces.len() <= AT_ONCE)
}

/// Erases one thing. A few reads and a commit.
pub(super) async fn one(store: &Store, trace: &Trace, erasure: &Erasure) -> Result<(), TableError> {
    done(match trace {
        Trace::Need(id) => need(store, id).await,
        Trace::Booking(id) => bookings::erase(store, id, &erasure.by).await,
        Trace::Member(id) => member(store, id, erasure).await,
        Trace::Merge(id) => merge(store, id).await,
        Trace::Contact(survey, id) => contact(store, survey, id).await,
        Trace::Message(source, id) => message(store, source, id).await,
    })
}

fn done(done: Result<(), FlowError>) -> Result<(), TableError> {
    match done {
        // Or it ended by itself meanwhile.
        Ok(()) | Err(FlowError::NotFound) => Ok(()),
        Err(FlowError::Table(error)) => Err(error),
        Err(error) => Err(TableError::Corrupt(error.to_string())),
    }
}

/// A need of which nobody is known: an open one closes.
async fn need(store: &Store, id: &NeedId) -> Result<(), FlowError> {
    for _ in 0..TRIES {
        let before = store.needs().load(id).await?.ok_or(FlowError::NotFound)?;
        if before.case.person.is_none() {
            return Err(FlowError::NotFound);
        }
        let nobody = NeedCase { person: None, ..before.case.clone() };
        let decided: Decided = moves::data_ended(nobody, store.now());
        let mut tx = Transaction::new();
        store.needs().save(&mut tx, &before, &decided);
        store.needs().erase_person(&mut tx, &before.case);
        match store.commit(tx).await {
            Ok(()) => return Ok(()),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// A member that no longer names the person; one that has the person's name is
/// the person, and ends.
async fn member(store: &Store, id: &MemberId, erasure: &Erasure) -> Result<(), FlowError> {
    let found = store.members().load(id).await?.ok_or(FlowError::NotFound)?;
    let marks = store.people().marks(&erasure.id).await?;
    if has_the_name(&found.value, &marks) {
        return members::end(store, id, None).await;
    }
    without(store, id, &|field, _| field != PROOF).await
}

/// A member whose contact is somebody else: what names the person in it goes, so do
/// the words of a *no* that do. Answers whether there was any.
pub(super) async fn named_by(store: &Store, id: &MemberId, erasure: &Erasure) -> Result<bool, TableError> {
    let Some(found) = store.members().load(id).await? else { return Ok(false) };
    let case = &found.value.case;
    let marks = store.people().marks(&erasure.id).await?;
    let names = |value: &Value| people::names(&marks, value);
    let own = case.contact().is_some_and(|(email, _)| store.people().is(&email, &erasure.person));
    // One that somebody else speaks for only has the same name.
    if own || (case.contact().is_none() && has_the_name(&found.value, &marks)) {
        return done(member(store, id, erasure).await).map(|()| true);
    }
    let person = case.person.profile.iter().any(|(field, value)| field != PROOF && names(value));
    let reason =
        |proposal: &Proposal| proposal.reason.as_ref().is_some_and(|reason| names(&Value::from(reason.as_str())));
    if !person && !case.proposals.iter().any(reason) {
        return Ok(false);
    }
    done(without(store, id, &|field, value| field != PROOF && names(value)).await).map(|()| true)
}

fn has_the_name(record: &MemberRecord, marks: &[String]) -> bool {
    let member = &record.case.member;
    let by_others = member.by_others.values().map(|said| &said.value);
    member.profile.values().chain(by_others).any(|value| people::names(marks, value))
}

/// A member without the fields about its people, and without the reasons of a *no*,
/// that `goes` says, by name and value. With whoever spoke for it go the links that
/// were mailed to them, and what they agreed to holds no more.
async fn without(store: &Store, id: &MemberId, goes: &(dyn Fn(&str, &Value) -> bool + Sync)) -> Result<(), FlowError> {
    members::change(store, id, None, |record, _, now| {
        let mut after: MemberRecord = record.clone();
        let person = std::mem::take(&mut after.case.person.profile);
        let (gone, kept): (Profile, Profile) = person.into_iter().partition(|(field, value)| goes(field, value));
        after.case.person.profile = kept;
        after.case.member.sources.retain(|field, _| !gone.contains_key(field));
        if gone.contains_key("contact_email") {
            after.case.member.link_generation += 1;
            after.case.end_consents(|_| true, now.day_in(BRUSSELS));
        }
        for proposal in &mut after.case.proposals {
            proposal.reason = proposal.reason.take().filter(|reason| !goes("reason", &Value::from(reason.as_str())));
        }
        let event = domain::member::MemberEvent {
            at: now,
            actor: Actor::System,
            kind: domain::member::MemberEventKind::PersonErased,
        };
        Ok((after, vec![event]))
    })
    .await
    .map(|_| ())
}

async fn contact(store: &Store, survey: &SurveyId, id: &str) -> Result<(), FlowError> {
    let found = store.surveys().contact(survey, id).await?.ok_or(FlowError::NotFound)?;
    let mut tx = Transaction::new();
    store.surveys().remove_contact(&mut tx, survey, &found);
    Ok(store.commit(tx).await?)
}

/// A message of which nothing comes any more.
async fn message(store: &Store, source: &SourceId, id: &str) -> Result<(), FlowError> {
    let source = store.sources().load(source).await?.ok_or(FlowError::NotFound)?.value;
    let found = store.received().load(&source.id, id).await?.ok_or(FlowError::NotFound)?;
    if found.value.content.is_none() {
        return Ok(());
    }
    let mut tx = Transaction::new();
    store.received().save(&mut tx, &source, &found.value.became(Became::PassedOver), found.version);
    Ok(store.commit(tx).await?)
}

/// A joining that can't be taken back any more.
async fn merge(store: &Store, id: &str) -> Result<(), FlowError> {
    let found = store.members().merge(id).await?.ok_or(FlowError::NotFound)?;
    let mut tx = Transaction::new();
    store.members().forget_merge(&mut tx, &found);
    Ok(store.commit(tx).await?)
}
