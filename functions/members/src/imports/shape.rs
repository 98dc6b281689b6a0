//! An import as the API answers it.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::ids::{LocationId, MemberId};
use domain::member::Member;
use domain::member::sheet::{CellError, Column};
use domain::{Instant, Language};
use flows::members::read_import_row;
use serde::Serialize;
use store::repos::imports::{Decision, Doubt, FoundRow, Import, ImportStatus, RowKind};
use utoipa::ToSchema;

/// An import.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Import)]
pub(super) struct ImportView {
    /// Id.
    id: String,
    /// The place that its members are hosted at, where no column says so.
    #[schema(value_type = String)]
    location: LocationId,
    /// The file's name.
    name: String,
    /// `uploading`, `mapping`, `checked`, `running`, `done`, `undoing`, `undone` or `failed`.
    status: &'static str,
    /// Columns, with the field that each is taken for.
    columns: Vec<Column>,
    /// Rows by kind, once they were looked at.
    #[schema(value_type = BTreeMap<String, u32>)]
    counts: BTreeMap<&'static str, u32>,
    /// Doubtful rows by what a person decided.
    decided: DecidedView,
    /// How far the present stage is.
    progress: Progress,
    /// Members that were not taken back, since they changed meanwhile; 200 at most.
    #[schema(value_type = Vec<String>)]
    kept: Vec<MemberId>,
    /// How many more there are.
    kept_more: u32,
    /// Why it failed: `format`, `empty`, `rows`, `columns` or `unpacked`.
    failure: Option<String>,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

/// Doubtful rows by what a person decided.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = ImportDecided)]
struct DecidedView {
    /// Those that are written.
    written: u32,
    /// Those that are left out.
    left_out: u32,
    /// Those that nobody decided about: they are left out too.
    undecided: u32,
}

/// How far an import is, in rows.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
struct Progress {
    /// Behind it.
    done: u32,
    /// In all.
    total: u32,
}

impl From<&Import> for ImportView {
    fn from(import: &Import) -> Self {
        let counts = RowKind::ALL.map(|kind| (kind.code(), import.count(kind)));
        Self {
            id: import.id.clone(),
            location: import.location.clone(),
            name: import.name.clone(),
            status: match import.status {
                // While rows are looked at, the columns may still be changed.
                ImportStatus::Checking => code(ImportStatus::Mapping),
                status => code(status),
            },
            columns: import.columns.clone(),
            counts: counts.into_iter().collect(),
            decided: DecidedView {
                written: import.decided.written,
                left_out: import.decided.left_out,
                undecided: import.undecided(),
            },
            progress: Progress { done: import.done, total: import.rows },
            kept: import.kept.iter().map(|kept| kept.member.clone()).collect(),
            kept_more: import.kept_more,
            failure: import.failure.clone(),
            created_at: import.at,
        }
    }
}

/// The word of a status.
pub(super) const fn code(status: ImportStatus) -> &'static str {
    match status {
        ImportStatus::Uploading => "uploading",
        ImportStatus::Mapping => "mapping",
        ImportStatus::Checking => "checking",
        ImportStatus::Checked => "checked",
        ImportStatus::Running => "running",
        ImportStatus::Done => "done",
        ImportStatus::Undoing => "undoing",
        ImportStatus::Undone => "undone",
        ImportStatus::Failed => "failed",
    }
}

/// The number that a spreadsheet shows of a row, of which the list's number, as it
/// is stored, counts from 1 below the heading. Rows that say nothing count in both.
pub(super) const fn shown(row: u32) -> u32 {
    row + 1
}

/// The number of the first row below the heading, as rows are shown.
pub(super) const FIRST: u32 = shown(1);

/// A row of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub(super) struct RowView {
    /// Its number as spreadsheets show it: 1 is the heading, 2 the first below it.
    pub(super) row: u32,
    /// `new`, `changed`, `same`, `doubtful` or `bad`.
    kind: &'static str,
    /// What stands in it.
    pub(super) cells: Vec<String>,
    /// The member that it is of, or may be of.
    #[schema(value_type = Option<String>)]
    pub(super) member: Option<MemberId>,
    /// Why it is doubtful, and what a person decided.
    pub(super) doubt: Option<DoubtView>,
    /// What is wrong with it.
    pub(super) errors: Vec<CellView>,
}

/// Why a row may be of a known member and may not.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportDoubt)]
pub(super) struct DoubtView {
    /// `twice`: its company stands in the file before; `elsewhere`: the member is hosted at another place;
    /// `other_mail`: the member of that name has another address.
    pub(super) because: Option<&'static str>,
    /// The row in which its company stands before.
    pub(super) before: Option<u32>,
    /// What the member is called that it may be of.
    pub(super) name: Option<String>,
    /// Where that is hosted.
    #[schema(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
    /// What a person decided: `{"is":"member","member":id}`, `{"is":"new"}` or `{"is":"left_out"}`.
    #[schema(value_type = Option<Object>)]
    pub(super) decision: Option<Decision>,
}

impl DoubtView {
    /// What is told of a doubtful row, where only these members may be seen.
    pub(super) fn of(found: &FoundRow, members: &[Member]) -> Option<Self> {
        let member = members.iter().find(|member| Some(&member.id) == found.candidate());
        (found.kind == RowKind::Doubtful).then(|| Self {
            because: found.doubt.map(|doubt| match doubt {
                Doubt::Twice { .. } => "twice",
                Doubt::Elsewhere => "elsewhere",
                Doubt::OtherMail => "other_mail",
            }),
            before: match found.doubt {
                Some(Doubt::Twice { row }) => Some(shown(row)),
                _ => None,
            },
            name: member.map(|member| member.name().to_owned()),
            location: member.and_then(|member| member.location().cloned()),
            decision: found.decision.clone(),
        })
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct CellView {
    /// The column's heading; absent where a column is missing altogether.
    pub(super) column: Option<String>,
    /// The field.
    pub(super) field: String,
    /// What stands in it.
    pub(super) value: Option<String>,
    /// What to do, in the language asked for.
    pub(super) detail: String,
}

impl RowView {
    /// A row with its errors, in words.
    pub(super) fn of(
        catalogue: &Catalogue,
        import: &Import,
        (row, cells): (u32, &[String]),
        (found, doubt): (&FoundRow, Option<DoubtView>),
        language: Language,
    ) -> Self {
        let errors = match found.kind {
            RowKind::Bad => read_import_row(catalogue, import, cells).err(),
            _ => None,
        };
        let error = |error: CellError| CellView {
            column: error.column.and_then(|at| import.columns.get(at)).map(|column| column.heading.clone()),
            value: error.column.and_then(|at| cells.get(at)).cloned(),
            detail: error.text(language),
            field: error.field,
        };
        Self {
            row: shown(row),
            kind: found.kind.code(),
            cells: cells.to_vec(),
            // Whose place is another's, or who knows nothing of it, is not told who it is.
            member: found
                .member
                .clone()
                .filter(|_| found.kind != RowKind::New && doubt.as_ref().is_none_or(|doubt| doubt.name.is_some())),
            doubt,
            errors: errors.unwrap_or_default().into_iter().map(error).collect(),
        }
    }

    /// What is wrong with it, in one line that begins with its number.
    pub(super) fn said(&self, language: Language) -> String {
        let said = self.errors.iter().map(|error| match &error.column {
            Some(column) if !column.is_empty() => format!("{column}: {}", error.detail),
            _ => error.detail.clone(),
        });
        let what = said.collect::<Vec<_>>().join(" / ");
        crate::word_with(language, "import-bad-row", &[("n", self.row.into()), ("what", what.into())])
    }
}
