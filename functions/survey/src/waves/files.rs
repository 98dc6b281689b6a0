//! `GET /v1/waves/{id}/results.csv` and `….xlsx`.

use axum::extract::State;
use axum::response::Response;
use domain::ids::WaveId;
use web::extract::Id;
use web::{Context, Lang, Problem, StaffMember};

use super::figures::find;
use super::sheet::Figures;
use crate::table::Kind;

/// What came of a wave as a table, with its head row in the language asked for: a
/// row for each question of the whole, of each place and of each agency. Reads: as
/// its results.
#[utoipa::path(get, path = "/v1/waves/{id}/results.csv", tag = "survey",
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn csv(
    State(context): State<Context>,
    staff: StaffMember,
    lang: Lang,
    Id(id): Id<WaveId>,
) -> Result<Response, Problem> {
    file(&context, &staff, lang, (&id, Kind::Csv)).await
}

/// The same as a workbook, with the shares of all options on a sheet of their own.
#[utoipa::path(get, path = "/v1/waves/{id}/results.xlsx", tag = "survey",
    responses((status = 200, body = web::openapi::Bytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(super) async fn xlsx(
    State(context): State<Context>,
    staff: StaffMember,
    lang: Lang,
    Id(id): Id<WaveId>,
) -> Result<Response, Problem> {
    file(&context, &staff, lang, (&id, Kind::Xlsx)).await
}

async fn file(
    context: &Context,
    staff: &StaffMember,
    lang: Lang,
    (id, kind): (&WaveId, Kind),
) -> Result<Response, Problem> {
    let found = find(context, staff, id).await?;
    let wave = &found.wave.value;
    let figures = Figures {
        language: lang.language(),
        catalogue: &found.catalogue,
        questionnaire: wave.questionnaire(&found.catalogue),
        variant: &wave.variant,
        told: &found.told,
    };
    figures.file(&format!("wave-{id}"), kind)
}
