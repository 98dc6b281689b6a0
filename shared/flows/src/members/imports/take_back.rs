//! An import taken back, in steps as it was written.

use domain::catalogue::Catalogue;
use domain::member::{Member, MemberCase, Proposal, ProposalStatus};
use serde_json::json;
use store::repos::imports::{Import, ImportStatus, PAGE_ROWS, RowChange};
use store::repos::members::MemberRecord;
use store::{Condition, Key, Store, TableError, Transaction, Versioned};

use super::super::change::{add_change, commit};
use super::{PAGES, TRIES, save};
use crate::error::FlowError;

/// Members that were not taken back and are listed, at most.
const KEPT_AT_MOST: usize = 200;

/// Takes rows back: what a person changed since stays, and is listed. A query
/// for 50 members; for each two reads and one commit; at the end one for each
/// thousand that stay.
pub(super) async fn take_back(store: &Store, before: Versioned<Import>) -> Result<(), FlowError> {
    let Versioned { value: mut import, version } = before;
    let catalogue = store.catalogue().load().await?;
    for _ in 0..PAGES {
        let changes = store.imports().changes(&import.id, PAGE_ROWS).await?;
        if changes.is_empty() {
            import.kept = store.imports().kept(&import.id).await?;
            import.kept_more = u32::try_from(import.kept.len().saturating_sub(KEPT_AT_MOST)).unwrap_or(u32::MAX);
            import.kept.truncate(KEPT_AT_MOST);
            import.status = ImportStatus::Undone;
            import.done = import.rows;
            break;
        }
        for (key, change) in changes {
            restore(store, &catalogue, &import, (key, &change)).await?;
            import.done = (import.done + 1).min(import.rows);
        }
    }
    save(store, version, &import).await
}

/// Takes one member back, or keeps that it was changed since.
async fn restore(
    store: &Store,
    catalogue: &Catalogue,
    import: &Import,
    (key, change): (Key, &RowChange),
) -> Result<(), FlowError> {
    for _ in 0..TRIES {
        let now = store.members().load(&change.member).await?;
        let mut tx = Transaction::new();
        tx.delete(key.clone(), Condition::Any);
        match &now {
            Some(now) if is_as_left(store, change, now) => match &change.before {
                Some(before) => {
                    let case = as_before(&now.value.case, &before.case);
                    add_change(store, &mut tx, catalogue, now, (case, Vec::new())).await?;
                }
                None if has_a_past(&now.value) => store.imports().keep(&mut tx, import, change),
                None => store.members().save(&mut tx, catalogue, (Some(now), None), &[]).await?,
            },
            Some(_) => store.imports().keep(&mut tx, import, change),
            None => {}
        }
        match commit(store, &change.member, tx).await {
            Ok(()) => return Ok(()),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// What rows of an import wrote of a member, as a digest: its fields, from whom each
/// is, and its stays. What is determined or noted beside is no part of it.
pub(super) fn as_written(store: &Store, record: &MemberRecord) -> String {
    let MemberCase { member, person, .. } = &record.case;
    let written = json!([member.profile, person.profile, member.sources, member.hosted]);
    store.secrets().keyed_hash("import.member", &[&written.to_string()])
}

/// Whether a member still is what rows of an import wrote. Of what an earlier version
/// of this program wrote there is no digest: then nothing may have changed of it.
pub(super) fn is_as_left(store: &Store, change: &RowChange, now: &Versioned<MemberRecord>) -> bool {
    now.version == change.version || change.wrote == as_written(store, &now.value)
}

/// Whether something happened with a member that would be lost with it: it stated a
/// need, made an appointment, was asked, or somebody put aside what it may need.
fn has_a_past(record: &MemberRecord) -> bool {
    let Member { asked_at, unsubscribed, met, .. } = &record.case.member;
    let is_decided = record.case.proposals.iter().any(|one| one.status != ProposalStatus::Open);
    is_decided || asked_at.is_some() || *unsubscribed || !met.is_empty() || !record.stated.is_empty()
}

/// A member as it was before rows of an import; what happened with it since stays.
fn as_before(now: &MemberCase, before: &MemberCase) -> MemberCase {
    let MemberCase { member: Member { profile, sources, by_others, hosted, .. }, person, proposals: then } =
        before.clone();
    let decided = now.proposals.iter().filter(|one| one.status != ProposalStatus::Open);
    let mut proposals: Vec<Proposal> = decided.cloned().collect();
    let is_other = |one: &Proposal| now.proposal(&one.need_type).is_none_or(|now| now.status == ProposalStatus::Open);
    proposals.extend(then.into_iter().filter(is_other));
    MemberCase { member: Member { profile, sources, by_others, hosted, ..now.member.clone() }, person, proposals }
}
