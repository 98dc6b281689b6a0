//! Imports for programs.

use std::io::Cursor;

use axum::extract::{Path, Request};
use axum::response::IntoResponse as _;
use bytes::Bytes;
use domain::ids::LocationId;
use domain::member::Source;
use domain::member::sheet::Column;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Transaction;
use store::repos::idempotency::KeptAnswer;
use store::repos::imports::{Decided, Import, ImportStatus};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{IMPORT_LIMIT, IdempotencyKey, IfMatch, JsonBody, QueryParams, read_body, tagged};
use web::{Context, Desk, Problem, Reply, StaffMember, idempotent};

use super::heading::{keep, with_heading};
use super::parts::Parts;
use super::shape::ImportView;
use super::take_in::take_in;
use super::{check, load, may_settle, start};
use crate::entries::may_see;
use crate::problems;

/// Parts of a file at most: 64 MiB in all.
pub(super) const CHUNKS: u32 = 16;

/// Where the members of a file are hosted, and how it comes.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct NewImport {
    /// The place, where no column says so.
    #[param(value_type = String)]
    pub(super) location: LocationId,
    /// The file's name.
    #[validate(length(max = 200))]
    name: Option<String>,
    /// How many parts the file comes in; absent: it is the body.
    #[validate(range(min = 1, max = 16))]
    chunks: Option<u32>,
}

fn answer(status: StatusCode, version: u64, import: &Import) -> Reply {
    tagged(status, version, &ImportView::from(import))
}

/// Takes a file in, CSV or XLSX: the body, or later in parts of 4 MiB. Its
/// columns are guessed. Three reads, a commit for each ten pages of 50 rows.
#[utoipa::path(post, path = "/v1/imports", tag = "members",
    request_body(content = web::openapi::Bytes, content_type = "application/octet-stream"), params(NewImport, IdempotencyKey),
    responses((status = 201, body = ImportView, headers(("Location" = String), ("ETag" = String))), (status = 413)))]
pub(super) async fn create(
    desk: Desk,
    IdempotencyKey(key): IdempotencyKey,
    QueryParams(asked): QueryParams<NewImport>,
    request: Request,
) -> Reply {
    may_see(&desk.staff)?;
    let catalogue = desk.catalogue().await?;
    if !catalogue.locations.contains_key(&asked.location) {
        let unknown = domain::field_error::FieldError::new("/location", domain::field_error::Problem::UnknownLocation);
        return Err(vec![unknown].into());
    }
    desk.staff.of_location(&asked.location)?;
    let bytes = read_body(request, IMPORT_LIMIT).await?;
    // The same file for two places is two imports, as is another that comes in parts.
    let whole = [format!("{asked:?}\n").as_bytes(), bytes.as_ref()].concat();
    let claim = desk.store().idempotency().claim("members", &desk.staff.caller(), &key, &whole);
    if let Some(before) = idempotent::find(desk.store(), &claim).await? {
        return again(&desk.context, &desk.staff, &before).await;
    }
    let import = begin(&desk.context, &desk.staff, &asked, &bytes).await?;
    let made = idempotent::created(format!("/v1/imports/{}", import.id), 1, &ImportView::from(&import))?;
    // What is kept of the answer holds no cell of the file: it is made again.
    let kept = KeptAnswer { body: String::new(), ..idempotent::keep(&claim, &made) };
    let mut tx = Transaction::new();
    desk.store().idempotency().keep(&mut tx, &claim, &kept);
    desk.store().imports().create(&mut tx, &import);
    match desk.store().commit(tx).await {
        Ok(()) => Ok(made.into_response()),
        Err(error) => match idempotent::find(desk.store(), &claim).await? {
            Some(before) => again(&desk.context, &desk.staff, &before).await,
            None => Err(Problem::of_change(error)),
        },
    }
}

/// The answer of a request that began an import before, as it is now. One read.
async fn again(context: &Context, staff: &StaffMember, kept: &KeptAnswer) -> Reply {
    let path = kept.location.clone().unwrap_or_default();
    let found = load(context, staff, path.rsplit('/').next().unwrap_or_default()).await?;
    Ok(idempotent::created(path, found.version, &ImportView::from(&found.value))?.into_response())
}

/// An import with its file read, or with its parts still to come.
pub(super) async fn begin(
    context: &Context,
    staff: &StaffMember,
    asked: &NewImport,
    bytes: &Bytes,
) -> Result<Import, Problem> {
    let mut import = Import {
        id: context.store.ids().next(),
        location: asked.location.clone(),
        only_there: !staff.is_coordinator(),
        name: asked.name.clone().unwrap_or_default(),
        // Whoever brings it, it is a list: what a person settled it does not overwrite.
        source: Source::HostList,
        actor: staff.actor.clone(),
        at: context.store.now(),
        status: ImportStatus::Uploading,
        chunks: asked.chunks.unwrap_or(0).min(CHUNKS),
        uploaded: Vec::new(),
        columns: Vec::new(),
        rows: 0,
        done: 0,
        counts: std::collections::BTreeMap::new(),
        decided: Decided::default(),
        kept: Vec::new(),
        kept_more: 0,
        failure: None,
    };
    if asked.chunks.is_none() {
        take_in(context, &mut import, Cursor::new(bytes.clone())).await?;
    }
    Ok(import)
}

impl NewImport {
    /// A file of a form.
    pub(super) const fn whole(location: LocationId) -> Self {
        Self { location, name: None, chunks: None }
    }
}

/// Takes a part of a file in; with the last one it is read. Again it replaces
/// the part. Two reads, a commit for each two million bytes.
#[utoipa::path(put, path = "/v1/imports/{id}/chunks/{n}", tag = "members",
    request_body(content = web::openapi::Bytes, content_type = "application/octet-stream"),
    params(("n" = u32, Path, description = "From 0.")),
    responses((status = 200, body = ImportView), (status = 409), (status = 413)))]
pub(super) async fn put_chunk(desk: Desk, Path((id, n)): Path<(String, u32)>, request: Request) -> Reply {
    let before = load(&desk.context, &desk.staff, &id).await?;
    let mut import = before.value.clone();
    if n >= import.chunks {
        return Err(Problem::not_found());
    }
    if import.status != ImportStatus::Uploading {
        return Err(problems::import_not_ready());
    }
    let bytes = read_body(request, IMPORT_LIMIT).await?;
    desk.store().imports().put_chunk(&import, n, &bytes).await?;
    if !import.uploaded.contains(&n) {
        import.uploaded.push(n);
    }
    if (0..import.chunks).all(|n| import.uploaded.contains(&n)) {
        let parts = Parts::of(desk.store(), &import);
        take_in(&desk.context, &mut import, parts).await?;
    }
    super::save(&desk.context, before.version, &import).await?;
    answer(StatusCode::OK, before.version + 1, &import)
}

/// One import. One read.
#[utoipa::path(get, path = "/v1/imports/{id}", tag = "members",
    responses((status = 200, body = ImportView, headers(("ETag" = String)))))]
pub(super) async fn read(desk: Desk, Path(id): Path<String>) -> Reply {
    let found = load(&desk.context, &desk.staff, &id).await?;
    answer(StatusCode::OK, found.version, &found.value)
}

/// Which column is which field.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnsRequest {
    /// The columns that are to be taken otherwise than guessed; others stay.
    #[validate(length(max = 100))]
    columns: Vec<ColumnRequest>,
    /// The row with the headings, where another was taken: as the list of rows numbers
    /// it, one of the first twenty. What stands above it is left out.
    heading: Option<u32>,
}

/// A column.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ColumnRequest {
    /// Its heading.
    heading: String,
    /// The field of the member model; null: it is left out.
    field: Option<String>,
    /// As they were read; nothing changes them.
    #[serde(default, rename = "samples")]
    _samples: Vec<String>,
}

/// Settles the columns and has the rows looked at; they are remembered for the
/// place. Two reads, one commit; where another row is the heading three reads and two
/// commits more.
#[utoipa::path(put, path = "/v1/imports/{id}", tag = "members", request_body = ColumnsRequest, params(IfMatch),
    responses((status = 200, body = ImportView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn settle(
    desk: Desk,
    Path(id): Path<String>,
    named: IfMatch,
    JsonBody { value: ColumnsRequest { columns, heading }, .. }: JsonBody<ColumnsRequest>,
) -> Reply {
    let mut before = load(&desk.context, &desk.staff, &id).await?;
    named.0.check(before.version)?;
    let changes = columns.into_iter().map(|column| (column.heading, column.field)).collect::<Vec<_>>();
    let columns = if let Some(row) = heading {
        let headed = with_heading(&desk.context, &before.value, row).await?;
        let columns = settled(&desk.context, &headed.0, &changes).await?;
        before = keep(&desk.context, before.version, headed).await?;
        columns
    } else {
        settled(&desk.context, &before.value, &changes).await?
    };
    let import = check(&desk.context, &before, columns).await?;
    answer(StatusCode::OK, before.version + 1, &import)
}

/// The columns with these changes: each heading is one of the file's, each field
/// one of the model's, none twice, and one is the name. 409 where it is too late.
pub(super) async fn settled(
    context: &Context,
    import: &Import,
    changes: &[(String, Option<String>)],
) -> Result<Vec<Column>, Problem> {
    use domain::field_error::{FieldError, Problem as Wrong};
    may_settle(import)?;
    let catalogue = context.store.catalogue().load().await?;
    let mut columns = import.columns.clone();
    let mut errors = Vec::new();
    for (at, (heading, field)) in changes.iter().enumerate() {
        match columns.iter_mut().find(|column| column.heading == *heading) {
            None => errors.push(FieldError::new(format!("/columns/{at}/heading"), Wrong::UnknownField)),
            Some(_) if field.as_ref().is_some_and(|id| catalogue.member_model.asked(id).is_none()) => {
                errors.push(FieldError::new(format!("/columns/{at}/field"), Wrong::UnknownField));
            }
            Some(column) => column.field.clone_from(field),
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let before = columns[..at].iter().any(|other| other.field.is_some() && other.field == column.field);
        if before {
            errors.push(FieldError::new(format!("/columns/{at}/field"), Wrong::Twice));
        }
    }
    if !columns.iter().any(|column| column.field.as_deref() == Some(domain::member::NAME_FIELD)) {
        errors.push(FieldError::new("/columns", Wrong::Missing));
    }
    if errors.is_empty() { Ok(columns) } else { Err(errors.into()) }
}

/// Writes what was looked at; 409 before that. Again it changes nothing. One
/// read, one commit; the rest is done by itself.
#[utoipa::path(post, path = "/v1/imports/{id}/run", tag = "members",
    responses((status = 202, body = ImportView), (status = 409)))]
pub(super) async fn run(desk: Desk, Path(id): Path<String>) -> Reply {
    let before = load(&desk.context, &desk.staff, &id).await?;
    let import = start(&desk.context, &before, ImportStatus::Running).await?;
    answer(StatusCode::ACCEPTED, before.version + 1, &import)
}

/// Takes an import back, for 30 days: what a person changed since stays, and is
/// listed. One read, one commit; the rest is done by itself.
#[utoipa::path(post, path = "/v1/imports/{id}/undo", tag = "members",
    responses((status = 202, body = ImportView), (status = 409)))]
pub(super) async fn undo(desk: Desk, Path(id): Path<String>) -> Reply {
    let before = load(&desk.context, &desk.staff, &id).await?;
    let import = start(&desk.context, &before, ImportStatus::Undoing).await?;
    answer(StatusCode::ACCEPTED, before.version + 1, &import)
}
