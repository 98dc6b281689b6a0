//! Parts of the directory that the coordinator sets: rules, keywords, strategies.
//! Each stands beside the directory in place of its own, with every version that
//! there was, by whom, when and why.

use domain::Instant;
use domain::determine::Rule;
use domain::event::Actor;
use domain::need_type::Keywords;
use domain::strategy::Strategy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Key, Query};
use crate::transaction::Transaction;

/// Reads and saves versions.
pub struct VersionsRepo<'a>(pub(crate) &'a Store);

/// A part of the directory that is kept in versions.
pub trait Kept: Serialize + DeserializeOwned + Sync {
    /// What its rows begin with, beside the directory.
    const KIND: &'static str;

    /// Partition of its versions.
    fn history(id: &str) -> String {
        keys::versions(Self::KIND, id)
    }
}

impl Kept for Rule {
    const KIND: &'static str = "RULE";

    fn history(id: &str) -> String {
        keys::rule_history(id)
    }
}

impl Kept for Strategy {
    const KIND: &'static str = "STRATEGY";
}

impl Kept for Keywords {
    const KIND: &'static str = "KEYWORDS";
}

/// A version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version<T> {
    /// As it was set; absent where it was removed, so that the directory's own
    /// holds again.
    #[serde(alias = "rule", default = "none")]
    pub value: Option<T>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: Actor,
    /// Why, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

const fn none<T>() -> Option<T> {
    None
}

impl VersionsRepo<'_> {
    /// What is set under this id, as its row stands: one read.
    pub async fn current<T: Kept>(&self, id: &str) -> Result<Option<Versioned<Version<T>>>, TableError> {
        self.0.read(keys::catalogue(T::KIND, id)).await
    }

    /// Every version that was set here, the oldest first: one query.
    pub async fn all<T: Kept>(&self, id: &str) -> Result<Vec<Version<T>>, TableError> {
        self.0.values(Query::partition(T::history(id))).await
    }

    /// Adds a version to a commit, over the row read; raises the directory's
    /// revision.
    pub fn put<T: Kept>(
        &self,
        tx: &mut Transaction,
        id: &str,
        before: Option<u64>,
        (number, version): (u32, &Version<T>),
    ) {
        tx.put_over(keys::catalogue(T::KIND, id), version, before);
        tx.create(Key::new(T::history(id), format!("V#{number:06}")), version);
        self.0.catalogue().touch(tx);
    }

    /// Sets or removes what stands under an id, over the version that the caller
    /// read, 0 for the directory's own; answers the number of the new version. Two reads, one commit.
    pub async fn set<T: Kept>(&self, id: &str, version: impl FnOnce(u32) -> Version<T>) -> Result<u32, TableError> {
        let before = self.current::<T>(id).await?.map(|row| row.version);
        // The directory's own is the first.
        let number = u32::try_from(self.all::<T>(id).await?.len()).unwrap_or(u32::MAX).saturating_add(2);
        let mut tx = Transaction::new();
        self.put(&mut tx, id, before, (number, &version(number)));
        self.0.commit(tx).await?;
        Ok(number)
    }
}
