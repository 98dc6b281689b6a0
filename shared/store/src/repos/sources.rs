//! Webhook sources. Their secrets are derived from the server's key, the
//! source and a generation; nothing secret is stored.

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{LocationId, SourceId};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// How long a secret still holds after the rotation that ended it.
pub const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// Reads and saves sources.
pub struct SourcesRepo<'a>(pub(crate) &'a Store);

impl Store {
    /// Webhook sources.
    pub const fn sources(&self) -> SourcesRepo<'_> {
        SourcesRepo(self)
    }
}

/// A sender of signed webhooks, for one location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Id, part of its address.
    pub id: SourceId,
    /// The location that its needs belong to.
    pub location: LocationId,
    /// How it signs: `standard_webhooks`.
    pub kind: String,
    /// Which secret holds now; 1 for the first.
    pub generation: u32,
    /// When it was last rotated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated_at: Option<Instant>,
    /// Generations that a rotation ended less than [`OVERLAP`] before the last
    /// one, the newest first. Rows from before this was kept have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// When it was made.
    pub created_at: Instant,
}

/// A generation that a rotation ended; its secret holds [`OVERLAP`] longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Which.
    pub generation: u32,
    /// When it was rotated.
    pub ended_at: Instant,
}

impl Source {
    /// The generations whose secrets hold at `now`, the newest first.
    pub fn live_generations(&self, now: Instant) -> Vec<u32> {
        let former = self.live_former(now).into_iter().map(|former| former.generation);
        std::iter::once(self.generation).chain(former).collect()
    }

    /// The source with a new secret from `now` on. Every secret that holds at
    /// `now` holds as long as it would have, the last one for [`OVERLAP`].
    #[must_use]
    pub fn rotated(&self, now: Instant) -> Self {
        let mut former = vec![Former { generation: self.generation, ended_at: now }];
        former.extend(self.live_former(now));
        Self { generation: self.generation.saturating_add(1), rotated_at: Some(now), former, ..self.clone() }
    }

    fn live_former(&self, now: Instant) -> Vec<Former> {
        let mut former = self.former.clone();
        // A row from before the ends were kept: its last rotation ended one.
        if former.is_empty()
            && let Some(ended_at) = self.rotated_at
        {
            former.push(Former { generation: self.generation.saturating_sub(1), ended_at });
        }
        former.retain(|former| former.generation > 0 && now < former.ended_at.plus(OVERLAP));
        former
    }
}

impl SourcesRepo<'_> {
    /// The raw secret of one generation: 32 bytes.
    pub fn secret(&self, source: &SourceId, generation: u32) -> [u8; 32] {
        self.0.secrets().mac("source", &[source.as_str(), &generation.to_string()])
    }

    /// One source.
    pub async fn load(&self, id: &SourceId) -> Result<Option<Versioned<Source>>, TableError> {
        self.0.read(keys::source(id)).await
    }

    /// All sources, in the order made.
    pub async fn list(&self) -> Result<Vec<Source>, TableError> {
        let rows = self.0.all(Query::partition(keys::SOURCES)).await?;
        rows.iter().map(|row| decode(row).map(|source| source.value)).collect()
    }

    /// Adds a source that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, source: &Source) {
        tx.create(keys::source(&source.id), source);
    }

    /// Saves a source over the version read.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Source>, after: &Source) {
        tx.replace(keys::source(&after.id), after, before.version);
    }

    /// Removes a source of the version read: its webhooks are refused from then on.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Source>) {
        tx.delete(keys::source(&before.value.id), Condition::Version(before.version));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        serde_json::from_value(text.into()).unwrap()
    }

    #[test]
    fn a_source_stored_before_ends_were_kept_reads_and_rotates_on() {
        let old = r#"{"id": "src", "location": "icab", "kind": "standard_webhooks", "generation": 4,
            "rotated_at": "2026-11-24T09:00:00Z", "created_at": "2026-01-01T00:00:00Z"}"#;
        let old: Source = serde_json::from_str(old).unwrap();
        assert_eq!(old.live_generations(at("2026-11-25T08:59:59Z")), [4, 3]);
        assert_eq!(old.live_generations(at("2026-11-25T09:00:00Z")), [4]);
        let new = old.rotated(at("2026-11-24T10:00:00Z"));
        assert_eq!(new.live_generations(at("2026-11-24T10:00:00Z")), [5, 4, 3]);
        assert_eq!(new.live_generations(at("2026-11-25T09:00:00Z")), [5, 4]);
        assert_eq!(new.live_generations(at("2026-11-25T10:00:00Z")), [5]);
    }

    #[test]
    fn a_rotation_drops_the_generations_that_hold_no_more() {
        let first = r#"{"id": "src", "location": "icab", "kind": "standard_webhooks", "generation": 1,
            "created_at": "2026-01-01T00:00:00Z"}"#;
        let first: Source = serde_json::from_str(first).unwrap();
        assert_eq!(first.live_generations(at("2026-11-24T09:00:00Z")), [1]);
        let third = first.rotated(at("2026-11-24T09:00:00Z")).rotated(at("2026-11-25T09:00:00Z"));
        assert_eq!(third.former, [Former { generation: 2, ended_at: at("2026-11-25T09:00:00Z") }]);
    }
}
