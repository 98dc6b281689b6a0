//! Entries that are one company: found, joined with a choice for each field,
//! taken back.

use std::collections::BTreeMap;

use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::matching::likeness;
use domain::member::{MemberEvent, MemberEventKind, review};
use serde::{Deserialize, Serialize};
use store::repos::members::{MemberRecord, Merge, Pair, Stated};
use store::{Store, TableError, Transaction, Versioned};

use super::change::{NEEDS_AT_ONCE, approach, commit, has, nearer, save_stated};
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
    /// What was made of them changed since.
    #[error("changed since it was merged")]
    Changed,
    /// The table failed, or somebody was faster.
    #[error(transparent)]
    Table(#[from] TableError),
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
        match store.commit(tx).await {
            // A person said that they are two.
            Ok(()) | Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn both(
    store: &Store,
    this: &MemberId,
    with: &MemberId,
) -> Result<(Versioned<MemberRecord>, Versioned<MemberRecord>), MergeError> {
    if this == with {
        return Err(MergeError::Gone);
    }
    let kept = store.members().load(this).await?.ok_or(MergeError::Gone)?;
    let gone = store.members().load(with).await?.ok_or(MergeError::Gone)?;
    Ok((kept, gone))
}

/// Joins `with` into `this`. Fields that only one of them knows are kept; of
/// those that both know, `take` says whose value stays, else that of `this`.
/// Its stays, needs and proposals come along. Answers the id by which it is
/// taken back. Two queries and a few reads, one commit for each of the two; one
/// more of each for each twenty needs above twenty. These come first, before the
/// other lets them go: where the joining stops among them, none is lost, and joining
/// the two again goes on.
pub async fn merge(
    store: &Store,
    (this, with): (&MemberId, &MemberId),
    take: &BTreeMap<String, Take>,
    actor: &Actor,
) -> Result<(String, Versioned<MemberRecord>), MergeError> {
    let catalogue = store.catalogue().load().await?;
    let (kept, gone) = both(store, this, with).await?;
    let now = store.now();
    let (mut after, other) = (kept.value.clone(), &gone.value);
    for (from, into) in [
        (&other.case.member.profile, &mut after.case.member.profile),
        (&other.case.person.profile, &mut after.case.person.profile),
    ] {
        for (field, value) in from {
            if !into.contains_key(field) || take.get(field) == Some(&Take::Other) {
                into.insert(field.clone(), value.clone());
                if let Some(source) = other.case.member.sources.get(field) {
                    after.case.member.sources.insert(field.clone(), *source);
                }
            }
        }
    }
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
    let own = kept.value.stated.iter().filter(|one| !has(&other.stated, one));
    let own: Vec<Stated> = own.cloned().collect();
    after.stated = [own.as_slice(), other.stated.as_slice()].concat();
    for proposal in &other.case.proposals {
        if after.case.proposal(&proposal.need_type).is_none() {
            after.case.proposals.push(proposal.clone());
        }
    }
    after.case.proposals = review(&after.case, &catalogue, &after.open_types(), now);
    let id = store.ids().next();
    let (before, other) = (MemberRecord { stated: own, case: kept.value.case.clone() }, other.clone());
    let kept = approach(store, &catalogue, kept, (&after.stated, NEEDS_AT_ONCE)).await?;
    let gone = approach(store, &catalogue, gone, (&[], NEEDS_AT_ONCE)).await?;
    let record =
        Merge { id: id.clone(), at: now, actor: actor.clone(), this: before, with: other, version: kept.version + 1 };
    // The one that goes ends first: a joining that stops half-way has lost
    // nothing, since what it was made of is kept with it.
    let mut tx = Transaction::new();
    store.members().keep_merge(&mut tx, &record);
    store.members().unpair(&mut tx, this, with);
    store.members().save(&mut tx, &catalogue, (Some(&gone), None), &[]).await?;
    commit(store, with, tx).await?;
    let mut tx = Transaction::new();
    let kind = MemberEventKind::Merged { with: with.clone() };
    let event = MemberEvent { at: now, actor: actor.clone(), kind };
    store.members().save(&mut tx, &catalogue, (Some(&kept), Some(&after)), &[event]).await?;
    match commit(store, this, tx).await {
        Ok(()) => Ok((id, Versioned { value: after, version: kept.version + 1 })),
        Err(error) => {
            let mut back = Transaction::new();
            store.members().save(&mut back, &catalogue, (None, Some(&gone.value)), &[]).await?;
            commit(store, with, back).await?;
            Err(error.into())
        }
    }
}

/// Takes a joining back: both are as they were, where what was made of them has
/// not changed since. Three reads, two commits; one more of each for each twenty
/// needs above twenty. Where that stops half-way, taking it back again goes on.
pub async fn undo(store: &Store, id: &str) -> Result<MemberId, MergeError> {
    let catalogue = store.catalogue().load().await?;
    let mut merged = store.members().merge(id).await?.ok_or(MergeError::Gone)?;
    let Merge { this, with, version, .. } = merged.value.clone();
    let stays = this.case.member.id.clone();
    let mut now = store.members().load(&stays).await?.ok_or(MergeError::Gone)?;
    // One less where the joining stopped half-way.
    if now.version != version && now.version + 1 != version {
        return Err(MergeError::Changed);
    }
    let back = if let Some(back) = store.members().load(&with.case.member.id).await? {
        back
    } else {
        let stated = with.stated.iter().take(NEEDS_AT_ONCE).cloned().collect();
        let back = MemberRecord { stated, case: with.case.clone() };
        let mut tx = Transaction::new();
        store.members().save(&mut tx, &catalogue, (None, Some(&back)), &[]).await?;
        commit(store, &with.case.member.id, tx).await?;
        Versioned { value: back, version: 1 }
    };
    // What it stated since it came back stays.
    let since = back.value.stated.iter().filter(|one| !has(&with.stated, one));
    let wanted: Vec<Stated> = with.stated.iter().chain(since).cloned().collect();
    approach(store, &catalogue, back, (&wanted, 0)).await?;
    while let Some(stated) = nearer(&now.value.stated, &this.stated, NEEDS_AT_ONCE) {
        let mut tx = Transaction::new();
        store.members().goes_back(&mut tx, &mut merged, now.version + 1);
        now = save_stated(store, &catalogue, tx, &now, stated).await?;
    }
    let mut tx = Transaction::new();
    store.members().save(&mut tx, &catalogue, (Some(&now), Some(&this)), &[]).await?;
    store.members().are_two(&mut tx, &stays, &with.case.member.id);
    store.members().forget_merge(&mut tx, &merged);
    commit(store, &stays, tx).await?;
    Ok(stays)
}
