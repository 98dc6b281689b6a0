//! `POST /v1/surveys`, `GET /v1/surveys`, `GET /v1/surveys/{id}`.

use axum::extract::State;
use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, PermanenceId, SurveyCode, SurveyId, WaveId};
use domain::questionnaire::Variant;
use domain::survey::{Survey, SurveyTarget};
use serde::Serialize;
use store::Transaction;
use utoipa::ToSchema;
use web::context::Settings;
use web::extract::{Id, IdempotencyKey, IfNoneMatch, Keyed, ListQuery, PageQuery, tagged_or_unchanged};
use web::idempotent;
use web::{Context, CoordinatorDesk, Desk, Problem, Reply};

use super::create::{SurveyRequest, prepare};
use super::visible;
use crate::codes::code::new_code;

const LIST: &str = "surveys";

/// A survey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Survey)]
pub(crate) struct SurveyView {
    /// Id.
    #[schema(value_type = String, example = "k7q2mzw4ra")]
    id: SurveyId,
    /// What the address of its page holds.
    #[schema(value_type = String, example = "k7q2mzw4ra")]
    code: SurveyCode,
    /// Which questions.
    #[schema(value_type = String, example = "after_visit")]
    variant: Variant,
    /// The location that it is about.
    #[schema(value_type = Option<String>)]
    location: Option<LocationId>,
    /// The agency that it is about.
    #[schema(value_type = Option<String>)]
    agency: Option<AgencyId>,
    /// The permanence that it is about.
    #[schema(value_type = Option<String>)]
    permanence: Option<PermanenceId>,
    /// First day, in Brussels.
    #[schema(value_type = String, format = Date)]
    opens: NaiveDate,
    /// Last day, in Brussels.
    #[schema(value_type = String, format = Date)]
    closes: NaiveDate,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// Invitations and attendances; null for an open QR code.
    eligible: Option<u64>,
    /// The wave that it is a part of.
    #[schema(value_type = Option<String>)]
    wave: Option<WaveId>,
    /// The version of the questionnaire that it asks, and is read under.
    questionnaire_version: u32,
    /// The page to answer on.
    #[schema(format = "uri")]
    url: String,
    /// Its QR code.
    #[schema(format = "uri")]
    qr: String,
    /// A poster to print.
    #[schema(format = "uri")]
    poster: String,
}

impl SurveyView {
    /// As the outside sees it.
    pub(crate) fn of(survey: &Survey, catalogue: &Catalogue, settings: &Settings) -> Self {
        let questionnaire_version = catalogue.asked_from(survey.opens, survey.created_at).0;
        let Survey { id, code, variant, target, opens, closes, created_at, eligible, wave } = survey.clone();
        let SurveyTarget { location, agency, permanence } = target;
        let url = settings.url(&format!("/s/{code}"));
        let poster = format!("{url}/poster");
        let qr = settings.url(&format!("/qr/{code}.svg"));
        Self {
            id,
            code,
            variant,
            location,
            agency,
            permanence,
            opens,
            closes,
            created_at,
            eligible,
            wave,
            questionnaire_version,
            url,
            qr,
            poster,
        }
    }
}

/// Make a survey. Reads: 3, and 1 where a permanence is named; 1 commit.
#[utoipa::path(post, path = "/v1/surveys", tag = "survey",
    request_body = SurveyRequest, params(IdempotencyKey),
    responses(
        (status = 201, body = SurveyView, headers(("Location" = String), ("ETag" = String))),
        (status = 400, description = "No Idempotency-Key, or no JSON."),
        (status = 422, description = "Fields are wrong, or the key was used with another body.")))]
pub(super) async fn create(desk: CoordinatorDesk, body: Keyed<SurveyRequest>) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("survey", &desk.staff.caller(), &body.key, &body.bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let survey = prepare(&desk, &new_code(store.ids()), body.value).await?.map_err(Problem::invalid)?;
    let view = SurveyView::of(&survey, &*store.catalogue().load().await?, &desk.context.settings);
    let answer = idempotent::created(format!("/v1/surveys/{}", survey.id), tag(1, &view), &view)?;
    let mut tx = Transaction::new();
    store.surveys().create(&mut tx, &survey);
    idempotent::commit(store, &claim, tx, answer, Problem::from).await
}

/// List surveys, the newest first: the coordinator sees all, others those
/// about their own agency or place. Reads: 1, and 1 query, up to 10 where rights
/// leave surveys out.
#[utoipa::path(get, path = "/v1/surveys", tag = "survey", params(PageQuery),
    responses((status = 200, body = SurveyList)))]
pub(super) async fn list(desk: Desk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let (surveys, next) = visible::page(&desk, after, list.page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let view = |survey: &Survey| SurveyView::of(survey, &catalogue, &desk.context.settings);
    let views: Vec<SurveyView> = surveys.iter().map(view).collect();
    list.answer(&desk.context, LIST, &views, next)
}

/// A page of surveys.
#[derive(Serialize, ToSchema)]
pub(crate) struct SurveyList {
    items: Vec<SurveyView>,
    next: Option<String>,
}

/// Read a survey. Reads: 2.
#[utoipa::path(get, path = "/v1/surveys/{id}", tag = "survey", security(()),
    responses(
        (status = 200, body = SurveyView, headers(("ETag" = String))),
        (status = 304, description = "Unchanged since the version in If-None-Match.")))]
pub(super) async fn read(State(context): State<Context>, Id(id): Id<SurveyId>, known: IfNoneMatch) -> Reply {
    let survey = context.store.surveys().load(&id).await?.ok_or_else(Problem::not_found)?;
    let view = SurveyView::of(&survey.value, &*context.store.catalogue().load().await?, &context.settings);
    tagged_or_unchanged(&known, tag(survey.version, &view), &view)
}

/// What an entity tag says: a survey that is to open asks another version of the
/// questionnaire once one is published, though its own row stays.
fn tag(version: u64, view: &SurveyView) -> u64 {
    version + u64::from(view.questionnaire_version) - 1
}
