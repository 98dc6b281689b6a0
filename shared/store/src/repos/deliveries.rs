//! Effects on their way out: one row per effect and recipient, beside what it
//! tells of, and one due row that says when to look at it next.

mod row;

use chrono::TimeDelta;
use domain::Instant;

use crate::context::{ReadAlone, Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::lists::{ListCursor, Listed, Partitions, newest};
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

pub use row::{Delivery, DeliveryStatus, Due, Lease, RESTORED, Way, Work};

/// How long a call is kept after it moved last.
const CALLS_KEPT: TimeDelta = TimeDelta::days(40);

/// Reads and moves deliveries.
pub struct DeliveriesRepo<'a>(pub(crate) &'a Store);

/// Due rows of one shard.
#[derive(Debug, Clone, Default)]
pub struct DueRows {
    /// Those that can be read.
    pub due: Vec<Due>,
    /// Keys of those that can't.
    pub unreadable: Vec<Key>,
    /// Where the shard goes on.
    pub next: Option<String>,
}

fn due_rows(rows: &[Row]) -> DueRows {
    let mut read = DueRows::default();
    for row in rows {
        match decode::<Due>(row) {
            Ok(due) => read.due.push(due.value),
            Err(_) => read.unreadable.push(row.key.clone()),
        }
    }
    read
}

impl DeliveriesRepo<'_> {
    /// Adds a delivery that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, delivery: &Delivery, way: Way) {
        tx.put_if(delivery.key(), delivery, Condition::Absent, self.ends(way));
        tx.put(delivery.due_key(), &delivery.due(way));
        tx.wake();
    }

    /// Saves a delivery over the version read, and moves its due row along:
    /// one stands while the delivery waits, none once it ended. A call that was
    /// given up is listed with the attempts of its endpoint, not among the mails.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Delivery>, after: &Delivery, way: Way) {
        tx.put_if(after.key(), after, Condition::Version(before.version), self.ends(way));
        let (old, new) = (before.value.due_key(), after.due_key());
        let waits = after.status == DeliveryStatus::Waiting;
        if before.value.status == DeliveryStatus::Waiting && (!waits || old != new) {
            tx.delete(old, Condition::Any);
        }
        if waits {
            tx.put(new, &after.due(way));
        }
        if way == Way::Web {
            return;
        }
        let year = keys::year_of(after.created_at.millis());
        let dead_key = keys::dead(year, &format!("{:015}#{}", after.created_at.millis(), after.id));
        match (before.value.status == DeliveryStatus::Dead, after.status == DeliveryStatus::Dead) {
            (false, true) => {
                tx.put(dead_key, after);
            }
            (true, false) => {
                tx.delete(dead_key, Condition::Any);
            }
            _ => {}
        }
    }

    /// Until when a delivery is kept: a call as long as its attempts can be
    /// listed, and while it may still be tried; a mail as long as what it tells of.
    fn ends(&self, way: Way) -> Option<i64> {
        (way == Way::Web).then(|| self.0.now().plus(CALLS_KEPT).seconds())
    }

    /// One delivery.
    pub async fn load(&self, aggregate: &str, id: &str) -> Result<Option<Versioned<Delivery>>, TableError> {
        self.0.read(keys::delivery(aggregate, id)).await
    }

    /// Many deliveries, in the order of their due rows; one that can't be read
    /// fails alone.
    pub async fn load_due(&self, due: &[Due]) -> Result<Vec<ReadAlone<Delivery>>, TableError> {
        let keys: Vec<_> = due.iter().map(|due| keys::delivery(&due.aggregate, &due.id)).collect();
        self.0.read_each(&keys).await
    }

    /// What fell due in one shard by `now`, the oldest first, after a row: one
    /// query.
    pub async fn due(
        &self,
        shard: u8,
        now: Instant,
        after: Option<String>,
        limit: usize,
    ) -> Result<DueRows, TableError> {
        let mut query = Query::partition(keys::due_partition(shard)).after(after).limit(limit);
        query.to = Some(format!("{:015}#\u{7f}", now.millis()));
        let page = self.0.page(&query).await?;
        Ok(DueRows { next: page.next, ..due_rows(&page.rows) })
    }

    /// Everything that waits in one shard and can be read.
    pub async fn waiting(&self, shard: u8) -> Result<Vec<Due>, TableError> {
        let rows = self.0.all(Query::partition(keys::due_partition(shard))).await?;
        Ok(due_rows(&rows).due)
    }

    /// Removes a due row that points to nothing that waits.
    pub fn forget_due(&self, tx: &mut Transaction, due: &Due) {
        tx.delete(keys::due(&due.id, due.at.millis()), Condition::Any);
    }

    /// Dead deliveries of this year and the two before, the oldest first, each
    /// behind its place in their order, `{created ms}#{id}`; those after a place.
    /// What is older tells nothing any more: its person's data have ended. A query
    /// for each year, up to the one in which the limit is reached.
    pub async fn dead_after(&self, after: Option<&str>, limit: usize) -> Result<Vec<(String, Delivery)>, TableError> {
        let this_year = keys::year_of(self.0.now().millis());
        let of_place = after.and_then(|after| after.get(..15)?.parse().ok()).map_or(i32::MIN, keys::year_of);
        let mut found = Vec::new();
        for year in (this_year - 2).max(of_place)..=this_year {
            let query = Query::partition(keys::dead(year, "-").pk).after(after.map(str::to_owned));
            let page = self.0.page(&query.limit(limit - found.len())).await?;
            for row in &page.rows {
                found.push((row.key.sk.clone(), decode::<Delivery>(row)?.value));
            }
            if found.len() >= limit {
                break;
            }
        }
        Ok(found)
    }

    /// A page of dead deliveries, newest first.
    pub async fn dead(&self, from: Option<ListCursor>, limit: usize) -> Result<Listed<Delivery>, TableError> {
        newest(self.0, Partitions::Yearly(|year| keys::dead(year, "-").pk), from, limit, |_| true).await
    }
}
