//! What was found of the rows of an import, and what a person decided about those
//! that are doubtful.

use domain::ids::MemberId;
use serde::{Deserialize, Serialize};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A member that is not known yet.
    New,
    /// A known member, of which it says something new.
    Changed,
    /// A known member, of which it says nothing new.
    Same,
    /// It may be a known member: a person decides.
    Doubtful,
    /// It can't be read.
    Bad,
}

impl RowKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Same, Self::Doubtful, Self::Bad];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Doubtful => "doubtful",
            Self::Bad => "bad",
        }
    }
}

/// What was found of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRow {
    /// What it is.
    pub kind: RowKind,
    /// The member that it is of, or may be of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// What it has in common with other rows of its company: a digest; empty where
    /// it can't be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Why it is doubtful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// What a person said that it is, where it is doubtful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

impl FoundRow {
    /// A row about which there is no doubt.
    pub const fn of(kind: RowKind, member: Option<MemberId>) -> Self {
        Self { kind, member, company: String::new(), doubt: None, decision: None }
    }

    /// A row that may be of a member.
    pub fn doubtful(doubt: Doubt, member: Option<MemberId>) -> Self {
        Self { doubt: Some(doubt), ..Self::of(RowKind::Doubtful, member) }
    }

    /// The member that a doubtful row may be of.
    pub fn candidate(&self) -> Option<&MemberId> {
        self.member.as_ref().filter(|_| self.kind == RowKind::Doubtful)
    }
}

/// Why a row may be of a known member and may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Doubt {
    /// Its company stands in the file before.
    Twice {
        /// In this row.
        row: u32,
    },
    /// The member is hosted at another place.
    Elsewhere,
    /// The member of that name has another address.
    OtherMail,
}

/// What a doubtful row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Decision {
    /// This member, which learns what the row says.
    Member {
        /// Which.
        member: MemberId,
    },
    /// A member that is not known yet.
    New,
    /// Nothing that is written.
    LeftOut,
}

/// How many doubtful rows a person decided about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Those that are written.
    pub written: u32,
    /// Those that are left out.
    pub left_out: u32,
}

impl Decided {
    /// A row is decided about, otherwise than before.
    pub const fn change(&mut self, before: Option<&Decision>, after: &Decision) {
        match before {
            Some(Decision::LeftOut) => self.left_out -= 1,
            Some(_) => self.written -= 1,
            None => {}
        }
        match after {
            Decision::LeftOut => self.left_out += 1,
            Decision::Member { .. } | Decision::New => self.written += 1,
        }
    }
}
