//! Rows that add a member, on the page of an import: the first of them, as they
//! are read, before they are written.

use domain::member::NAME_FIELD;
use maud::{Markup, html};
use store::repos::imports::{ImportStatus, RowKind};
use web::Problem;
use web::format::colon;
use web::ui::Table;

use super::rows::Looked;
use super::shape::RowView;
use crate::view::Desk;

/// Rows that the page shows.
const SHOWN: usize = 20;
/// Pages of 50 rows that are read for them at most, however few are found.
const PAGES: u32 = 10;

/// The first rows that add a member, before they are written.
pub(super) async fn card(view: &Desk, looked: &Looked) -> Result<Markup, Problem> {
    let count = looked.import.count(RowKind::New);
    if looked.import.status != ImportStatus::Checked || count == 0 {
        return Ok(html! {});
    }
    let (rows, next) = looked.rows_within(Some(RowKind::New), (0, SHOWN), PAGES).await?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let columns = ["import-row", "column-member", "import-says"].map(|key| view.word(key));
    let empty = Table::new(&view.word("import-added"), &columns.each_ref().map(String::as_str));
    let table = rows.iter().fold(empty, |table, row| {
        table.row(vec![html! { (row.row) }, html! { (looked.name_in(row)) }, says(view, looked, row)])
    });
    let some = [("n", rows.len().into()), ("of", count.into())];
    Ok(html! {
        section class="card" id="added" {
            h2 { (view.word("import-added")) }
            @if next.is_some() { p class="soft" { (view.word_with("import-added-first", &some)) } }
            (table.show())
        }
    })
}

/// What a row says beside the name: each field as it stands there.
fn says(view: &Desk, looked: &Looked, row: &RowView) -> Markup {
    let columns = looked.import.columns.iter().zip(&row.cells);
    let fields = columns.filter_map(|(column, cell)| {
        let field = view.catalogue.member_model.asked(column.field.as_deref()?)?;
        (field.id != NAME_FIELD && !cell.trim().is_empty()).then(|| (field.label.get(view.language), cell.trim()))
    });
    html! {
        ul { @for (label, cell) in fields { li { (label) (colon(view.language)) (cell) } } }
    }
}
