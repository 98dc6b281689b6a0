//! Agencies and partners. An agency is data, never an enum: agencies merge,
//! split and end.

use serde::{Deserialize, Serialize};

mod asking;
mod desk;

use crate::contact::EmailAddress;
use crate::ids::AgencyId;
use crate::location::ClosingDays;
use crate::validity::Validity;
use crate::wish::Wish;
use crate::{Language, Text};

pub use asking::{Asking, digest_on};
pub use desk::{Absence, Desk, Recipient};

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
    /// Whether it is the same as its successor, entered twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub merged: bool,
    /// The agency that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AgencyId>,
    /// NIS code of the municipality of its seat: from there its people set out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat_nis: Option<String>,
    /// Languages that it answers in.
    pub languages: Vec<Language>,
    /// Where referrals go that no desk is for, or that none could be told of.
    pub email: EmailAddress,
    /// Desks that referrals go to instead, each for some places, kinds of need
    /// or languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub desks: Vec<Desk>,
    /// Days on which it does not work, beside those of all agencies: its clocks
    /// stand still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<ClosingDays>,
    /// How it wishes to be told what changes of its sessions; absent: bookings at
    /// once, all else once a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notices: Option<Wish>,
    /// Whether it is asked about needs one by one, or once a day.
    #[serde(default, skip_serializing_if = "Asking::is_usual")]
    pub asking: Asking,
}
