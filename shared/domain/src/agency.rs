//! Agencies and partners. An agency is data, never an enum: agencies merge,
//! split and end.

use serde::{Deserialize, Serialize};

use crate::contact::EmailAddress;
use crate::ids::AgencyId;
use crate::validity::Validity;
use crate::{Language, Text};

/// A public agency or one of its partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Slug.
    pub id: AgencyId,
    /// `core_agency`, `coordinator`, `first_line` or `partner`.
    pub kind: String,
    /// Official name.
    pub name: Text,
    /// The name people use.
    pub short: String,
    /// What it is for.
    pub mission: Text,
    /// When it exists.
    #[serde(flatten)]
    pub validity: Validity,
    /// Who took over its work when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<AgencyId>,
    /// The agency that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AgencyId>,
    /// Languages that it answers in.
    pub languages: Vec<Language>,
    /// Where referrals go.
    pub email: EmailAddress,
}
