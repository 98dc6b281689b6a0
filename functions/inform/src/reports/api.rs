//! `GET /v1/reports/{quarter}` and its workbook: the coordinator's.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::figures::Quarter;
use http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use web::extract::{NoFilter, QueryParams};
use web::{Context, Coordinator, Lang, Problem};

use super::gather::gather;
use super::sheet::workbook;
use super::view::Report;

/// What workbooks are.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The quarter that a path names.
pub(super) fn quarter(text: &str) -> Result<Quarter, Problem> {
    Quarter::parse(text).map_err(|_| Problem::not_found())
}

/// The quarter for the steering committee, with what each figure counts; with
/// `.xlsx` behind it the same as a workbook, in the language asked for. Eight
/// reads, and some for each wave of five quarters.
#[utoipa::path(get, path = "/v1/reports/{quarter}", tag = "inform",
    params(("quarter" = String, Path, example = "2026-Q4", description = "The quarter; of the workbook `2026-Q4.xlsx`.")),
    responses(
        (status = 200, content((Report = "application/json"), (web::openapi::Bytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 400)))]
pub(super) async fn read(
    State(context): State<Context>,
    _: Coordinator,
    lang: Lang,
    Path(text): Path<String>,
    _: QueryParams<NoFilter>,
) -> Result<Response, Problem> {
    let (name, as_workbook) = text.strip_suffix(".xlsx").map_or((text.as_str(), false), |name| (name, true));
    let (quarter, language) = (quarter(name)?, lang.language());
    let catalogue = context.store.catalogue().load().await?;
    let report = gather(&context.store, &catalogue, quarter, language).await?;
    let headers = [(CONTENT_LANGUAGE, language.tag()), (VARY, "Accept-Language, Cookie, Authorization")];
    if !as_workbook {
        return Ok((headers, Json(report)).into_response());
    }
    let bytes = workbook(&report, &catalogue, language).map_err(|error| Problem::internal(&error))?;
    let name = format!("attachment; filename=\"{quarter}-{}.xlsx\"", language.tag());
    Ok((headers, [(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
