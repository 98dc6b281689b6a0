//! Secrets that are derived by a generation: a rotation makes a new one, and
//! the one before holds for a while, so that the other side can follow.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::Instant;

/// How long a secret still holds after the rotation that ended it.
pub const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// Which secrets hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// Which secret holds now; 1 for the first.
    pub generation: u32,
    /// When it was last rotated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated_at: Option<Instant>,
    /// Generations that a rotation ended less than [`OVERLAP`] before the last
    /// one, the newest first. Rows from before this was kept have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
}

/// A generation that a rotation ended; its secret holds [`OVERLAP`] longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Which.
    pub generation: u32,
    /// When it was rotated.
    pub ended_at: Instant,
}

impl Default for Rotation {
    fn default() -> Self {
        Self { generation: 1, rotated_at: None, former: Vec::new() }
    }
}

impl Rotation {
    /// The generations whose secrets hold at `now`, the newest first.
    pub fn live_generations(&self, now: Instant) -> Vec<u32> {
        let former = self.live_former(now).into_iter().map(|former| former.generation);
        std::iter::once(self.generation).chain(former).collect()
    }

    /// With a new secret from `now` on. Every secret that holds at `now` holds
    /// as long as it would have, the last one for [`OVERLAP`].
    #[must_use]
    pub fn rotated(&self, now: Instant) -> Self {
        let mut former = vec![Former { generation: self.generation, ended_at: now }];
        former.extend(self.live_former(now));
        Self { generation: self.generation.saturating_add(1), rotated_at: Some(now), former }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        serde_json::from_value(text.into()).unwrap()
    }

    #[test]
    fn what_was_stored_before_ends_were_kept_reads_and_rotates_on() {
        let old = r#"{"generation": 4, "rotated_at": "2026-11-24T09:00:00Z"}"#;
        let old: Rotation = serde_json::from_str(old).unwrap();
        assert_eq!(old.live_generations(at("2026-11-25T08:59:59Z")), [4, 3]);
        assert_eq!(old.live_generations(at("2026-11-25T09:00:00Z")), [4]);
        let new = old.rotated(at("2026-11-24T10:00:00Z"));
        assert_eq!(new.live_generations(at("2026-11-24T10:00:00Z")), [5, 4, 3]);
        assert_eq!(new.live_generations(at("2026-11-25T09:00:00Z")), [5, 4]);
        assert_eq!(new.live_generations(at("2026-11-25T10:00:00Z")), [5]);
    }

    #[test]
    fn a_rotation_drops_the_generations_that_hold_no_more() {
        let first = Rotation::default();
        assert_eq!(first.live_generations(at("2026-11-24T09:00:00Z")), [1]);
        let third = first.rotated(at("2026-11-24T09:00:00Z")).rotated(at("2026-11-25T09:00:00Z"));
        assert_eq!(third.former, [Former { generation: 2, ended_at: at("2026-11-25T09:00:00Z") }]);
    }
}
