//! What rows would write, on the page of an import: those that change a known member,
//! with each field from what to what, and the first of those that add one.

use domain::member::NAME_FIELD;
use flows::members::{FieldChange, RowPreview, preview_rows};
use maud::{Markup, html};
use serde_json::Value;
use store::repos::imports::{ImportStatus, RowKind};
use web::Problem;
use web::extract::cursor;
use web::format::colon;
use web::ui;

use super::rows::Looked;
use super::shape::{RowView, shown};
use crate::entries::fields;
use crate::view::{Desk, PATH};

/// Rows that the page shows.
const SHOWN: usize = 20;
/// Pages of 50 rows that are read for them at most, however few are found.
const PAGES: u32 = 10;

/// The first rows that add a member, before they are written, as they are read.
pub(super) async fn added(view: &Desk, looked: &Looked) -> Result<Markup, Problem> {
    let count = looked.import.count(RowKind::New);
    if looked.import.status != ImportStatus::Checked || count == 0 {
        return Ok(html! {});
    }
    let (rows, next) = looked.rows_within(Some(RowKind::New), (0, SHOWN), PAGES).await?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let empty = view.table("import-added", &["import-row", "column-member", "import-says"]);
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

/// The rows that change something, before they are written.
pub(super) async fn changed(view: &Desk, looked: &Looked, path: &str, from: Option<&str>) -> Result<Markup, Problem> {
    let import = &looked.import;
    if import.status != ImportStatus::Checked || import.count(RowKind::Changed) == 0 {
        return Ok(html! {});
    }
    let (secrets, scope) = (view.context.store.secrets(), format!("import-changed/{}", import.id));
    let at = from.map(|text| cursor::open(secrets, &scope, text)).transpose()?;
    let at = at.map_or(Ok(0), |text| text.parse().map_err(|_| Problem::bad_cursor()))?;
    let (rows, next) = looked.rows_within(Some(RowKind::Changed), (at, SHOWN), PAGES).await?;
    let of: Vec<_> = rows.iter().filter_map(|row| Some((row.member.as_ref()?, row.cells.as_slice()))).collect();
    let previews = preview_rows(&view.context.store, &view.catalogue, import, &of).await?;
    let empty = view.table("import-changed", &["import-row", "column-member", "import-changes"]);
    let rows = rows.iter().filter(|row| row.member.is_some()).zip(&previews);
    let table = rows.fold(empty, |table, (row, preview)| table.row(cells(view, looked, row, preview.as_ref())));
    let looked_at = [("from", shown(at + 1).into()), ("to", shown(next.unwrap_or(import.rows)).into())];
    let first = format!("{path}#changed");
    let next = next.map(|next| format!("{path}?changed={}#changed", cursor::seal(secrets, &scope, &next.to_string())));
    Ok(html! {
        section class="card" id="changed" {
            h2 { (view.word("import-changed")) }
            @if table.is_empty() { p class="soft" { (view.word_with("import-changed-none", &looked_at)) } }
            @else { (table.show()) }
            (ui::pager(view.language, from.is_some().then_some(first.as_str()), next.as_deref()))
        }
    })
}

/// A row, with what it changes of its member. Of one that moved to another place
/// meanwhile, a host is told no more than stands in its own list.
fn cells(view: &Desk, looked: &Looked, row: &RowView, preview: Option<&RowPreview>) -> Vec<Markup> {
    let preview = preview.filter(|preview| looked.may_choose(&preview.member));
    let who = html! {
        @match preview {
            Some(preview) => a href={ (PATH) "/" (preview.member.id) } { (preview.member.name()) },
            None => (looked.name_in(row)),
        }
    };
    let fields = preview.map(|preview| preview.fields.as_slice()).unwrap_or_default();
    let what = html! {
        @if fields.is_empty() { span class="soft" { (view.word("import-changes-none")) } }
        @else { ul { @for field in fields { li { (change(view, field)) } } } }
    };
    vec![html! { (row.row) }, who, what]
}

/// A field, from what to what.
fn change(view: &Desk, change: &FieldChange) -> Markup {
    let Some(field) = view.catalogue.member_model.asked(&change.field) else { return html! {} };
    let named = |value: &Value| fields::value(view, field, value);
    let before = change.before.as_ref().map_or_else(|| view.word("import-was-unknown"), named);
    let said = [
        ("field", field.label.get(view.language).into()),
        ("before", before.into()),
        ("after", named(&change.after).into()),
    ];
    html! { (view.word_with("import-change", &said)) }
}
