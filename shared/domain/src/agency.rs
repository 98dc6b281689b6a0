//! Agencies and partners. An agency is data, never an enum: agencies merge,
//! split and end.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod asking;
mod desk;

use crate::address::Nis;
use crate::contact::EmailAddress;
use crate::ids::AgencyId;
use crate::location::ClosingDays;
use crate::validity::Validity;
use crate::wish::Wish;
use crate::{Language, Text};

pub use asking::{Asking, digest_on};
pub use desk::{Absence, Desk, Recipient};

/// An agency or partner.
// Its row, and what is sent and answered: decision 47.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Agency {
    /// Slug; that of the address where it is sent.
    #[cfg_attr(feature = "described", schema(value_type = String, required = false, example = "innoviris"))]
    pub id: AgencyId,
    /// `core_agency`, `coordinator`, `first_line` or `partner`.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub kind: AgencyKind,
    /// Official name.
    pub name: Text,
    /// The name people use.
    pub short: String,
    /// What it is for.
    pub mission: Text,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<NaiveDate>,
    /// Who took over its work when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub successor: Option<AgencyId>,
    /// Whether it is the same as its successor, entered twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub merged: bool,
    /// The agency that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub parent: Option<AgencyId>,
    /// NIS code of the municipality of its seat, from where its people set out.
    /// Left out of a change it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub seat_nis: Option<Nis>,
    /// Languages that it answers in.
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub languages: Vec<Language>,
    /// Where referrals go that no desk is for, or that none could be told of; shown to the
    /// coordinator alone. Required of a new agency; where it is left out of a change, it stays.
    #[cfg_attr(feature = "described", schema(value_type = String, required = false, format = "email"))]
    pub email: EmailAddress,
    /// Desks that referrals go to instead, each for some places, kinds of need
    /// or languages; shown to the coordinator alone. Left out of a change they stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub desks: Vec<Desk>,
    /// Days on which it does not work, beside those of all: its clocks stand still,
    /// and its sessions can't be booked. Left out of a change they stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closures: Vec<ClosingDays>,
    /// How it wishes to be told what changes of its sessions: `at_once`, `daily` or
    /// `none`; shown to the coordinator alone. Left out of a change it stays; of a new agency
    /// it means bookings at once, all else once a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub notices: Option<Wish>,
    /// How it is asked about needs: `singly`, by a mail for each, or `daily`, by one mail on
    /// a morning on which it works, except where the clock is short; shown to the coordinator
    /// alone. Left out of a change it stays; of a new agency it means `singly`.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub asking: Asking,
}

/// What part it has in the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "invalid type: expected a string")]
pub enum AgencyKind {
    /// Helps in what the programme is about.
    CoreAgency,
    /// Runs the programme.
    Coordinator,
    /// Whom companies turn to first.
    FirstLine,
    /// Helps in what it knows best.
    Partner,
    /// A word that a row has and nobody knows; it is refused where it is sent.
    #[serde(untagged)]
    Other(String),
}

impl AgencyKind {
    /// In the order in which forms offer them.
    pub const KNOWN: [Self; 4] = [Self::CoreAgency, Self::Coordinator, Self::FirstLine, Self::Partner];

    /// The word of rows and of the outside interface.
    pub fn code(&self) -> &str {
        match self {
            Self::CoreAgency => "core_agency",
            Self::Coordinator => "coordinator",
            Self::FirstLine => "first_line",
            Self::Partner => "partner",
            Self::Other(code) => code,
        }
    }
}

impl Agency {
    /// When it exists.
    pub const fn validity(&self) -> Validity {
        Validity { valid_from: self.valid_from, valid_to: self.valid_to }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_kind_that_nobody_knows_is_read_and_stays_what_it_is() {
        for code in AgencyKind::KNOWN.iter().map(AgencyKind::code).chain(["guild"]) {
            let kind: AgencyKind = serde_json::from_value(json!(code)).unwrap();
            assert_eq!((kind.code(), serde_json::to_value(&kind).unwrap()), (code, json!(code)));
            assert_eq!(matches!(kind, AgencyKind::Other(_)), code == "guild");
        }
    }
}
