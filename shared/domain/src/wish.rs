//! How somebody wishes to be told of what concerns them.

use serde::{Deserialize, Serialize};

/// How somebody wishes to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub enum Wish {
    /// A mail for each change, as it happens.
    AtOnce,
    /// One mail on the next working morning.
    Daily,
    /// Not at all.
    None,
}

impl Wish {
    /// In the order in which forms offer them.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::None];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::None => "none",
        }
    }

    /// The wish that a word of the outside interface means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.code() == code)
    }
}
