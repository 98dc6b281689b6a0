//! Permanences, and copies of them in the lists that pages read: a location's
//! page shows all of its permanences after one query. Every change raises the
//! marks of the lists that have a calendar feed, in the same commit.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::endpoint::{KEPT, PermanenceNews, PermanenceStood};
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, PermanenceId, PlanId, ServiceId};
use domain::notice::Told;
use domain::permanence::Permanence;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys::{self, PermanenceList};
pub use crate::listed::Listed;
use crate::repos::outbox::Pending;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// A permanence that the public saw, and does not see any more at that place or
/// about these services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GonePermanence {
    /// Since when.
    pub at: Instant,
    /// Its id.
    pub id: PermanenceId,
    /// Whose it was.
    pub agency: AgencyId,
    /// Where it was.
    pub location: LocationId,
    /// What it was about; empty meant all that the agency offered.
    pub services: Vec<ServiceId>,
}

/// For so long it is told that a permanence is gone.
pub const GONE_TOLD: TimeDelta = TimeDelta::days(400);

/// The document of a mark: what counts is its version.
#[derive(Serialize)]
struct Mark {}

/// Reads and saves permanences, maybe as a part of a plan.
pub struct PermanencesRepo<'a>(pub(crate) &'a Store, pub(crate) Option<&'a PlanId>);

impl<'a> PermanencesRepo<'a> {
    /// The same as a part of a plan, which has those told who have to do with it.
    #[must_use]
    pub const fn within(self, plan: &'a PlanId) -> Self {
        Self(self.0, Some(plan))
    }

    /// One permanence.
    pub async fn load(&self, id: &PermanenceId) -> Result<Option<Versioned<Permanence>>, TableError> {
        self.0.read(keys::permanence(id)).await
    }

    /// Permanences of a list that have not ended before `from`, in no particular
    /// order: one query per 1,000. What ended is not read.
    pub async fn list(&self, list: &PermanenceList, from: NaiveDate) -> Result<Vec<Permanence>, TableError> {
        self.0.values(unended(list, from)).await
    }

    /// [`Self::list`] with how often and when each was changed.
    pub async fn listed(&self, list: &PermanenceList, from: NaiveDate) -> Result<Vec<Listed>, TableError> {
        self.0.values(unended(list, from)).await
    }

    /// [`Self::listed`] of all, as they stand at the mark of that list which was
    /// just read. No read where this program read them at that mark.
    pub async fn all_at(&self, mark: u64, from: NaiveDate) -> Result<Arc<Vec<Listed>>, TableError> {
        if let Some(kept) = self.0.kept_permanences(mark, from) {
            return Ok(kept);
        }
        let listed = Arc::new(self.listed(&PermanenceList::All, from).await?);
        self.0.keep_permanences(mark, from, &listed);
        Ok(listed)
    }

    /// What the public does not see any more since a moment, in order of time;
    /// told for [`GONE_TOLD`]. One query per 1,000.
    pub async fn gone_since(&self, since: Instant) -> Result<Vec<GonePermanence>, TableError> {
        let mut query = Query::partition(keys::PERMANENCES_GONE);
        query.from = Some(keys::gone_since(since));
        self.0.values(query).await
    }

    /// A page of a list by its end, the furthest first.
    pub async fn page(
        &self,
        list: &PermanenceList,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Permanence>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(list.partition()).descending().limit(limit).after(after)).await
    }

    /// Adds a permanence that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, permanence: &Permanence) {
        tx.create(keys::permanence(&permanence.id), permanence);
        self.put_copies(tx, permanence, 1);
        raise_marks(tx, &[permanence]);
        self.changed(tx, 1, (None, Some(permanence)));
    }

    /// Saves a permanence over the version read; its bookings will follow.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Permanence>, after: &Permanence) {
        tx.replace(keys::permanence(&after.id), after, before.version);
        let now = rows(after);
        for old in former_rows(&before.value).into_iter().filter(|key| !now.contains(key)) {
            tx.delete(old, Condition::Any);
        }
        self.put_copies(tx, after, before.version + 1);
        raise_marks(tx, &[&before.value, after]);
        if before.value.is_published() && !still_seen(&before.value, after) {
            self.put_gone(tx, &before.value);
        }
        self.changed(tx, before.version + 1, (Some(&before.value), Some(after)));
    }

    /// Removes a permanence of the version read; its bookings end.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Permanence>) {
        tx.delete(keys::permanence(&before.value.id), Condition::Version(before.version));
        for key in former_rows(&before.value) {
            tx.delete(key, Condition::Any);
        }
        raise_marks(tx, &[&before.value]);
        if before.value.is_published() {
            self.put_gone(tx, &before.value);
        }
        self.changed(tx, before.version + 1, (Some(&before.value), None));
    }

    /// Has those who have to do with the sessions told of what changed at a
    /// version, in the commit that changes it. Kept for 30 days.
    pub fn tell(
        &self,
        tx: &mut Transaction,
        version: u64,
        by: &Actor,
        (was, is): (Option<&Permanence>, Option<&Permanence>),
    ) {
        let Some(id) = is.or(was).map(|permanence| &permanence.id) else { return };
        let (by, within) = (by.clone(), self.1.cloned());
        let told = Told { at: self.0.now(), by, within, was: was.cloned(), is: is.cloned() };
        let key = keys::told(&keys::permanence_partition(id), version);
        tx.put_if(key, &told, Condition::Any, Some(told.at.plus(KEPT).seconds()));
    }

    /// What changed in some commits, in the order asked, for those who are told;
    /// `None` where nobody is, or not any more. One read for a hundred.
    pub async fn told(&self, commits: &[Pending]) -> Result<Vec<Option<Told>>, TableError> {
        let keys: Vec<Key> = commits.iter().map(|commit| keys::told(&commit.aggregate, commit.version)).collect();
        self.0.values_of(&keys).await
    }

    /// What changed at a version of a permanence; `None` where that is not (any
    /// more) written down.
    pub async fn news(&self, commit: &Pending) -> Result<Option<PermanenceNews>, TableError> {
        Ok(self.0.outbox().events_of(commit).await?.into_iter().next())
    }

    /// Marks that the bookings of a permanence are to follow it, and what is told
    /// of it. A permanence that was removed may come again under its id, and begin
    /// at the first version again.
    fn changed(&self, tx: &mut Transaction, version: u64, (before, after): (Option<&Permanence>, Option<&Permanence>)) {
        let Some(id) = after.or(before).map(|permanence| &permanence.id) else { return };
        let partition = keys::permanence_partition(id);
        let (before, after) = (before.map(PermanenceStood::from), after.map(PermanenceStood::from));
        let news = PermanenceNews { at: self.0.now(), permanence: id.clone(), before, after };
        let ends = news.at.plus(KEPT).seconds();
        tx.put_if(keys::events(&partition, version), &[&news], Condition::Any, Some(ends));
        tx.pending(&partition, version);
    }

    fn put_gone(&self, tx: &mut Transaction, was: &Permanence) {
        let Permanence { id, agency, location, services, .. } = was.clone();
        let gone = GonePermanence { at: self.0.now(), id, agency, location, services };
        let key = keys::gone_permanence(gone.at, &gone.id);
        tx.put_if(key, &gone, Condition::Any, Some(gone.at.plus(GONE_TOLD).seconds()));
    }

    fn put_copies(&self, tx: &mut Transaction, permanence: &Permanence, row_version: u64) {
        let copy = Listed { permanence: permanence.clone(), row_version, changed_at: Some(self.0.now()) };
        for key in rows(permanence) {
            tx.put(key, &copy);
        }
    }
}

/// Whether the public sees a permanence where it was, about all that it was about.
fn still_seen(was: &Permanence, is: &Permanence) -> bool {
    let all = is.services.is_empty();
    let about = all || (!was.services.is_empty() && was.services.iter().all(|one| is.services.contains(one)));
    is.is_published() && is.location == was.location && is.agency == was.agency && about
}

fn unended(list: &PermanenceList, from: NaiveDate) -> Query {
    let mut query = Query::partition(list.partition());
    query.from = Some(from.format("%Y%m%d").to_string());
    query
}

fn lists(permanence: &Permanence) -> [PermanenceList; 3] {
    [
        PermanenceList::All,
        PermanenceList::Location(permanence.location.clone()),
        PermanenceList::Agency(permanence.agency.clone()),
    ]
}

fn rows(permanence: &Permanence) -> [Key; 3] {
    let order = format!("{}#{}", permanence.last_day().format("%Y%m%d"), permanence.id);
    lists(permanence).map(|list| Key::new(list.partition(), order.clone()))
}

/// Where the copies of a permanence as read may stand. Those of a series that
/// counts its sessions once stood under no end.
fn former_rows(permanence: &Permanence) -> Vec<Key> {
    let counted = permanence.rrule.as_ref().is_some_and(|rule| rule.count.is_some());
    let endless = lists(permanence).map(|list| Key::new(list.partition(), format!("99991231#{}", permanence.id)));
    rows(permanence).into_iter().chain(endless.into_iter().filter(|_| counted)).collect()
}

/// Raises each mark concerned; where one commit changes several permanences of a
/// list, once.
fn raise_marks(tx: &mut Transaction, changed: &[&Permanence]) {
    let marks: std::collections::BTreeSet<Key> =
        changed.iter().flat_map(|permanence| lists(permanence)).map(|list| keys::feed_mark(&list)).collect();
    for mark in marks {
        tx.put_once(mark, &Mark {});
    }
}
