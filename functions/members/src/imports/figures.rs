//! The figures on the page of an import: what it would do, what it did, what was
//! taken back of that.

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

/// What was written first, and what of that was taken back.
fn taken_back(import: &Import) -> Vec<(String, String)> {
    let written = import.writes();
    let kept = u32::try_from(import.kept.len()).unwrap_or(u32::MAX).saturating_add(import.kept_more);
    let tiles = [(written, "row-written"), (written.saturating_sub(kept), "row-taken-back"), (kept, "row-kept")];
    tiles.map(|(number, key)| (number.to_string(), key.to_owned())).into()
}
