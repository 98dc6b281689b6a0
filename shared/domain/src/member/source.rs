//! Where what is known of a member was learnt, and whose word stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where what is known was learnt: the values of the model's field `source`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A public register.
    PublicRegister,
    /// The host's list.
    HostList,
    /// A need or an appointment, as the member stated it.
    IntakeTalk,
    /// The coordinator.
    Coordinator,
    /// The member's own page.
    MemberForm,
}

impl Source {
    /// Whether it may write over what was learnt from `before`: what somebody
    /// said of themselves behind their link, or a person settled, neither a list
    /// nor a form overwrites that anybody can send.
    pub const fn may_replace(self, before: Self) -> bool {
        self.weight() >= before.weight()
    }

    /// Whether the member itself said it: with a need or an appointment, or on its
    /// own page.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::IntakeTalk | Self::MemberForm)
    }

    const fn weight(self) -> u8 {
        match self {
            Self::PublicRegister | Self::HostList => 0,
            Self::IntakeTalk => 1,
            Self::Coordinator | Self::MemberForm => 2,
        }
    }
}

/// Where one field's value came from, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Known {
    /// From whom.
    pub from: Source,
    /// The day.
    #[cfg_attr(feature = "described", schema(format = Date, value_type = String))]
    pub on: NaiveDate,
}

/// What somebody else said of a field for which the member itself speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Its value.
    pub value: Value,
    /// From whom, and on which day.
    pub known: Known,
}
