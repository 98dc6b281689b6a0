//! The list as a file, for spreadsheets: with the filters of the page, every
//! page of it.

use std::fmt::Display;

use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse as _;
use bytes::Bytes;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::fact_words::value_label;
use futures::stream::try_unfold;
use http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderName, VARY};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::json;
use store::repos::members::{MemberEntry, MemberFilter};
use store::{Store, TableError};
use web::extract::QueryParams;
use web::format::harmless;
use web::{Context, Lang, Problem, Reply, StaffMember};

use super::query::MembersQuery;
use crate::view::{Desk, csv_line, separator};
use crate::{word, word_with};

/// Columns; the words of the head row are `column-` and the name.
const COLUMNS: [&str; 10] = [
    "id",
    "name",
    "location",
    "enterprise-number",
    "stage",
    "domains",
    "missing",
    "last-contact",
    "hosted-since",
    "until",
];
/// Rows of a page that is read at a time.
const PAGE: usize = 200;
/// Rows of a workbook at most, which is made in memory.
pub(super) const SHEET_AT_MOST: usize = 20_000;

fn head(language: Language) -> [String; 10] {
    COLUMNS.map(|name| word(language, &format!("column-{name}")))
}

/// A line: where it is hosted since when, or was last; of who was hosted in some
/// days, where and from when to when that was. When the last contact was is not for
/// a host.
fn cells(language: Language, catalogue: &Catalogue, filter: &MemberFilter, entry: &MemberEntry) -> [String; 10] {
    let (mut place, mut since, mut until) = (entry.location.as_ref(), entry.since, entry.until);
    if let Some(hosted) = &filter.hosted {
        let mut stays = hosted.stays(entry);
        let first = stays.next();
        place = Some(&hosted.location);
        since = first.and_then(|stay| stay.from);
        until = stays.last().or(first).and_then(|stay| stay.to);
    }
    let value = |field: &str, code: &str| value_label(field, &json!(code), language);
    let domains: Vec<String> = entry.domains.iter().map(|code| value("ict_domain", code)).collect();
    let labels = entry.missing.iter().filter_map(|field| catalogue.member_model.field(field));
    let missing: Vec<&str> = labels.map(|field| field.label.get(language)).collect();
    let last_contact = entry.last_contact_at.day_in(domain::clock::BRUSSELS).to_string();
    let stage = if entry.stage.is_empty() { String::new() } else { value("stage", &entry.stage) };
    [
        entry.id.to_string(),
        entry.name.clone(),
        place.map(|id| catalogue.place_name(id).to_owned()).unwrap_or_default(),
        entry.number.clone(),
        stage,
        domains.join("; "),
        missing.join("; "),
        if filter.for_place { String::new() } else { last_contact },
        since.map(|day| day.to_string()).unwrap_or_default(),
        until.map(|day| day.to_string()).unwrap_or_default(),
    ]
    .map(|cell| harmless(&cell))
}

/// 500 where a file could not be made, which no input brings about.
fn unmade(error: impl Display) -> Problem {
    Problem::internal(&error)
}

/// What a file is, and for whom it was made.
fn headers(language: Language, kind: &str, ending: &str) -> [(HeaderName, String); 4] {
    [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"members.{ending}\"")),
        (CONTENT_LANGUAGE, language.tag().to_owned()),
        (VARY, "Accept-Language, Cookie, Authorization".to_owned()),
    ]
}

/// The list with its filters as a table (RFC 4180, UTF-8), page after page as
/// it is read. A query for each 200 members.
#[utoipa::path(get, path = "/v1/members.csv", tag = "members", params(MembersQuery),
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn csv(
    staff: StaffMember,
    State(context): State<Context>,
    lang: Lang,
    QueryParams(query): QueryParams<MembersQuery>,
) -> Reply {
    written(context, &staff, query, (lang.language(), b',')).await
}

/// The same for the page, with the sign that a spreadsheet of its language expects.
pub(super) async fn page_csv(view: Desk, QueryParams(query): QueryParams<MembersQuery>) -> Reply {
    written(view.context.clone(), &view.staff, query, (view.language, separator(view.language))).await
}

async fn written(
    context: Context,
    staff: &StaffMember,
    query: MembersQuery,
    (language, separator): (Language, u8),
) -> Reply {
    let query = query.within(staff).ok_or_else(Problem::not_found)?;
    let store = context.store;
    let catalogue = store.catalogue().load().await?;
    let filter = query.checked(&catalogue)?;
    let first = csv_line(&head(language), separator).map_err(unmade)?;
    // Excel takes a file without this mark for one in its own encoding.
    let first = [b"\xef\xbb\xbf".to_vec(), first].concat();
    let rows = try_unfold(Some((Some(first), None)), move |at: Option<(Option<Vec<u8>>, Option<String>)>| {
        let (store, catalogue, filter) = (store.clone(), catalogue.clone(), filter.clone());
        async move {
            let Some((first, after)) = at else { return Ok::<_, std::io::Error>(None) };
            let (found, next) = store.members().list(&filter, after, PAGE).await.map_err(std::io::Error::other)?;
            let mut bytes = first.unwrap_or_default();
            for entry in &found {
                let line = csv_line(&cells(language, &catalogue, &filter, entry), separator);
                bytes.extend(line.map_err(std::io::Error::other)?);
            }
            Ok(Some((Bytes::from(bytes), next.map(|next| (None, Some(next))))))
        }
    });
    let headers = headers(language, "text/csv; charset=utf-8; header=present", "csv");
    Ok((headers, Body::from_stream(rows)).into_response())
}

/// The list with its filters as a workbook; 20,000 members at most: of more, a last
/// row says that the rest is left out. A query for each 200 members.
#[utoipa::path(get, path = "/v1/members.xlsx", tag = "members",
    params(MembersQuery),
    responses((status = 200, body = web::openapi::Bytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(super) async fn xlsx(
    staff: StaffMember,
    State(context): State<Context>,
    lang: Lang,
    QueryParams(query): QueryParams<MembersQuery>,
) -> Reply {
    let query = query.within(&staff).ok_or_else(Problem::not_found)?;
    let language = lang.language();
    let catalogue = context.store.catalogue().load().await?;
    let filter = query.checked(&catalogue)?;
    let (found, next) = first(&context.store, &filter).await?;
    let rows: Vec<[String; 10]> = found.iter().map(|entry| cells(language, &catalogue, &filter, entry)).collect();
    let left_out = next.map(|_| word_with(language, "members-file-left-out", &[("n", SHEET_AT_MOST.into())]));
    let bytes = workbook(&head(language), &rows, left_out.as_deref()).map_err(unmade)?;
    let headers = headers(language, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    Ok((headers, bytes).into_response())
}

/// The first members of the list, as many as a workbook takes, and where it goes on.
async fn first(store: &Store, filter: &MemberFilter) -> Result<(Vec<MemberEntry>, Option<String>), TableError> {
    let (mut entries, mut after) = (Vec::new(), None);
    loop {
        let limit = PAGE.min(SHEET_AT_MOST - entries.len());
        let (found, next) = store.members().list(filter, after, limit).await?;
        entries.extend(found);
        if next.is_none() || entries.len() >= SHEET_AT_MOST {
            return Ok((entries, next));
        }
        after = next;
    }
}

/// The file, with a last row that says what is left out of it.
fn workbook(head: &[String], rows: &[[String; 10]], left_out: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (at, name) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, at, name, &bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(row) {
            sheet.write_string(line, at, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    if let Some(left_out) = left_out {
        let below = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
        sheet.write_string_with_format(below, 0, left_out, &bold)?;
    }
    book.save_to_buffer()
}
