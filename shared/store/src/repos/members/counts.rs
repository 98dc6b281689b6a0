//! What the members of each location come to, so that a map and a title need
//! no list: a row for each location, written in the commit that changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::member::ProposalStatus;
use serde::{Deserialize, Serialize};

use super::{MemberEntry, MemberRecord, MembersRepo};
use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys::{self, MemberList};
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
    /// Open needs. None where an earlier version counted those members only: see
    /// [`MembersRepo::count_needs`].
    #[serde(default)]
    pub open_needs: u32,
    /// Members that lack a required field.
    #[serde(default)]
    pub incomplete: u32,
    /// What they came to at the end of each month in which that changed, by
    /// `YYYY-MM`; the last [`MONTHS`].
    #[serde(default)]
    months: BTreeMap<String, MonthCounts>,
}

/// What the members of a location came to at the end of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct MonthCounts {
    members: u32,
    /// Of none where an earlier version kept the month.
    #[serde(default)]
    stages: BTreeMap<String, u32>,
    #[serde(default)]
    proposals: u32,
    /// Where an earlier version kept the month, members with an open need.
    #[serde(default, alias = "with_need")]
    open_needs: u32,
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
            open_needs: record.open_needs(),
            incomplete: u32::from(!case.missing(&catalogue.member_model).is_empty()),
            months: BTreeMap::new(),
        }
    }

    /// What they came to at the end of a month, `YYYY-MM`, as far as that is kept: as
    /// it was when it last changed.
    pub fn at_end_of(&self, month: &str) -> Self {
        let until = (Bound::Unbounded, Bound::Included(month));
        let last = self.months.range::<str, _>(until).next_back().map(|(_, counts)| counts.clone());
        let MonthCounts { members, stages, proposals, open_needs } = last.unwrap_or_default();
        Self { members, stages, proposals, open_needs, ..Self::default() }
    }

    fn of_month(&self) -> MonthCounts {
        let &Self { members, proposals, open_needs, .. } = self;
        MonthCounts { members, stages: self.stages.clone(), proposals, open_needs }
    }

    /// Keeps what they come to for the month that is now.
    fn keep(&mut self, now: Instant) {
        let counts = self.of_month();
        self.months.insert(now.day_in(BRUSSELS).format("%Y-%m").to_string(), counts);
        while self.months.len() > MONTHS {
            self.months.pop_first();
        }
    }

    /// Whether needs are not counted yet: a member with an open need has one at least.
    const fn lacks_needs(&self) -> bool {
        self.open_needs < self.with_need
    }

    /// Whether an earlier version counted last, without needs or without the stages of
    /// the month.
    fn is_older(&self) -> bool {
        self.lacks_needs() || self.months.values().next_back() != Some(&self.of_month())
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
        self.open_needs = change(self.open_needs, other.open_needs);
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
        let kept = self.kept().await?.into_iter();
        Ok(kept.map(|(location, counts)| (location, counts.value)).collect())
    }

    async fn kept(&self) -> Result<BTreeMap<LocationId, Versioned<MemberCounts>>, TableError> {
        let rows = self.0.all(Query::partition(keys::MEMBER_COUNTS)).await?;
        let mut kept = BTreeMap::new();
        for row in &rows {
            if let Ok(location) = LocationId::parse(&row.key.sk) {
                kept.insert(location, decode(row)?);
            }
        }
        Ok(kept)
    }

    /// Counts the open needs of places at which an earlier version counted last, and
    /// keeps the month with its stages. One query where there is none; else one more,
    /// of the members with an open need, one for each of these who is at such a place,
    /// and a commit for each place. Where something changes there meanwhile, the next
    /// time.
    pub async fn count_needs(&self) -> Result<(), TableError> {
        let mut older = self.kept().await?;
        older.retain(|_, counts| counts.value.is_older());
        if older.is_empty() {
            return Ok(());
        }
        let listed = Query::partition(MemberList::NeedType(None).partition());
        let listed: Vec<MemberEntry> = self.0.values(listed).await?;
        for (location, Versioned { value: mut counts, version }) in older {
            counts.open_needs = 0;
            for entry in listed.iter().filter(|entry| entry.location.as_ref() == Some(&location)) {
                let found = self.load(&entry.id).await?;
                counts.open_needs += found.map_or(0, |found| found.value.open_needs());
            }
            counts.keep(self.0.now());
            let mut tx = Transaction::new();
            tx.put_over(keys::member_count(&location), &counts, Some(version));
            TableError::unless_conflict(self.0.commit(tx).await)?;
        }
        Ok(())
    }
}

/// What places come to after commits that are made in order, as far as these changed
/// it: the next of them rests on it.
#[derive(Debug, Default)]
pub struct Counted(BTreeMap<LocationId, Option<Versioned<MemberCounts>>>);

/// Adds to the commit what changes for the locations of a member: one read,
/// none where nothing does, nor where commits before it counted there.
pub(super) async fn put(
    store: &Store,
    (tx, counted): (&mut Transaction, &mut Counted),
    catalogue: &Catalogue,
    (before, after): (Option<&MemberRecord>, Option<&MemberRecord>),
) -> Result<(), TableError> {
    let of = |record: Option<&MemberRecord>| {
        record.and_then(|one| Some((one.case.member.location()?.clone(), MemberCounts::of(one, catalogue))))
    };
    let (before, after) = (of(before), of(after));
    if before == after {
        return Ok(());
    }
    let places: BTreeSet<&LocationId> = before.iter().chain(&after).map(|(location, _)| location).collect();
    let unread: Vec<&LocationId> = places.iter().copied().filter(|place| !counted.0.contains_key(*place)).collect();
    let keys: Vec<_> = unread.iter().map(|location| keys::member_count(location)).collect();
    let read = store.read_many::<MemberCounts>(&keys).await?;
    counted.0.extend(unread.into_iter().cloned().zip(read));
    for location in places {
        let found = counted.0.remove(location).flatten();
        let version = found.as_ref().map(|found| found.version);
        let mut counts = found.map(|found| found.value).unwrap_or_default();
        let lacks_needs = counts.lacks_needs();
        let here = |one: &&(LocationId, MemberCounts)| &one.0 == location;
        before.iter().filter(here).for_each(|(_, gone)| counts.subtract(gone));
        after.iter().filter(here).for_each(|(_, come)| counts.add(come));
        if lacks_needs {
            counts.open_needs = 0;
        }
        counts.keep(store.now());
        tx.put_over(keys::member_count(location), &counts, version);
        let version = version.map_or(1, |version| version + 1);
        counted.0.insert(location.clone(), Some(Versioned { value: counts, version }));
    }
    Ok(())
}
