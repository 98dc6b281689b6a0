//! Advisers, and what their own calendars have. Their list holds ids only: the
//! people are joined by one get.

use domain::Instant;
use domain::adviser::{Adviser, BusyTime};
use domain::ids::{AdviserId, AgencyId};
use domain::rota::Team;
use domain::sessions::Named;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::limits::MAX_KEYS;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Reads and saves advisers.
pub struct AdvisersRepo<'a>(pub(crate) &'a Store);

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    id: AdviserId,
}

/// What a calendar has, as it was imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Busy {
    times: Vec<BusyTime>,
}

/// An adviser with what their own calendar has, as both were read.
#[derive(Debug, Clone)]
pub struct Known {
    adviser: Versioned<Adviser>,
    busy: Option<Versioned<Busy>>,
}

impl Known {
    /// The adviser.
    pub const fn adviser(&self) -> &Adviser {
        &self.adviser.value
    }

    /// When they are busy, in order.
    pub fn busy(&self) -> &[BusyTime] {
        self.busy.as_ref().map_or(&[], |busy| &busy.value.times)
    }

    /// Both.
    pub fn named(&self) -> Named<'_> {
        (self.adviser(), self.busy())
    }

    /// Demands that neither changed since.
    pub fn demand(&self, tx: &mut Transaction) {
        let id = &self.adviser().id;
        tx.check(keys::adviser(id), Condition::Version(self.adviser.version));
        tx.check(keys::adviser_busy(id), Condition::over(self.busy.as_ref().map(|busy| busy.version)));
    }
}

impl AdvisersRepo<'_> {
    /// One adviser.
    pub async fn load(&self, id: &AdviserId) -> Result<Option<Versioned<Adviser>>, TableError> {
        self.0.read(keys::adviser(id)).await
    }

    /// A page of the list by agency and id, of one agency or of all, and where
    /// it goes on: a query, and a get for each hundred.
    pub async fn page(
        &self,
        agency: Option<&AgencyId>,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Adviser>, Option<String>), TableError> {
        let (entries, next) = self.0.page_of::<Entry>(&of(agency).limit(limit).after(after)).await?;
        let keys: Vec<Key> = entries.iter().map(|entry| keys::adviser(&entry.id)).collect();
        Ok((self.0.values_of::<Adviser>(&keys).await?.into_iter().flatten().collect(), next))
    }

    /// The advisers of one agency, or of all, with what their calendars have: a
    /// query, and a get for each fifty.
    pub async fn team(&self, agency: Option<&AgencyId>) -> Result<Team, TableError> {
        let entries = self.0.values::<Entry>(of(agency)).await?;
        self.named(&entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>()).await
    }

    /// These advisers, as far as they exist, with what their calendars have: a
    /// get for each fifty, none for none.
    pub async fn named(&self, ids: &[AdviserId]) -> Result<Team, TableError> {
        let mut team = Team::default();
        for known in self.known(ids).await? {
            team.add(known.adviser.value, known.busy.map(|busy| busy.value.times).unwrap_or_default());
        }
        Ok(team)
    }

    /// [`Self::named`], to be held to in a commit.
    pub async fn known(&self, ids: &[AdviserId]) -> Result<Vec<Known>, TableError> {
        let mut found = Vec::new();
        for some in ids.chunks(MAX_KEYS / 2) {
            let keys: Vec<Key> = some.iter().flat_map(|id| [keys::adviser(id), keys::adviser_busy(id)]).collect();
            let rows = self.0.rows(&keys).await?;
            for pair in rows.chunks_exact(2) {
                let [Some(adviser), busy] = pair else { continue };
                found.push(Known { adviser: decode(adviser)?, busy: busy.as_ref().map(decode).transpose()? });
            }
        }
        Ok(found)
    }

    /// What an adviser's own calendar has, as it was last imported, in order:
    /// one read.
    pub async fn busy(&self, id: &AdviserId) -> Result<Vec<BusyTime>, TableError> {
        let found = self.0.value::<Busy>(keys::adviser_busy(id)).await?;
        Ok(found.map(|busy| busy.times).unwrap_or_default())
    }

    /// Adds an adviser who must not exist yet.
    pub fn create(&self, tx: &mut Transaction, adviser: &Adviser) {
        tx.create(keys::adviser(&adviser.id), adviser);
        list(tx, adviser);
    }

    /// Saves an adviser over the version read. Who waits for a session of theirs
    /// may get a seat.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Adviser>, after: &Adviser) {
        changed(tx, &after.id, before.version + 1);
        tx.replace(keys::adviser(&after.id), after, before.version);
        if before.value.agency != after.agency {
            tx.delete(keys::adviser_entry(&before.value.agency, &after.id), Condition::Any);
        }
        list(tx, after);
    }

    /// Removes an adviser of the version read, with all that is kept of them.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Adviser>) {
        let adviser = &before.value;
        tx.delete(keys::adviser(&adviser.id), Condition::Version(before.version));
        tx.delete(keys::adviser_busy(&adviser.id), Condition::Any);
        tx.delete(keys::adviser_entry(&adviser.agency, &adviser.id), Condition::Any);
    }

    /// Replaces what an adviser's calendar has, as long as the adviser is the
    /// one that was read. The row ends with the last of the times.
    pub fn put_busy(&self, tx: &mut Transaction, adviser: &Versioned<Adviser>, times: &[BusyTime]) {
        let key = keys::adviser_busy(&adviser.value.id);
        tx.check(keys::adviser(&adviser.value.id), Condition::Version(adviser.version));
        // Their row stays as it is, so that the moment names the mark.
        changed(tx, &adviser.value.id, self.0.now().utc().timestamp_millis().unsigned_abs());
        match times.iter().map(|time| time.end).max() {
            Some(end) => {
                tx.put_if(key, &Busy { times: times.to_vec() }, Condition::Any, Some(Instant::seconds(end)));
            }
            None => {
                tx.delete(key, Condition::Any);
            }
        }
    }
}

fn changed(tx: &mut Transaction, id: &AdviserId, version: u64) {
    tx.pending(&keys::adviser(id).pk, version);
}

fn list(tx: &mut Transaction, adviser: &Adviser) {
    tx.put(keys::adviser_entry(&adviser.agency, &adviser.id), &Entry { id: adviser.id.clone() });
}

fn of(agency: Option<&AgencyId>) -> Query {
    let all = Query::partition(keys::ADVISERS);
    match agency {
        Some(agency) => all.prefix(&format!("{agency}#")),
        None => all,
    }
}
