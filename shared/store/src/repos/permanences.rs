//! Presences, and copies of them in the lists that pages read: a location's
//! page shows all of its presences after one query.

use chrono::NaiveDate;
use domain::ids::PermanenceId;
use domain::permanence::Permanence;

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys::{self, PermanenceList};
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Reads and saves presences.
pub struct PermanencesRepo<'a>(pub(crate) &'a Store);

impl PermanencesRepo<'_> {
    /// One presence.
    pub async fn load(&self, id: &PermanenceId) -> Result<Option<Versioned<Permanence>>, TableError> {
        self.0.read(keys::permanence(id)).await
    }

    /// Presences of a list that have not ended before `from`, in no particular
    /// order: one query per 1,000. What ended is not read.
    pub async fn list(&self, list: &PermanenceList, from: NaiveDate) -> Result<Vec<Permanence>, TableError> {
        let mut query = Query::partition(list.partition());
        query.from = Some(from.format("%Y%m%d").to_string());
        let rows = self.0.all(query).await?;
        rows.iter().map(|row| decode(row).map(|permanence| permanence.value)).collect()
    }

    /// A page of a list by its end, the furthest first.
    pub async fn page(
        &self,
        list: &PermanenceList,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Permanence>, Option<String>), TableError> {
        let page = self.0.page(&Query::partition(list.partition()).descending().limit(limit).after(after)).await?;
        let items =
            page.rows.iter().map(|row| decode(row).map(|permanence| permanence.value)).collect::<Result<_, _>>()?;
        Ok((items, page.next))
    }

    /// Adds a presence that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, permanence: &Permanence) {
        tx.create(keys::permanence(&permanence.id), permanence);
        for key in rows(permanence) {
            tx.put(key, permanence);
        }
    }

    /// Saves a presence over the version read.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Permanence>, after: &Permanence) {
        tx.replace(keys::permanence(&after.id), after, before.version);
        let now = rows(after);
        for old in rows(&before.value).into_iter().filter(|key| !now.contains(key)) {
            tx.delete(old, Condition::Any);
        }
        for key in now {
            tx.put(key, after);
        }
    }

    /// Removes a presence of the version read.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Permanence>) {
        tx.delete(keys::permanence(&before.value.id), Condition::Version(before.version));
        for key in rows(&before.value) {
            tx.delete(key, Condition::Any);
        }
    }
}

fn rows(permanence: &Permanence) -> [Key; 3] {
    let order = format!("{}#{}", permanence.last_day().format("%Y%m%d"), permanence.id);
    [
        PermanenceList::All,
        PermanenceList::Location(permanence.location.clone()),
        PermanenceList::Agency(permanence.agency.clone()),
    ]
    .map(|list| Key::new(list.partition(), order.clone()))
}
