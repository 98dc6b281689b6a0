//! What agencies were asked about a plan, and what they said.

use chrono::NaiveDateTime;
use domain::Instant;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId};
use serde::{Deserialize, Serialize};

/// What an agency says of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// It comes.
    Yes,
    /// It does not.
    No,
    /// It comes on another day of the week, or at another time.
    Other {
        /// Days after Monday, 0 to 4.
        weekday: u8,
        /// Which window of the day, from 0.
        window: u8,
    },
}

/// What an agency said of an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which agency.
    pub agency: AgencyId,
    /// Of which assignment.
    pub assignment: String,
    /// `yes`, `no` or `other`.
    pub says: Says,
    /// Why not; empty where nothing was said.
    #[serde(default)]
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Who said it: the agency by its link, or somebody of the staff for it. Absent of
    /// what was said before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Actor>,
    /// Where the assignment is, and its first session, on the wall clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<LocationId>,
    /// See `place`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDateTime>,
    /// Of another time that was asked for, the first session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<NaiveDateTime>,
}

impl Answer {
    /// Whether somebody of the staff noted it for the agency.
    pub fn is_by_others(&self) -> bool {
        self.by.as_ref().is_some_and(|by| !matches!(by, Actor::Agency(_)))
    }
}

/// What an agency was last asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// When.
    pub at: Instant,
    /// A digest of its part, as it was then.
    pub part: String,
}
