//! Who has to do with a session and is told when it changes: its advisers, its
//! agency and the people of its place; each as they wish.

mod changes;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::event::Actor;
use crate::ids::{AdviserId, AgencyId, LocationId, PlanId, StaffId};
use crate::location::Location;
use crate::permanence::Permanence;

pub use crate::wish::Wish;
pub use changes::{Change, Side, Stood, changes};

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Who is to be there.
    Adviser(AdviserId),
    /// Whose presence it is, at one of its desks or at its own address.
    Agency {
        /// The agency.
        agency: AgencyId,
        /// The desk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        desk: Option<String>,
    },
    /// Somebody who signs in for the place.
    Host(StaffId),
    /// The place itself, at its own address, where nobody signs in for it.
    Place(LocationId),
}

impl Reader {
    /// The reader as a part of keys and ids: it never changes.
    pub fn key(&self) -> String {
        match self {
            Self::Adviser(id) => format!("adviser.{id}"),
            Self::Agency { agency, desk: None } => format!("agency.{agency}"),
            Self::Agency { agency, desk: Some(desk) } => format!("agency.{agency}.{desk}"),
            Self::Host(id) => format!("host.{id}"),
            Self::Place(id) => format!("place.{id}"),
        }
    }
}

/// A change of a series as it was made, for those who are told: kept beside the
/// series in the commit that made it, for by the time of telling it may have
/// changed again, or be gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// Who did it, and is not told.
    pub by: Actor,
    /// The plan of which it is a part: all of that is told together, by the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<PlanId>,
    /// As it stood; absent where it is new. Of a series that goes on from
    /// another one, that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Permanence>,
    /// As it stands; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Permanence>,
}

/// A place as it stood before a change that may cancel sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceTold {
    /// The place.
    pub was: Location,
}
