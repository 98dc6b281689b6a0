//! How active places are, as it was last counted, and those that are dormant in
//! the order in which something is to be done.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::LocationId;
use domain::inform::place::{Activity, Scans};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// A dormant place on the work list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dormant {
    /// The place.
    pub location: LocationId,
    /// Since when it is known.
    pub since: Instant,
    /// Until when something is to be done.
    pub due: Instant,
}

impl Dormant {
    /// Its place in the list, `{due ms}#{location}`.
    pub fn place(&self) -> String {
        self.key().sk
    }

    fn key(&self) -> Key {
        keys::dormant(self.due.millis(), &self.location)
    }
}

/// A place's row: how active it is, and where it stands among the dormant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// How active it is.
    #[serde(flatten)]
    pub activity: Activity,
    /// Its entry on the work list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dormant: Option<Dormant>,
}

/// Reads and saves how active places are.
pub struct PlacesRepo<'a>(pub(crate) &'a Store);

impl PlacesRepo<'_> {
    /// All places that were counted: one query of a row for each.
    pub async fn all(&self) -> Result<Vec<Versioned<PlaceRow>>, TableError> {
        let rows = self.0.all(Query::partition(keys::PLACES)).await?;
        rows.iter().map(decode).collect()
    }

    /// One place.
    pub async fn load(&self, location: &LocationId) -> Result<Option<Versioned<PlaceRow>>, TableError> {
        self.0.read(keys::place_activity(location)).await
    }

    /// Saves a place over the version read, with its entry on the work list.
    pub fn save(&self, tx: &mut Transaction, before: Option<&Versioned<PlaceRow>>, after: &PlaceRow) {
        tx.put_over(keys::place_activity(&after.activity.location), after, before.map(|before| before.version));
        let known = before.and_then(|before| before.value.dormant.as_ref());
        if known == after.dormant.as_ref() {
            return;
        }
        if let Some(gone) = known.filter(|known| after.dormant.as_ref().is_none_or(|is| is.key() != known.key())) {
            tx.delete(gone.key(), Condition::Any);
        }
        if let Some(dormant) = &after.dormant {
            tx.put(dormant.key(), dormant);
        }
    }

    /// Takes a place out that is no more.
    pub fn remove(&self, tx: &mut Transaction, before: &Versioned<PlaceRow>) {
        tx.delete(keys::place_activity(&before.value.activity.location), Condition::Version(before.version));
        if let Some(dormant) = &before.value.dormant {
            tx.delete(dormant.key(), Condition::Any);
        }
    }

    /// Counts that a code of a place was opened: one read, one commit.
    ///
    /// # Errors
    /// A conflict where another was opened at the same moment.
    pub async fn scanned(&self, location: &LocationId, day: NaiveDate) -> Result<(), TableError> {
        let before: Option<Versioned<Scans>> = self.0.read(keys::scans(location)).await?;
        let (mut scans, version) = before.map_or((Scans::default(), None), |read| (read.value, Some(read.version)));
        scans.add(day);
        let mut tx = Transaction::new();
        tx.put_over(keys::scans(location), &scans, version);
        self.0.commit(tx).await
    }

    /// How often the codes of all places were opened: one query.
    pub async fn scans(&self) -> Result<BTreeMap<String, Scans>, TableError> {
        let rows = self.0.all(Query::partition(keys::SCANS)).await?;
        rows.iter().map(|row| Ok((row.key.sk.clone(), decode::<Scans>(row)?.value))).collect()
    }

    /// Dormant places behind a place in their order, what is due first first: one
    /// query.
    pub async fn dormant(&self, after: Option<String>, limit: usize) -> Result<Vec<Dormant>, TableError> {
        Ok(self.0.page_of(&Query::partition(keys::DORMANT).after(after).limit(limit)).await?.0)
    }
}
