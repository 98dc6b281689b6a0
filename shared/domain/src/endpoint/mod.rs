//! Endpoints: systems of hosts, agencies and the coordinator that are told by
//! signed webhook what happens. What each is told is what whoever stands
//! behind it may see; what it is told holds ids and states, no personal data.

mod event_types;
mod news;
#[cfg(test)]
mod tests;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::ids::{AgencyId, EndpointId, LocationId, StaffId};
use crate::rotation::Rotation;

pub use event_types::{EventTypes, GROUPS, MAX_TYPES, TYPES, name_of};
pub use news::{News, PermanenceNews, PermanenceStood, of_alert, of_booking, of_need, of_permanence};

/// An endpoint that failed for so long, and took nothing meanwhile, is switched
/// off: what Standard Webhooks advises.
pub const FAILS_AT_MOST: TimeDelta = TimeDelta::days(5);

/// For so long after an endpoint was switched off, what happens is written down
/// for it, to be sent once it is on again; and as long attempts are listed.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// Endpoints there may be: each event is held against all of them.
pub const MAX_ENDPOINTS: usize = 50;

/// A system that is told by webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Id.
    pub id: EndpointId,
    /// Where webhooks go.
    pub url: String,
    /// What it asks to be told.
    pub types: EventTypes,
    /// Whose it is, and so what it may be told.
    #[serde(flatten)]
    pub reach: Reach,
    /// Who is told when it is switched off; absent where a program made it:
    /// every coordinator then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffId>,
    /// Its secrets.
    #[serde(flatten)]
    pub rotation: Rotation,
    /// Since when it has taken nothing; absent while it takes what comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Instant>,
    /// Switched off, since when and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off: Option<Off>,
    /// When it was made.
    pub created_at: Instant,
}

/// Whose an endpoint is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reach", rename_all = "snake_case")]
pub enum Reach {
    /// The coordinator's: it may be told everything.
    Everything,
    /// An agency's.
    Agency {
        /// The agency.
        agency: AgencyId,
    },
    /// A host's.
    Location {
        /// The location.
        location: LocationId,
    },
}

/// Switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Off {
    /// Since when.
    pub since: Instant,
    /// Why.
    pub reason: OffReason,
}

/// Why an endpoint was switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffReason {
    /// By somebody.
    Hand,
    /// It answered 410: it is gone.
    Gone,
    /// It took nothing for [`FAILS_AT_MOST`].
    Failing,
}

impl OffReason {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// What an attempt says of the endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// It took what came.
    Yes,
    /// It did not.
    No,
    /// It is gone.
    Gone,
}

impl Endpoint {
    /// Whether it is told this: it asked for it, may know it, and is not off
    /// for long.
    pub fn hears(&self, news: &News, now: Instant) -> bool {
        let kept = self.off.is_none_or(|off| now < off.since.plus(KEPT));
        let may_know = match &self.reach {
            Reach::Everything => true,
            Reach::Agency { agency } => news.agencies.contains(agency),
            Reach::Location { location } => news.locations.contains(location),
        };
        kept && may_know && self.types.include(&news.event_type)
    }

    /// As it stands after an attempt; the same where the attempt says nothing
    /// new. One that is off already stays as it is.
    #[must_use]
    pub fn after(&self, took: Took, now: Instant) -> Self {
        let mut after = self.clone();
        if after.off.is_some() {
            return after;
        }
        if took == Took::Yes {
            after.failing_since = None;
            return after;
        }
        let since = *after.failing_since.get_or_insert(now);
        let reason = match took {
            Took::Gone => Some(OffReason::Gone),
            _ if since.plus(FAILS_AT_MOST) <= now => Some(OffReason::Failing),
            _ => None,
        };
        after.off = reason.map(|reason| Off { since: now, reason });
        after
    }

    /// Switched on: what failed before is forgotten.
    #[must_use]
    pub fn switched_on(&self) -> Self {
        Self { off: None, failing_since: None, ..self.clone() }
    }

    /// Switched off by somebody; one that is off stays as it is.
    #[must_use]
    pub fn switched_off(&self, now: Instant) -> Self {
        let off = self.off.or(Some(Off { since: now, reason: OffReason::Hand }));
        Self { off, ..self.clone() }
    }
}
