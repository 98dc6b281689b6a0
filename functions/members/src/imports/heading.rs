//! The heading of a list, where the row that was taken for it is none: another of the
//! first rows takes its place, as a person says, or as the headings of the place's
//! last list tell. What stands above it is left out.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::member::sheet::columns;
use maud::{Markup, html};
use store::repos::imports::{Import, ImportStatus};
use store::{Store, TableError, Versioned};
use web::extract::FormState;
use web::i18n::text;
use web::ui::{self, Field};
use web::{Context, Problem};

use super::shape::FIRST;
use super::{may_settle, save, unlooked};
use crate::LOCALES;
use crate::view::Desk;

/// The first rows, among which the heading is looked for.
const AMONG: usize = 20;
/// Characters by which a row is shown.
const SHOWN: usize = 80;

/// The first page of a list's rows.
type Page = Vec<Vec<String>>;

/// The choice of another row. One read.
pub(super) async fn card(view: &Desk, import: &Import, (path, version): (&str, u64)) -> Result<Markup, Problem> {
    let (rows, _) = view.context.store.imports().page(&import.id, 0).await?;
    let said = |(number, row): (u32, &Vec<String>)| {
        let cells: Vec<&str> = row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let cells: String = cells.join(" · ").chars().take(SHOWN).collect();
        (number.to_string(), format!("{number} · {cells}"))
    };
    let rows = (FIRST..).zip(&rows).take(AMONG).filter(|(_, row)| !row.is_empty()).map(said);
    let field = Field::new("heading", &view.word("import-heading-row")).select(rows).required();
    Ok(html! {
        details class="card" {
            summary { (view.word("import-heading")) }
            p { (view.word("import-heading-what")) }
            (view.form(path, html! {
                (ui::hidden("version", &version.to_string()))
                (field.show(view.language, &FormState::default()))
                p class="actions" { (ui::button_secondary(&view.word("import-heading-take"), "action", "heading")) }
            }))
        }
    })
}

/// A list whose heading is another row, by its number as it is shown, and its first
/// page without what stands above; 409 where it is too late, 422 where there is no such
/// row. Three reads.
pub(super) async fn with_heading(context: &Context, import: &Import, row: u32) -> Result<(Import, Page), Problem> {
    may_settle(import)?;
    let store = &context.store;
    let (mut rows, _) = store.imports().page(&import.id, 0).await?;
    let at = row.checked_sub(FIRST).and_then(|at| usize::try_from(at).ok()).filter(|at| *at < AMONG);
    let at = at.filter(|at| rows.get(*at).is_some_and(|row| !row.is_empty()));
    let at = at.ok_or_else(|| Problem::invalid_field("/heading", text(&LOCALES, "import-no-heading")))?;
    let mut import = unlooked(import, ImportStatus::Mapping);
    take(&*store.catalogue().load().await?, &mut import, &mut rows, at);
    recall(&store.imports().known_columns(&import.location).await?, &mut import);
    Ok((import, rows))
}

/// Keeps it over the version read. Where only the first of the two commits is done,
/// choosing the row again does the other.
pub(super) async fn keep(
    context: &Context,
    version: u64,
    (import, rows): (Import, Page),
) -> Result<Versioned<Import>, Problem> {
    save(context, version, &import).await?;
    context.store.imports().put_pages(&import, 0, &rows).await?;
    Ok(Versioned { value: import, version: version + 1 })
}

/// Settles the columns of a list that was just read as they were settled for its place
/// before. Where none of its headings is known from there, the first row with two that
/// are is the heading. One read, and one more then.
pub(super) async fn recall_known(store: &Store, catalogue: &Catalogue, import: &mut Import) -> Result<(), TableError> {
    let known = store.imports().known_columns(&import.location).await?;
    let is_known = |heading: &String| !heading.is_empty() && known.contains_key(heading);
    if !known.is_empty() && !import.columns.iter().any(|column| is_known(&column.heading)) {
        let (mut rows, _) = store.imports().page(&import.id, 0).await?;
        let is_heading = |row: &Vec<String>| row.iter().filter(|cell| is_known(cell)).count() > 1;
        if let Some(at) = rows.iter().take(AMONG).position(is_heading) {
            take(catalogue, import, &mut rows, at);
            store.imports().put_pages(import, 0, &rows).await?;
        }
    }
    recall(&known, import);
    Ok(())
}

/// Takes one of the rows as the heading; it and those above go on without cells, so
/// that the numbers of the others stay right.
fn take(catalogue: &Catalogue, import: &mut Import, rows: &mut [Vec<String>], at: usize) {
    let mut headings = std::mem::take(&mut rows[at]);
    rows[..at].fill(Vec::new());
    headings.resize(import.columns.len(), String::new());
    import.columns = columns(&catalogue.member_model, &headings, rows);
}

/// What was settled for the place before stands.
fn recall(known: &BTreeMap<String, Option<String>>, import: &mut Import) {
    for column in import.columns.iter_mut().filter(|column| !column.heading.is_empty()) {
        if let Some(field) = known.get(&column.heading) {
            column.field.clone_from(field);
        }
    }
}
