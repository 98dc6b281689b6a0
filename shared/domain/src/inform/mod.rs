//! What places are told: a digest each month, news in between; and which places
//! are active, which have fallen dormant.
//!
//! A digest prepares itself. The coordinator looks at it, changes it, and sends
//! it; what has changed since it was looked at is looked at again first.

mod digest;
mod item;
mod month;
mod news;
pub mod place;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::ids::{LocationId, MemberId, StaffId};

pub use digest::{
    Contents, Digest, DigestDraft, DigestSession, MAX_SESSIONS, Outcome, Part, SHARED_BY, fitting_services,
};
pub use item::{Item, MAX_ITEMS, parse_items};
pub use month::Month;
pub use news::{News, NewsDraft};

/// How far something that is to be told is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It prepared itself, or was changed since it was looked at.
    Prepared,
    /// Somebody looked at it as it stands.
    Seen,
    /// It leaves, or has left.
    Sent,
}

impl Stage {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Seen => "seen",
            Self::Sent => "sent",
        }
    }
}

/// What is told: one digest, or one piece of news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Issue {
    /// A place's digest of a month.
    Digest {
        /// The month.
        month: Month,
        /// The place.
        location: LocationId,
    },
    /// News.
    News {
        /// Its id.
        id: String,
    },
}

impl Issue {
    /// The issue as a part of keys and ids: it never changes.
    pub fn key(&self) -> String {
        match self {
            Self::Digest { month, location } => format!("{month}.{location}"),
            Self::News { id } => format!("news.{id}"),
        }
    }

    /// Reads what [`Issue::key`] wrote.
    pub fn of_key(key: &str) -> Option<Self> {
        let (first, rest) = key.split_once('.')?;
        if first == "news" {
            return Some(Self::News { id: rest.to_owned() });
        }
        Some(Self::Digest { month: Month::parse(first)?, location: LocationId::parse(rest).ok()? })
    }

    /// What nobody is told twice: the digest of a month, whatever the place; the
    /// same news.
    pub fn once(&self) -> String {
        match self {
            Self::Digest { month, .. } => month.to_string(),
            Self::News { .. } => self.key(),
        }
    }
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Who signs in for the place.
    Host(StaffId),
    /// A member that asked for it.
    Member(MemberId),
}

impl Reader {
    /// The reader as a part of links and ids: it never changes.
    pub fn key(&self) -> String {
        match self {
            Self::Host(id) => format!("host.{id}"),
            Self::Member(id) => format!("member.{id}"),
        }
    }

    /// Reads what [`Reader::key`] wrote.
    pub fn of_key(key: &str) -> Option<Self> {
        match key.split_once('.')? {
            ("host", id) => StaffId::parse(id).ok().map(Self::Host),
            ("member", id) => MemberId::parse(id).ok().map(Self::Member),
            _ => None,
        }
    }
}
