//! The rows of an import with what was found of them: as a list, and those that
//! can't be read as a file to correct.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use bytes::Bytes;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::MemberId;
use domain::member::Member;
use domain::sight::is_known_at_place;
use futures::stream::try_unfold;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use store::TableError;
use store::repos::imports::{Import, PAGE_ROWS, RowKind};
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{ListQuery, PageQuery, cursor, listing};
use web::format::harmless;
use web::openapi::Listing;
use web::{Context, Lang, Problem, Reply, StaffMember};

use super::load;
use super::shape::{DoubtView, RowView};
use crate::view::{Desk, csv_line, separator};

/// Rows of a file that are read at a time.
const OF_A_FILE: usize = 100;

/// An import whose rows somebody looks at.
pub(super) struct Looked {
    pub(super) context: Context,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) import: Import,
    pub(super) language: Language,
}

impl Looked {
    /// Rows of one kind from a row on, `limit` at most, and the row where it goes
    /// on. A read for each page of 50 rows, and a get for each page with doubtful
    /// ones.
    pub(super) async fn rows(
        &self,
        kind: Option<RowKind>,
        (from, limit): (u32, usize),
    ) -> Result<(Vec<RowView>, Option<u32>), TableError> {
        self.rows_within(kind, (from, limit), u32::MAX).await
    }

    /// As [`Self::rows`], of so many pages of 50 rows at most: it may go on though
    /// few rows, or none, were found.
    pub(super) async fn rows_within(
        &self,
        kind: Option<RowKind>,
        (from, limit): (u32, usize),
        pages: u32,
    ) -> Result<(Vec<RowView>, Option<u32>), TableError> {
        let per_page = u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX);
        let imports = self.context.store.imports();
        let mut all = Vec::new();
        let first = from / per_page;
        let end = self.import.pages().min(first.saturating_add(pages));
        for page in first..end {
            let (rows, kinds) = imports.page(&self.import.id, page).await?;
            let some = (page * per_page..).zip(rows.iter().zip(&kinds));
            // A row without cells says nothing.
            let some = some.filter(|(at, (cells, found))| {
                *at >= from && !cells.is_empty() && kind.is_none_or(|kind| kind == found.kind)
            });
            let some: Vec<_> = some.take(limit - all.len() + 1).collect();
            let candidates: Vec<MemberId> =
                some.iter().filter_map(|(_, (_, found))| found.candidate()).cloned().collect();
            let members = self.seen(&candidates).await?;
            for (at, (cells, found)) in some {
                if all.len() == limit {
                    return Ok((all, Some(at)));
                }
                let found = (found, DoubtView::of(found, &members));
                all.push(RowView::of(&self.catalogue, &self.import, (at + 1, cells), found, self.language));
            }
        }
        Ok((all, (end < self.import.pages()).then_some(end * per_page)))
    }

    /// The company's name as it stands in a row.
    pub(super) fn name_in(&self, row: &RowView) -> String {
        let is_name = |field: &Option<String>| field.as_deref() == Some(domain::member::NAME_FIELD);
        let name = self.import.columns.iter().position(|column| is_name(&column.field));
        name.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
    }

    /// Of these members those that rows may be said to be of: one get.
    async fn seen(&self, members: &[MemberId]) -> Result<Vec<Member>, TableError> {
        if members.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.context.store.members().companies(members).await?;
        Ok(found.into_iter().flatten().filter(|member| self.may_choose(member)).collect())
    }

    /// Whether a row may be said to be of this member: in a host's own list only
    /// of those of its place.
    pub(super) fn may_choose(&self, member: &Member) -> bool {
        let is_its = || member.location() == Some(&self.import.location) && is_known_at_place(member);
        !self.import.only_there || is_its()
    }
}

/// Which rows.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RowsQuery {
    /// Of this kind; absent: all.
    #[param(value_type = Option<String>)]
    kind: Option<RowKind>,
}

/// The rows with what was found of them, in their order. A read for each page of
/// 50 rows.
#[utoipa::path(get, path = "/v1/imports/{id}/rows", tag = "members", params(RowsQuery, PageQuery),
    responses((status = 200, body = Listing<RowView>)))]
pub(super) async fn rows(
    staff: StaffMember,
    State(context): State<Context>,
    lang: Lang,
    Path(id): Path<String>,
    ListQuery { uri, page, filter: RowsQuery { kind } }: ListQuery<RowsQuery>,
) -> Reply {
    let looked = looked(context, &staff, &id, lang.language()).await?;
    let secrets = looked.context.store.secrets();
    let scope = format!("imports/{id}?kind={}", kind.map_or("-", RowKind::code));
    let from = page.after(secrets, &scope)?;
    let from = from.map_or(Ok(0), |text| text.parse().map_err(|_| Problem::bad_cursor()))?;
    let (found, next) = looked.rows(kind, (from, page.limit)).await?;
    listing(&uri, &found, next.map(|next| cursor::seal(secrets, &scope, &next.to_string())))
}

/// An import that somebody may see: two reads; 404 for others.
pub(super) async fn looked(
    context: Context,
    staff: &StaffMember,
    id: &str,
    language: Language,
) -> Result<Looked, Problem> {
    let import = load(&context, staff, id).await?.value;
    let catalogue = context.store.catalogue().load().await?;
    Ok(Looked { context, catalogue, import, language })
}

/// The rows that can't be read, as a file to correct: as they were, with what to
/// do in a column of its own, page after page as they are read. A read for each
/// page of 50 rows.
#[utoipa::path(get, path = "/v1/imports/{id}/bad.csv", tag = "members",
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn bad_csv(
    staff: StaffMember,
    State(context): State<Context>,
    lang: Lang,
    Path(id): Path<String>,
) -> Reply {
    bad(looked(context, &staff, &id, lang.language()).await?, b',')
}

/// The same for the page, with the sign that a spreadsheet of its language expects.
pub(super) async fn page_bad_csv(view: Desk, Path(id): Path<String>) -> Reply {
    bad(looked(view.context.clone(), &view.staff, &id, view.language).await?, separator(view.language))
}

fn bad(looked: Looked, separator: u8) -> Reply {
    let (id, looked) = (looked.import.id.clone(), Arc::new(looked));
    let headings = looked.import.columns.iter().map(|column| column.heading.clone());
    let what = crate::word(looked.language, "import-what-to-do");
    let width = looked.import.columns.len();
    let head = line(headings, (width, separator), what).map_err(|error| Problem::internal(&error))?;
    let head = [b"\xef\xbb\xbf".to_vec(), head].concat();
    let lines = try_unfold(Some((head, 0)), move |at| {
        let looked = Arc::clone(&looked);
        async move {
            let Some((mut bytes, from)) = at else { return Ok::<_, std::io::Error>(None) };
            let some = looked.rows(Some(RowKind::Bad), (from, OF_A_FILE)).await;
            let (some, next) = some.map_err(std::io::Error::other)?;
            for row in some {
                let said = row.said(looked.language);
                bytes.extend(line(row.cells, (width, separator), said).map_err(std::io::Error::other)?);
            }
            Ok(Some((Bytes::from(bytes), next.map(|next| (Vec::new(), next)))))
        }
    });
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"import-{id}-bad.csv\"")),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// A line of so many cells, and what to do.
fn line(
    cells: impl IntoIterator<Item = String>,
    (width, separator): (usize, u8),
    what: String,
) -> Result<Vec<u8>, csv::Error> {
    let mut cells: Vec<String> = cells.into_iter().map(|cell| harmless(&cell)).collect();
    cells.resize(width, String::new());
    cells.push(what);
    csv_line(&cells, separator)
}
