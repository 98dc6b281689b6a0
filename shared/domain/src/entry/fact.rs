//! Which facts an entry has, and how often each is looked at.

use serde::{Deserialize, Serialize};

use super::Sort;

/// Fields of an entry that are checked together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// What it is called, and what it is.
    Identity,
    /// Where it is.
    Address,
    /// How it is written to.
    Contact,
    /// When it is open or does not work.
    Hours,
    /// What it answers, and for whom.
    Conditions,
    /// What it costs.
    Price,
    /// Its official page.
    Page,
    /// From when until when there is it, and who follows.
    Dates,
}

impl Fact {
    /// Those of a sort of entry, in the order in which they are shown.
    pub const fn of(sort: Sort) -> &'static [Self] {
        match sort {
            Sort::Agency => &[Self::Identity, Self::Contact, Self::Hours, Self::Dates],
            Sort::Service => &[Self::Identity, Self::Conditions, Self::Price, Self::Page, Self::Dates],
            Sort::Location => &[Self::Identity, Self::Address, Self::Contact, Self::Hours, Self::Dates],
        }
    }

    /// The word of the table and of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Address => "address",
            Self::Contact => "contact",
            Self::Hours => "hours",
            Self::Conditions => "conditions",
            Self::Price => "price",
            Self::Page => "page",
            Self::Dates => "dates",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        const ALL: [Fact; 8] = [
            Fact::Identity,
            Fact::Address,
            Fact::Contact,
            Fact::Hours,
            Fact::Conditions,
            Fact::Price,
            Fact::Page,
            Fact::Dates,
        ];
        ALL.into_iter().find(|fact| fact.code() == code)
    }

    /// After how many months it is looked at again.
    pub const fn months(self) -> u32 {
        match self {
            Self::Contact | Self::Hours | Self::Price => 6,
            Self::Identity | Self::Address | Self::Conditions | Self::Page | Self::Dates => 12,
        }
    }

    /// The fact that a field belongs to.
    pub fn of_field(sort: Sort, pointer: &str) -> Self {
        let field = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
        match (sort, field) {
            (Sort::Location, "nis" | "postcode" | "address" | "lat" | "lon" | "building") => Self::Address,
            (Sort::Location, "desks" | "opening_hours" | "closing_days") | (Sort::Agency, "closures") => Self::Hours,
            (_, "email" | "desks" | "notices" | "asking") => Self::Contact,
            (Sort::Service, "answers" | "stages" | "conditions" | "programmes") => Self::Conditions,
            (_, "price_eur") => Self::Price,
            (_, "page") => Self::Page,
            (_, "valid_from" | "valid_to" | "open_from" | "open_to" | "successor" | "merged") => Self::Dates,
            _ => Self::Identity,
        }
    }
}
