//! Who may sign in, and as what.

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::contact::EmailAddress;
use crate::ids::{AgencyId, LocationId, StaffId};
use crate::language::Language;

/// What somebody signed in may see and do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum StaffRole {
    /// Everything.
    Coordinator,
    /// What concerns one agency.
    Adviser {
        /// The agency.
        agency: AgencyId,
    },
    /// What concerns one location.
    Host {
        /// The location.
        location: LocationId,
    },
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Id.
    pub id: StaffId,
    /// Name, as colleagues know it.
    pub name: String,
    /// Where sign-in links go.
    pub email: EmailAddress,
    /// Role.
    #[serde(flatten)]
    pub role: StaffRole,
    /// Language of mails and pages; unknown means French and Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether sign-in is allowed.
    pub active: bool,
    /// Who took over the work, once handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over_to: Option<StaffId>,
    /// When invited.
    pub created_at: Instant,
    /// Sign-in links and sessions of an earlier generation are void.
    #[serde(default)]
    pub generation: u32,
}
