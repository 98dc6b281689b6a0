//! What became of what each version of a rule proposed: one row, moved by the commit
//! that asks a member or takes its answer. People do that one by one, so that
//! commits seldom meet at it.

use std::collections::BTreeMap;

use domain::member::{Fate, Proposal, ProposalStatus};

use super::{MemberRecord, MembersRepo, ProposalEntry};
use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::table::Query;
use crate::transaction::Transaction;

/// By rule and version.
pub type RuleFates = BTreeMap<String, BTreeMap<u32, Fate>>;

impl MembersRepo<'_> {
    /// What became of what each version of each rule proposed. One read; three lists
    /// more before somebody is asked.
    pub async fn fates(&self) -> Result<RuleFates, TableError> {
        Ok(known(self.0).await?.0)
    }

    /// Adds to a commit what it counts for that a member is asked or answers. What
    /// comes or goes by a joining was counted before: its commits leave this out. Up to
    /// four reads then, none else.
    pub async fn count_asked(
        &self,
        tx: &mut Transaction,
        before: &MemberRecord,
        after: &MemberRecord,
    ) -> Result<(), TableError> {
        let both = after.case.proposals.iter().filter_map(|now| Some((before.case.proposal(&now.need_type)?, now)));
        let moved = both.filter(|(then, now)| then.status != now.status && now.counts() != Fate::default());
        let moved: Vec<_> = moved.collect();
        if moved.is_empty() {
            return Ok(());
        }
        let (mut fates, version) = known(self.0).await?;
        for (then, now) in moved {
            count(&mut fates, Some(then), now);
        }
        tx.put_over(keys::rule_fates(), &fates, version);
        Ok(())
    }
}

/// The row and its version. Before there is one, what an earlier version of this
/// program asked, as it stands.
async fn known(store: &Store) -> Result<(RuleFates, Option<u64>), TableError> {
    if let Some(row) = store.read(keys::rule_fates()).await? {
        return Ok((row.value, Some(row.version)));
    }
    let mut fates = RuleFates::new();
    for status in [ProposalStatus::Asked, ProposalStatus::Yes, ProposalStatus::Declined] {
        let list = Query::partition(keys::proposals(status.code()));
        for entry in store.values::<ProposalEntry>(list).await? {
            count(&mut fates, None, &entry.proposal);
        }
    }
    Ok((fates, None))
}

fn count(fates: &mut RuleFates, before: Option<&Proposal>, after: &Proposal) {
    let of_rule = fates.entry(after.rule.clone()).or_default();
    let fate = of_rule.entry(after.rule_version).or_default();
    *fate = after.moves(*fate, before);
}
