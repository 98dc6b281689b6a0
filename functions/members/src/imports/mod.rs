//! Lists of members as people have them: uploaded, its columns settled, looked
//! at, run, taken back. The coordinator's, and a host's for its own place.

mod api;
mod bounds;
mod console;
mod decide;
mod doubtful;
mod figures;
mod heading;
mod mapping;
mod new;
mod parts;
mod preview;
mod read;
mod recent;
mod rows;
mod shape;
mod sheet;
mod table;
mod take_in;
mod utf8;
mod watched;
mod workbook;

use std::collections::BTreeMap;

use domain::member::sheet::Column;
use store::repos::imports::{Decided, Import, ImportStatus};
use store::{Transaction, Versioned};
use web::{Context, Problem, Routes, StaffMember, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(recent::list, api::create))
        .routes(routes!(api::read, api::settle))
        .routes(routes!(api::put_chunk))
        .routes(routes!(rows::rows))
        .routes(routes!(decide::decide_row))
        .routes(routes!(rows::bad_csv))
        .routes(routes!(api::run))
        .routes(routes!(api::undo))
        .route("/console/members/imports", get(new::page).post(new::upload))
        .route("/console/members/imports/{id}", get(console::one).post(console::act))
        .route("/console/members/imports/{id}/bad.csv", get(rows::page_bad_csv))
}

/// An import that somebody may see: one read; 404 for others.
async fn load(context: &Context, staff: &StaffMember, id: &str) -> Result<Versioned<Import>, Problem> {
    let found = context.store.imports().load(id).await?.ok_or_else(Problem::not_found)?;
    if may_see(staff, &found.value) { Ok(found) } else { Err(Problem::not_found()) }
}

/// A host sees its place's own lists: in the coordinator's there may be members of
/// other places.
fn may_see(staff: &StaffMember, import: &Import) -> bool {
    staff.is_coordinator() || import.only_there && staff.scope().sees_location(&import.location)
}

/// 409 where it is too late to settle the columns, or too early.
fn may_settle(import: &Import) -> Result<(), Problem> {
    let may = matches!(import.status, ImportStatus::Mapping | ImportStatus::Checking | ImportStatus::Checked);
    if may { Ok(()) } else { Err(crate::problems::import_not_ready()) }
}

/// An import before its rows were looked at.
fn unlooked(import: &Import, status: ImportStatus) -> Import {
    Import { status, done: 0, counts: BTreeMap::new(), decided: Decided::default(), ..import.clone() }
}

/// Saves an import over the version read.
async fn save(context: &Context, version: u64, import: &Import) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    context.store.imports().save(&mut tx, version, import);
    context.store.commit(tx).await.map_err(Problem::of_change)
}

/// Settles the columns and has the rows looked at; remembers them for the place.
async fn check(context: &Context, before: &Versioned<Import>, columns: Vec<Column>) -> Result<Import, Problem> {
    let import = Import { columns, ..unlooked(&before.value, ImportStatus::Checking) };
    let mut tx = Transaction::new();
    context.store.imports().save(&mut tx, before.version, &import);
    context.store.imports().remember_columns(&mut tx, &import);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(import)
}

/// Starts writing what was looked at, or taking it back; 409 where it stands
/// elsewhere. Again it changes nothing.
async fn start(context: &Context, before: &Versioned<Import>, to: ImportStatus) -> Result<Import, Problem> {
    let (from, end) = match to {
        ImportStatus::Running => (ImportStatus::Checked, ImportStatus::Done),
        _ => (ImportStatus::Done, ImportStatus::Undone),
    };
    let stands = before.value.status;
    if stands == to || stands == end {
        return Ok(before.value.clone());
    }
    if stands != from {
        return Err(crate::problems::import_not_ready());
    }
    let import = Import { status: to, done: 0, ..before.value.clone() };
    save(context, before.version, &import).await?;
    Ok(import)
}
