//! Lists of members as people have them: uploaded, its columns settled, looked
//! at, run, taken back. The coordinator's, and a host's for its own place.

mod api;
mod console;
mod read;
mod shape;

use axum::Router;
use axum::routing::get;
use domain::member::sheet::{Column, columns};
use store::Transaction;
use store::Versioned;
use store::repos::imports::{Import, ImportStatus};
use web::openapi::{OpenApiRouter, routes};
use web::{Context, Problem, StaffMember};

/// The routes.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    let pages = Router::new()
        .route("/console/members/imports", get(console::page).post(console::upload))
        .route("/console/members/imports/{id}", get(console::one).post(console::act));
    OpenApiRouter::new()
        .routes(routes!(api::create))
        .routes(routes!(api::read, api::settle))
        .routes(routes!(api::put_chunk))
        .routes(routes!(api::rows))
        .routes(routes!(api::bad_csv))
        .routes(routes!(api::run))
        .routes(routes!(api::undo))
        .merge(pages.into())
}

/// An import that somebody may see: one read; 404 for others.
async fn load(context: &Context, staff: &StaffMember, id: &str) -> Result<Versioned<Import>, Problem> {
    let found = context.store.imports().load(id).await?.ok_or_else(Problem::not_found)?;
    staff.of_location(&found.value.location)?;
    Ok(found)
}

/// Saves an import over the version read.
async fn save(context: &Context, version: u64, import: &Import) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    context.store.imports().save(&mut tx, version, import);
    context.store.commit(tx).await.map_err(Problem::of_change)
}

/// Reads the file of an import of which all parts are there: its columns are
/// guessed, and what was settled for the place before stands. A file that can't
/// be read makes it fail, with the reason.
async fn take_in(context: &Context, import: &mut Import, bytes: &[u8]) -> Result<(), Problem> {
    let store = &context.store;
    let sheet = match read::read(bytes) {
        Ok(sheet) => sheet,
        Err(wrong) => {
            import.status = ImportStatus::Failed;
            import.failure = Some(wrong.code().to_owned());
            return Ok(());
        }
    };
    let catalogue = store.catalogue().load().await?;
    import.columns = columns(&catalogue.member_model, &sheet.headings, &sheet.rows);
    let known = store.imports().known_columns(&import.location).await?;
    for column in &mut import.columns {
        if let Some(field) = known.get(&column.heading) {
            column.field.clone_from(field);
        }
    }
    import.rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    store.imports().put_rows(import, &sheet.rows).await?;
    import.status = ImportStatus::Mapping;
    Ok(())
}

/// Settles the columns and has the rows looked at; remembers them for the place.
async fn check(context: &Context, before: &Versioned<Import>, columns: Vec<Column>) -> Result<Import, Problem> {
    let mut import = before.value.clone();
    import.columns = columns;
    import.status = ImportStatus::Checking;
    import.done = 0;
    import.counts.clear();
    let mut tx = Transaction::new();
    context.store.imports().save(&mut tx, before.version, &import);
    context.store.imports().remember_columns(&mut tx, &import);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(import)
}

/// Starts writing what was looked at, or taking it back; 409 where it stands
/// elsewhere. Again it changes nothing.
async fn start(context: &Context, before: &Versioned<Import>, to: ImportStatus) -> Result<Import, Problem> {
    let from: &[ImportStatus] = match to {
        ImportStatus::Running => &[ImportStatus::Checked],
        _ => &[ImportStatus::Done],
    };
    let after: &[ImportStatus] = match to {
        ImportStatus::Running => &[ImportStatus::Running, ImportStatus::Done],
        _ => &[ImportStatus::Undoing, ImportStatus::Undone],
    };
    let mut import = before.value.clone();
    if after.contains(&import.status) {
        return Ok(import);
    }
    if !from.contains(&import.status) {
        return Err(crate::problems::import_not_ready());
    }
    import.status = to;
    import.done = 0;
    save(context, before.version, &import).await?;
    Ok(import)
}
