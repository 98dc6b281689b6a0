//! Erasures, as dispatch knows them.

use async_trait::async_trait;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::outbox::Pending;
use store::repos::people::Stage;
use store::{Store, TableError, Transaction, keys};

use super::erase::{ErasureWork, outside_done, step};
use super::older;
use crate::effects::{About, Context, Description, Outcome, Planned, Task};

/// The kind of an erasure's step.
const KIND: &str = "erasure";

/// People, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct People;

#[async_trait]
impl Context for People {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::ERASURE]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[KIND]
    }

    /// One read.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let Some(erasure) = commit.aggregate.strip_prefix(keys::ERASURE) else { return Ok(Vec::new()) };
        let Some(found) = store.people().erasure(erasure).await? else { return Ok(Vec::new()) };
        let work = ErasureWork { erasure: erasure.to_owned(), stage: found.value.stage };
        Ok(if found.value.stage == Stage::Done { Vec::new() } else { vec![Planned::new(&work, "step", store.now())?] })
    }

    fn way(&self, _: &Work) -> Result<Way, TableError> {
        Ok(Way::Direct)
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        step(task.store, &task.delivery.work.read()?).await
    }

    /// People in what an earlier version stored are found from now on. One read
    /// where that is done.
    async fn upkeep(&self, store: &Store) -> Result<(), TableError> {
        older::step(store).await
    }

    async fn ended(
        &self,
        store: &Store,
        tx: &mut Transaction,
        after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        if after.status == DeliveryStatus::Dropped {
            outside_done(store, tx, &after.work.read()?).await?;
        }
        Ok(None)
    }

    fn describe(&self, _: &Delivery) -> Result<Description, TableError> {
        Ok(Description::new(KIND, "mail-erasure", About::Other("mail-erasure-of")))
    }
}
