//! The figures on the page of an import: what it would do, what it did, what was
//! taken back of that.

use flows::members::KEPT_AT_MOST;
use maud::Markup;
use store::repos::imports::{Import, ImportStatus, RowKind};
use web::ui;

use crate::view::Desk;

/// The tiles.
pub(super) fn figures(view: &Desk, import: &Import) -> Markup {
    let tiles: Vec<(String, String)> = match import.status {
        ImportStatus::Done | ImportStatus::Undoing => did(import),
        ImportStatus::Undone => taken_back(import),
        _ => RowKind::ALL.map(|kind| (import.count(kind).to_string(), format!("row-{}", kind.code()))).into(),
    };
    let tiles = tiles.iter().map(|(value, key)| ui::figure(value, &view.word(key), None));
    ui::figures(&tiles.collect::<Vec<_>>())
}

/// What was done with the rows. Doubtful ones that a person decided to write are
/// told from those that were left out.
fn did(import: &Import) -> Vec<(String, String)> {
    let written = import.decided.written;
    let rows = |kind: RowKind| match kind {
        RowKind::Doubtful => import.count(kind).saturating_sub(written),
        _ => import.count(kind),
    };
    let mut tiles: Vec<_> =
        RowKind::ALL.map(|kind| (rows(kind).to_string(), format!("row-{}-done", kind.code()))).into();
    if written > 0 {
        tiles.insert(2, (written.to_string(), "row-decided-done".to_owned()));
    }
    tiles
}

/// What was written first, and what of that was taken back. Of those that were kept,
/// so many are known at most.
fn taken_back(import: &Import) -> Vec<(String, String)> {
    let (written, kept) = (import.writes(), import.kept.len());
    let back = written.saturating_sub(u32::try_from(kept).unwrap_or(u32::MAX));
    let (at_most, at_least) = if kept < KEPT_AT_MOST { ("", "") } else { ("≤ ", "≥ ") };
    vec![
        (written.to_string(), "row-written".to_owned()),
        (format!("{at_most}{back}"), "row-taken-back".to_owned()),
        (format!("{at_least}{kept}"), "row-kept".to_owned()),
    ]
}
