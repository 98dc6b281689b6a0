//! An import as it stands, and what its rows changed.

use std::collections::BTreeMap;

use domain::Instant;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId};
use domain::member::Source;
use domain::member::sheet::Column;
use serde::{Deserialize, Serialize};

use super::found::{Decided, RowKind};
use crate::repos::members::MemberRecord;

/// Rows of a page.
pub const PAGE_ROWS: usize = 50;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// Parts of the file are missing.
    Uploading,
    /// The columns wait to be settled.
    Mapping,
    /// Its rows are being looked at.
    Checking,
    /// What it would do is known.
    Checked,
    /// Members are being written.
    Running,
    /// All is written.
    Done,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
    /// The file could not be read.
    Failed,
}

impl ImportStatus {
    /// Whether the job has something to do.
    pub const fn works(self) -> bool {
        matches!(self, Self::Checking | Self::Running | Self::Undoing)
    }
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Id.
    pub id: String,
    /// Where its members are hosted, where no column says so.
    pub location: LocationId,
    /// The file's name, where it was said.
    pub name: String,
    /// Whether every row must be of that place: a host's import.
    #[serde(default)]
    pub only_there: bool,
    /// As what the file is taken.
    pub source: Source,
    /// Who imports.
    pub actor: Actor,
    /// When it began.
    pub at: Instant,
    /// Where it stands.
    pub status: ImportStatus,
    /// How many parts the file has.
    pub chunks: u32,
    /// Which of them are there.
    #[serde(default)]
    pub uploaded: Vec<u32>,
    /// Its columns.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Rows below the heading.
    #[serde(default)]
    pub rows: u32,
    /// Rows that the present stage has behind it.
    #[serde(default)]
    pub done: u32,
    /// Rows by kind.
    #[serde(default)]
    pub counts: BTreeMap<RowKind, u32>,
    /// Doubtful rows that a person decided about.
    #[serde(default)]
    pub decided: Decided,
    /// Rows that were not taken back, since a person changed their member: the first.
    #[serde(default)]
    pub kept: Vec<Kept>,
    /// How many more there are.
    #[serde(default)]
    pub kept_more: u32,
    /// Why it failed: a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

impl Import {
    /// Rows of a kind.
    pub fn count(&self, kind: RowKind) -> u32 {
        self.counts.get(&kind).copied().unwrap_or(0)
    }

    /// Doubtful rows that nobody decided about: they are left out.
    pub fn undecided(&self) -> u32 {
        self.count(RowKind::Doubtful).saturating_sub(self.decided.written + self.decided.left_out)
    }

    /// Rows that would be written.
    pub fn writes(&self) -> u32 {
        self.count(RowKind::New) + self.count(RowKind::Changed) + self.decided.written
    }

    /// How many pages its rows fill.
    pub fn pages(&self) -> u32 {
        self.rows.div_ceil(u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX))
    }
}

/// A member that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The row.
    pub row: u32,
    /// The member.
    pub member: MemberId,
}

/// What rows changed of a member: how it was before the first of them, and what the
/// last of them made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowChange {
    /// The first of them.
    pub row: u32,
    /// The member.
    pub member: MemberId,
    /// As it was; absent where it was entered.
    pub before: Option<MemberRecord>,
    /// The version that was made.
    pub version: u64,
    /// What was written, as a digest; empty in rows of before it was kept.
    #[serde(default)]
    pub wrote: String,
}
