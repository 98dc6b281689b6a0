//! The effects of changed entries: the steps by which the rota and open requests
//! follow.

use async_trait::async_trait;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::work::EntryWork;
use super::{referrals, steps};
use crate::effects::{About, Context, Description, Outcome, Planned, Task};

/// Entries of the directory, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Entries;

/// Kinds of work.
const ENDING: &str = "entry_ending";
const REFERRALS: &str = "entry_referrals";
const FOLLOW: &str = "entry_follow";

#[async_trait]
impl Context for Entries {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::ENTRY]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[ENDING, REFERRALS, FOLLOW]
    }

    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        steps::plan(store, commit).await
    }

    fn way(&self, _: &Work) -> Result<Way, TableError> {
        Ok(Way::Direct)
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        match task.delivery.work.read()? {
            EntryWork::Ending { sort, entry, version } => steps::step(task.store, (sort, &entry, version)).await,
            EntryWork::Referrals { agency } => referrals::go_over(task.store, &agency).await,
            EntryWork::Follow { location } => steps::follow(task.store, &location).await,
        }
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let (code, words) = match delivery.work.kind() {
            ENDING => (ENDING, "mail-entry-ending"),
            REFERRALS => (REFERRALS, "mail-entry-ending"),
            _ => (FOLLOW, "mail-entry-follow"),
        };
        Ok(Description::new(code, words, About::Other("mail-entry-of")))
    }
}
