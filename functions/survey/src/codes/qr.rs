//! `GET /qr/{code}.svg`: the QR code of a survey's page.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use domain::ids::SurveyId;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use web::{Problem, qr};

use crate::surveys::asked::Asking;

/// The QR code of a survey's page, as a picture. Reads: as the survey's page.
#[utoipa::path(get, path = "/qr/{code}.svg", tag = "survey", security(()),
    responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(super) async fn show(Asking { context, surveys }: Asking, Path(file): Path<String>) -> Result<Response, Problem> {
    let code = file.strip_suffix(".svg").ok_or_else(Problem::not_found)?;
    let id = SurveyId::parse(code).map_err(|_| Problem::not_found())?;
    let asked = surveys.find(&context, &id).await?;
    let url = context.settings.url(&format!("/s/{}", asked.survey.code));
    Ok(([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], qr::svg(&url)?).into_response())
}
