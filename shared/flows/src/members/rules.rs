//! A change of rules: tried on all members there are, and afterwards every
//! member determined again, some at a time.

use domain::catalogue::Catalogue;
use domain::ids::{MemberId, NeedTypeId};
use domain::member::{Proposal, ProposalStatus, review};
use serde::{Deserialize, Serialize};
use store::repos::members::MemberFilter;
use store::{Store, TableError};

use super::change::{change, unless_it_ended};
use crate::error::FlowError;

/// Members of one step, and of one page.
const AT_ONCE: usize = 100;

/// A step of the review, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "rules")]
pub struct RulesWork {}

/// What a change of rules would do to one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The member.
    pub member: MemberId,
    /// Its name.
    pub name: String,
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// How sure it would be, or was.
    pub score: u8,
}

/// What a change of rules would do to all members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TriedOnAll {
    /// Members that were looked at.
    pub members: usize,
    /// What would be proposed that is not.
    pub proposed: Vec<Tried>,
    /// What is proposed that would not be.
    pub withdrawn: Vec<Tried>,
}

/// Tries a directory with other rules on all members; stores nothing. A query
/// for each hundred members and one for each of them.
pub async fn try_rules(store: &Store, now: &Catalogue, then: &Catalogue) -> Result<TriedOnAll, TableError> {
    let mut tried = TriedOnAll::default();
    let mut after = None;
    loop {
        let (entries, next) = store.members().list(&MemberFilter::default(), after, AT_ONCE).await?;
        for entry in entries {
            let Some(found) = store.members().load(&entry.id).await? else { continue };
            let record = &found.value;
            let with = |catalogue: &Catalogue| {
                let all = review(&record.case, catalogue, &record.open_types(), store.now());
                all.into_iter().filter(|one| one.status == ProposalStatus::Open).collect::<Vec<Proposal>>()
            };
            let (before, after) = (with(now), with(then));
            let lacks = |list: &[Proposal], one: &Proposal| !list.iter().any(|other| other.need_type == one.need_type);
            let named = |one: &Proposal| Tried {
                member: entry.id.clone(),
                name: entry.name.clone(),
                need_type: one.need_type.clone(),
                score: one.score,
            };
            tried.members += 1;
            tried.proposed.extend(after.iter().filter(|one| lacks(&before, one)).map(named));
            tried.withdrawn.extend(before.iter().filter(|one| lacks(&after, one)).map(named));
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(tried),
        }
    }
}

/// Determines the next hundred members again. A query, and three reads for each,
/// with a commit where something changed.
pub(super) async fn step(store: &Store) -> Result<(), FlowError> {
    let review = store.rules().review().await?.filter(|review| !review.value.done);
    let Some(review) = review else { return Ok(()) };
    let (entries, next) = store.members().list(&MemberFilter::default(), review.value.after, AT_ONCE).await?;
    for entry in entries {
        let again = change(store, &entry.id, None, |record, _, _| Ok((record.clone(), Vec::new())));
        unless_it_ended(again.await)?;
    }
    store.rules().reviewed(review.version, next).await.map_err(FlowError::from)
}
