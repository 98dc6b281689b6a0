//! An import taken back, in steps as it was written.

use domain::catalogue::Catalogue;
use domain::member::{Member, MemberCase, Proposal, ProposalStatus};
use serde_json::json;
use store::repos::imports::{Import, ImportStatus, RowChange};
use store::repos::members::{Counted, MemberRecord};
use store::{Condition, Key, Store, TableError, Transaction, Versioned};

use super::super::change::{add_change, commit_in_order};
use super::{TOGETHER, save};
use crate::error::FlowError;

/// Looks at what is left, in one step.
const LOOKS: usize = 20;
/// Members that were not taken back and are listed, at most.
const KEPT_AT_MOST: usize = 200;

/// Takes rows back: what a person changed since stays, and is listed. For 25 members a
/// query and what places come to; for each a read and one commit; at the end one for
/// each thousand that stay.
pub(super) async fn take_back(store: &Store, before: Versioned<Import>) -> Result<(), FlowError> {
    let Versioned { value: mut import, version } = before;
    let catalogue = store.catalogue().load().await?;
    for _ in 0..LOOKS {
        let rows = store.imports().changes(&import.id, TOGETHER).await?;
        if rows.is_empty() {
            import.kept = store.imports().kept(&import.id).await?;
            import.kept_more = u32::try_from(import.kept.len().saturating_sub(KEPT_AT_MOST)).unwrap_or(u32::MAX);
            import.kept.truncate(KEPT_AT_MOST);
            import.status = ImportStatus::Undone;
            import.done = import.rows;
            break;
        }
        let (mut counted, mut changes) = (Counted::default(), Vec::with_capacity(rows.len()));
        for (key, change) in &rows {
            let tx = restored(store, &catalogue, (&import, key, change), &mut counted).await?;
            changes.push((change.member.clone(), tx));
        }
        match commit_in_order(store, changes).await {
            Ok(()) => import.done = (import.done + u32::try_from(rows.len()).unwrap_or(0)).min(import.rows),
            // Somebody was faster: the next look finds those that are left.
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    save(store, version, &import).await
}

/// The commit that takes one member back, or keeps that it was changed since.
async fn restored(
    store: &Store,
    catalogue: &Catalogue,
    (import, key, change): (&Import, &Key, &RowChange),
    counted: &mut Counted,
) -> Result<Transaction, TableError> {
    let now = store.members().load(&change.member).await?;
    let mut tx = Transaction::new();
    tx.delete(key.clone(), Condition::Any);
    match &now {
        Some(now) if is_as_left(store, change, now) => match &change.before {
            Some(before) => {
                let case = as_before(&now.value.case, &before.case);
                add_change(store, (&mut tx, counted), catalogue, now, (case, Vec::new())).await?;
            }
            None if has_a_past(&now.value) => store.imports().keep(&mut tx, import, change),
            None => store.members().save_in_order((&mut tx, counted), catalogue, (Some(now), None), &[]).await?,
        },
        Some(_) => store.imports().keep(&mut tx, import, change),
        None => {}
    }
    Ok(tx)
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
