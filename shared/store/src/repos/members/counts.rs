//! What the members of each location come to, so that a map and a title need
//! no list: a row for each location, written in the commit that changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::member::ProposalStatus;
use serde::{Deserialize, Serialize};

use super::{MemberRecord, MembersRepo};
use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::Query;
use crate::transaction::Transaction;

/// What the members of a location come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberCounts {
    /// Members.
    pub members: u32,
    /// Members by stage.
    #[serde(default)]
    pub stages: BTreeMap<String, u32>,
    /// Open proposals.
    #[serde(default)]
    pub proposals: u32,
    /// Members with an open need.
    #[serde(default)]
    pub with_need: u32,
    /// Members that lack a required field.
    #[serde(default)]
    pub incomplete: u32,
    /// What they came to at the end of each month in which that changed, by
    /// `YYYY-MM`; the last [`MONTHS`].
    #[serde(default)]
    pub months: BTreeMap<String, MonthCounts>,
}

/// What the members of a location came to at the end of a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCounts {
    /// Members.
    pub members: u32,
    /// Open proposals.
    #[serde(default)]
    pub proposals: u32,
    /// Members with an open need.
    #[serde(default)]
    pub with_need: u32,
}

/// Months that are kept.
const MONTHS: usize = 36;

impl MemberCounts {
    fn of(record: &MemberRecord, catalogue: &Catalogue) -> Self {
        let case = &record.case;
        let open = case.proposals.iter().filter(|proposal| proposal.status == ProposalStatus::Open).count();
        let stage = Some(case.member.text("stage")).filter(|stage| !stage.is_empty());
        Self {
            members: 1,
            stages: stage.map(|stage| (stage.to_owned(), 1)).into_iter().collect(),
            proposals: u32::try_from(open).unwrap_or(u32::MAX),
            with_need: u32::from(record.has_open_need()),
            incomplete: u32::from(!case.missing(&catalogue.member_model).is_empty()),
            months: BTreeMap::new(),
        }
    }

    /// What they came to at the end of a month, `YYYY-MM`: as it was when it last
    /// changed.
    pub fn at_end_of(&self, month: &str) -> MonthCounts {
        let until = (Bound::Unbounded, Bound::Included(month));
        self.months.range::<str, _>(until).next_back().map(|(_, counts)| *counts).unwrap_or_default()
    }

    fn keep(&mut self, month: String) {
        let &mut Self { members, proposals, with_need, .. } = self;
        self.months.insert(month, MonthCounts { members, proposals, with_need });
        while self.months.len() > MONTHS {
            self.months.pop_first();
        }
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.each(other, u32::saturating_add);
    }

    fn subtract(&mut self, other: &Self) {
        self.each(other, u32::saturating_sub);
    }

    fn each(&mut self, other: &Self, change: fn(u32, u32) -> u32) {
        self.members = change(self.members, other.members);
        self.proposals = change(self.proposals, other.proposals);
        self.with_need = change(self.with_need, other.with_need);
        self.incomplete = change(self.incomplete, other.incomplete);
        for (stage, number) in &other.stages {
            let known = self.stages.entry(stage.clone()).or_default();
            *known = change(*known, *number);
        }
        self.stages.retain(|_, number| *number > 0);
    }
}

impl MembersRepo<'_> {
    /// What the members of each location come to: one query of a row for each.
    pub async fn counts(&self) -> Result<BTreeMap<LocationId, MemberCounts>, TableError> {
        let rows = self.0.all(Query::partition(keys::MEMBER_COUNTS)).await?;
        let mut counts = BTreeMap::new();
        for row in &rows {
            if let Ok(location) = LocationId::parse(&row.key.sk) {
                counts.insert(location, decode::<MemberCounts>(row)?.value);
            }
        }
        Ok(counts)
    }
}

/// Adds to the commit what changes for the locations of a member: one read,
/// none where nothing does.
pub(super) async fn put(
    store: &Store,
    tx: &mut Transaction,
    catalogue: &Catalogue,
    before: Option<&MemberRecord>,
    after: Option<&MemberRecord>,
) -> Result<(), TableError> {
    let of = |record: Option<&MemberRecord>| {
        record.and_then(|one| Some((one.case.member.location()?.clone(), MemberCounts::of(one, catalogue))))
    };
    let (before, after) = (of(before), of(after));
    if before == after {
        return Ok(());
    }
    let places: BTreeSet<&LocationId> = before.iter().chain(&after).map(|(location, _)| location).collect();
    let keys: Vec<_> = places.iter().map(|location| keys::member_count(location)).collect();
    let found = store.read_many::<MemberCounts>(&keys).await?;
    for (location, found) in places.into_iter().zip(found) {
        let version = found.as_ref().map(|found| found.version);
        let mut counts = found.map(|found| found.value).unwrap_or_default();
        let here = |one: &&(LocationId, MemberCounts)| &one.0 == location;
        before.iter().filter(here).for_each(|(_, gone)| counts.subtract(gone));
        after.iter().filter(here).for_each(|(_, come)| counts.add(come));
        counts.keep(store.now().day_in(BRUSSELS).format("%Y-%m").to_string());
        tx.put_over(keys::member_count(location), &counts, version);
    }
    Ok(())
}
