//! Entries that are one company: found, joined with a choice for each field,
//! taken back.

use std::collections::BTreeMap;

use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::matching::likeness;
use domain::member::{Member, MemberEvent, MemberEventKind, Source};
use domain::sight::read_at_place;
use serde::{Deserialize, Serialize};
use store::repos::members::{MemberRecord, Merge, Pair, Stated};
use store::{Store, TableError, Transaction, Versioned};

use super::attach::learn_from;
use super::change::{NEEDS_AT_ONCE, approach, commit, determined, has};
use super::signs::sharing;
use crate::error::FlowError;

/// Entries that one is held against, at most.
const CANDIDATES: usize = 20;

/// Whose value of a field is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// That of the entry that stays.
    This,
    /// That of the other.
    Other,
}

/// Why entries can't be joined, or a joining not be taken back.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// One of them is no more, or they are the same.
    #[error("no such pair")]
    Gone,
    /// The entry that stayed was joined into another since.
    #[error("the entry that stayed was joined into another")]
    Changed,
    /// The table failed, or somebody was faster.
    #[error(transparent)]
    Table(#[from] TableError),
    /// What became of a need was not learnt.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

/// Whether somebody shares something with a member, whom [`look`] would hold it
/// against. Up to four queries.
pub(super) async fn shares_something(store: &Store, id: &MemberId) -> Result<bool, TableError> {
    let Some(found) = store.members().load(id).await? else { return Ok(false) };
    Ok(!sharing(store, &found.value.case).await?.is_empty())
}

/// Holds a member against those that share something with it and notes the
/// pairs. Up to four queries and a query for each candidate, one commit each.
pub(super) async fn look(store: &Store, id: &MemberId) -> Result<(), FlowError> {
    let Some(found) = store.members().load(id).await? else { return Ok(()) };
    let case = &found.value.case;
    for other in sharing(store, case).await?.into_iter().take(CANDIDATES) {
        let Some(known) = store.members().load(&other).await? else { continue };
        let mut tx = Transaction::new();
        match likeness(case, &known.value.case) {
            Some(because) => {
                let (this, with) = if other < *id { (other, id.clone()) } else { (id.clone(), other) };
                store.members().pair(&mut tx, &Pair { this, with, because });
            }
            None => store.members().unpair(&mut tx, id, &other),
        }
        // A person said that they are two.
        TableError::unless_conflict(store.commit(tx).await)?;
    }
    Ok(())
}

/// Joins `with` into `this`. Fields that only one of them knows are kept, but for
/// those that the member emptied; of those that both know, `take` says whose value
/// stays, else that of `this`. Its stays, needs, bookings and proposals come along, and
/// which fields it emptied; of two proposals of a kind the one that goes before.
/// Answers the id by which it is taken back. Three queries and a few reads, one
/// commit for each of the two; one more of each for each twenty needs above twenty,
/// one for each thirty bookings. These come first, before the other lets them go:
/// where the joining stops among them, none is lost, and joining the two again goes on.
pub async fn merge(
    store: &Store,
    (this, with): (&MemberId, &MemberId),
    take: &BTreeMap<String, Take>,
    actor: &Actor,
) -> Result<(String, Versioned<MemberRecord>), MergeError> {
    if this == with {
        return Err(MergeError::Gone);
    }
    let catalogue = store.catalogue().load().await?;
    let kept = store.members().load(this).await?.ok_or(MergeError::Gone)?;
    let gone = store.members().load(with).await?.ok_or(MergeError::Gone)?;
    let now = store.now();
    let (mut after, other) = (kept.value.clone(), &gone.value);
    let (known, theirs) = (after.case.profile(), other.case.profile());
    for (field, source) in &other.case.member.sources {
        let emptied = source.from == Source::MemberForm && !theirs.contains_key(field);
        if emptied && !known.contains_key(field) {
            after.case.member.sources.entry(field.clone()).or_insert(*source);
        }
    }
    for (from, into) in [
        (&other.case.member.profile, &mut after.case.member.profile),
        (&other.case.person.profile, &mut after.case.person.profile),
    ] {
        for (field, value) in from {
            let emptied = || after.case.member.sources.get(field).is_some_and(|known| known.from == Source::MemberForm);
            if (!into.contains_key(field) && !emptied()) || take.get(field) == Some(&Take::Other) {
                into.insert(field.clone(), value.clone());
                if let Some(source) = other.case.member.sources.get(field) {
                    after.case.member.sources.insert(field.clone(), *source);
                }
            }
        }
    }
    keep_for_place(&mut after.case.member, [&kept.value.case.member, &other.case.member]);
    for stay in &other.case.member.hosted {
        if !after.case.member.hosted.iter().any(|known| known.location == stay.location) {
            after.case.member.hosted.insert(0, stay.clone());
        }
    }
    after.case.member.last_contact_at = after.case.member.last_contact_at.max(other.case.member.last_contact_at);
    other.case.member.met.iter().for_each(|agency| after.case.member.meets(agency));
    after.case.member.unsubscribed |= other.case.member.unsubscribed;
    after.case.member.asked_at = after.case.member.asked_at.max(other.case.member.asked_at);
    // What a joining that stopped brought is not its own.
    let own: Vec<Stated> = kept.value.stated.iter().filter(|one| !has(&other.stated, one)).cloned().collect();
    after.stated = [own.as_slice(), other.stated.as_slice()].concat();
    after.case.proposals.retain(|own| other.case.proposal(&own.need_type).is_none_or(|one| !one.goes_before(own)));
    for proposal in &other.case.proposals {
        if after.case.proposal(&proposal.need_type).is_none() {
            after.case.proposals.push(proposal.clone());
        }
    }
    let planned = determined(&mut after, &catalogue, now);
    let id = store.ids().next();
    let (before, other) = (MemberRecord { stated: own, case: kept.value.case.clone() }, other.clone());
    store.members().give_bookings(with, &after.case.member, None).await?;
    let kept = approach(store, &catalogue, kept, (&after.stated, NEEDS_AT_ONCE)).await?;
    let gone = approach(store, &catalogue, gone, (&[], NEEDS_AT_ONCE)).await?;
    let record = Merge { id: id.clone(), at: now, this: before, with: other };
    // The one that goes ends first: a joining that stops half-way has lost
    // nothing, since what it was made of is kept with it.
    let mut tx = Transaction::new();
    store.members().keep_merge(&mut tx, &record);
    store.members().unpair(&mut tx, this, with);
    store.members().save(&mut tx, &catalogue, (Some(&gone), None), &[]).await?;
    commit(store, with, tx).await?;
    let mut tx = Transaction::new();
    let kind = MemberEventKind::Merged { with: with.clone(), merge: Some(id.clone()) };
    let mut events = vec![MemberEvent { at: now, actor: actor.clone(), kind }];
    events.extend(planned);
    store.members().save(&mut tx, &catalogue, (Some(&kept), Some(&after)), &events).await?;
    match commit(store, this, tx).await {
        Ok(()) => Ok((id, Versioned { value: after, version: kept.version + 1 })),
        Err(error) => {
            let mut back = Transaction::new();
            store.members().save(&mut back, &catalogue, (None, Some(&gone.value)), &[]).await?;
            store.members().forget_merge(&mut back, &Versioned { value: record, version: 1 });
            store.members().leads_no_more(&mut back, with);
            commit(store, with, back).await?;
            store.members().give_bookings(with, &gone.value.case.member, Some(this)).await?;
            Err(error.into())
        }
    }
}

/// What its place read of either entry it goes on reading.
fn keep_for_place(after: &mut Member, entries: [&Member; 2]) {
    for (field, said) in entries.into_iter().flat_map(read_at_place) {
        if after.sources.get(&field).is_some_and(|known| known.from.is_own()) {
            after.by_others.entry(field).or_insert(said);
        }
    }
}

/// Takes a joining back: both are as they were, but for what changed since, which
/// stays with the entry that stayed. Answers that one and the fields that changed.
/// Five queries and a read, two commits; one more of each for each twenty needs above
/// twenty, one for each thirty bookings; for each need that ended meanwhile up to twelve
/// reads and a commit. Where that stops half-way, taking it back again goes on.
pub async fn undo(store: &Store, id: &str) -> Result<(MemberId, Vec<String>), MergeError> {
    let catalogue = store.catalogue().load().await?;
    let merged = store.members().merge(id).await?.ok_or(MergeError::Gone)?;
    let Merge { this, with, at, .. } = &merged.value;
    let (stays, comes) = (&this.case.member.id, &with.case.member.id);
    let now = store.members().load(stays).await?.ok_or(MergeError::Changed)?;
    let as_it_is = |one: &Stated| now.value.stated.iter().find(|known| known.need == one.need).unwrap_or(one).clone();
    let brought: Vec<Stated> = with.stated.iter().map(as_it_is).collect();
    let back = if let Some(back) = store.members().load(comes).await? {
        back
    } else {
        let mut back = MemberRecord { stated: brought.clone(), case: with.case.clone() };
        let planned = determined(&mut back, &catalogue, store.now());
        back.stated.truncate(NEEDS_AT_ONCE);
        let mut tx = Transaction::new();
        store.members().save(&mut tx, &catalogue, (None, Some(&back)), planned.as_slice()).await?;
        commit(store, comes, tx).await?;
        Versioned { value: back, version: 1 }
    };
    // What it stated since it came back stays.
    let since = back.value.stated.iter().filter(|one| !has(&brought, one));
    let wanted: Vec<Stated> = brought.iter().chain(since).cloned().collect();
    approach(store, &catalogue, back, (&wanted, 0)).await?;
    store.members().give_bookings(comes, &with.case.member, Some(stays)).await?;
    // A need that ended while they were one tells how, now that it is its own again.
    for (was, _) in with.stated.iter().zip(&brought).filter(|(was, is)| was.open && !is.open) {
        learn_from(store, &was.need).await?;
    }
    let own = now.value.stated.iter().filter(|one| has(&this.stated, one) || !has(&brought, one));
    let own: Vec<Stated> = own.cloned().collect();
    let now = approach(store, &catalogue, now, (&own, NEEDS_AT_ONCE)).await?;
    let (case, changed) = now.value.case.clone().apart((&this.case, &with.case), *at);
    let mut after = MemberRecord { stated: own, case };
    let planned = determined(&mut after, &catalogue, store.now());
    let mut tx = Transaction::new();
    store.members().save(&mut tx, &catalogue, (Some(&now), Some(&after)), planned.as_slice()).await?;
    store.members().are_two(&mut tx, stays, comes);
    store.members().leads_no_more(&mut tx, comes);
    store.members().forget_merge(&mut tx, &merged);
    commit(store, stays, tx).await?;
    Ok((stays.clone(), changed))
}
