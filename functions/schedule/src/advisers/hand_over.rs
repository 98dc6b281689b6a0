//! An adviser leaves, and hands over all that is open: for programs, and what
//! the console's page shares with them.

use axum::Json;
use axum::response::IntoResponse as _;
use chrono::NaiveDate;
use domain::Text;
use domain::adviser::Adviser;
use domain::event::Actor;
use domain::ids::AdviserId;
use flows::advisers::{Ahead, HandOverError};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::repos::hand_overs::HandOver;
use store::{Store, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody, QueryParams};
use web::{Desk, Problem, Reply};

use super::Seen;
use crate::permanences::DryRun;
use crate::problems;

/// Sessions that an answer names.
const NAMED: usize = 100;

/// To whom, from when, why.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AdviserHandOverRequest)]
pub(super) struct HandOverRequest {
    /// A colleague of the same agency.
    #[schema(value_type = String)]
    pub(super) to: AdviserId,
    /// The first day on which the colleague is there instead: today or later.
    #[schema(value_type = String, format = Date)]
    pub(super) from: NaiveDate,
    /// Why, for both of them.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub(super) reason: Option<String>,
}

/// How far a hand-over is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AdviserHandOver)]
pub(super) struct HandOverView {
    /// Who leaves.
    adviser: String,
    /// Who takes over.
    to: String,
    /// From which day on.
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    /// Why.
    reason: String,
    /// `sessions`, `telling`, `referrals` (waits for the day), `leaving`, `done`.
    stage: &'static str,
    /// Permanences that the colleague holds now.
    permanences: Vec<String>,
    /// Sessions that changed hands, as far as is looked ahead.
    sessions: u32,
    /// Sessions at which nobody is: they stand on the coordinator's work list.
    left: u32,
    /// Referrals that changed hands.
    referrals: u32,
    /// Referrals that stay in the adviser's name: the colleague's address is not one of the agency's.
    referrals_kept: u32,
    /// When it was asked for.
    asked_at: String,
    /// When it was done; null before.
    ended_at: Option<String>,
}

impl From<&HandOver> for HandOverView {
    fn from(job: &HandOver) -> Self {
        let HandOver { adviser, agency: _, to, from, reason, by: _, asked_at, stage, .. } = job;
        Self {
            adviser: adviser.to_string(),
            to: to.to_string(),
            from: *from,
            reason: reason.clone(),
            stage: stage.code(),
            permanences: job.handed.iter().map(ToString::to_string).collect(),
            sessions: job.sessions,
            left: job.left,
            referrals: job.referrals,
            referrals_kept: job.kept,
            asked_at: asked_at.to_string(),
            ended_at: job.ended_at.map(|at| at.to_string()),
        }
    }
}

/// A session that the colleague can't take.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SessionLeft)]
pub(super) struct LeftView {
    /// The session.
    session: String,
    /// Its day.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// Why.
    reason: Text,
}

/// What a hand-over would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AdviserHandOverAhead)]
pub(super) struct AheadView {
    /// Permanences that the colleague would hold.
    permanences: usize,
    /// Sessions that would change hands, as far as is looked ahead.
    sessions: usize,
    /// Appointments in them, which stay.
    appointments_kept: u32,
    /// Sessions that the colleague can't take, a hundred at most.
    left: Vec<LeftView>,
    /// Appointments in those; they are not cancelled.
    appointments_left: u32,
    /// Referrals in the adviser's name as things stand that would change hands.
    referrals: usize,
    /// Those that would not: the colleague's address is not one of the agency's.
    referrals_kept: usize,
}

impl From<Ahead> for AheadView {
    fn from(ahead: Ahead) -> Self {
        let left = ahead.left.into_iter().take(NAMED).map(|one| LeftView {
            session: one.session.to_string(),
            day: one.day,
            reason: one.reason,
        });
        Self {
            permanences: ahead.series,
            sessions: ahead.sessions,
            appointments_kept: ahead.kept,
            left: left.collect(),
            appointments_left: ahead.waiting,
            referrals: ahead.referrals,
            referrals_kept: ahead.kept_referrals,
        }
    }
}

/// What a hand-over answers.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = AdviserHandOverAnswer)]
#[expect(dead_code, reason = "describes what is answered")]
pub(super) enum HandOverAnswer {
    /// It is under way.
    UnderWay(HandOverView),
    /// It was tried, with `dry_run`.
    Tried(AheadView),
}

/// The adviser leaves: from the day on a colleague holds their sessions, on that
/// day the referrals in their name change hands, and their entry is removed once
/// nothing names them. Done step by step. The same again changes nothing. Four
/// reads, one commit; with `dry_run` nothing is stored, and it costs a query for
/// the agency and for each whose work it does, a get for fifty advisers, one for
/// a hundred sessions, and the lists of the agency's open referrals.
#[utoipa::path(post, path = "/v1/advisers/{id}/hand-over", tag = "schedule", request_body = HandOverRequest,
    params(DryRun),
    responses(
        (status = 200, description = "With `dry_run`, what it would do.", body = HandOverAnswer),
        (status = 202, description = "It is under way, or was done before.", body = HandOverView), (status = 409),
        (status = 412)))]
pub(super) async fn create(
    desk: Desk,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    Seen(leaver): Seen,
    JsonBody { value, .. }: JsonBody<HandOverRequest>,
) -> Reply {
    let store = desk.store();
    if dry_run {
        let ahead = ahead(store, &leaver.value, &value).await?;
        return Ok(Json(AheadView::from(ahead)).into_response());
    }
    let job = begin(store, &leaver, value, desk.staff.actor.clone()).await?;
    Ok((StatusCode::ACCEPTED, Json(HandOverView::from(&job))).into_response())
}

/// How far what an adviser hands over is; kept for 400 days. Two reads, one once
/// they were removed.
#[utoipa::path(get, path = "/v1/advisers/{id}/hand-over", tag = "schedule",
    responses((status = 200, body = HandOverView)))]
pub(super) async fn read(desk: Desk, Id(id): Id<AdviserId>) -> Reply {
    let job = desk.store().hand_overs().load(&id).await?.ok_or_else(Problem::not_found)?.value;
    desk.staff.of_agency(&job.agency)?;
    Ok(Json(HandOverView::from(&job)).into_response())
}

pub(super) async fn ahead(store: &Store, leaver: &Adviser, wished: &HandOverRequest) -> Result<Ahead, Problem> {
    let catalogue = store.catalogue().load().await?;
    flows::advisers::ahead(store, &catalogue, leaver, (&wished.to, wished.from)).await.map_err(refused)
}

pub(super) async fn begin(
    store: &Store,
    leaver: &Versioned<Adviser>,
    wished: HandOverRequest,
    by: Actor,
) -> Result<HandOver, Problem> {
    let catalogue = store.catalogue().load().await?;
    let HandOverRequest { to, from, reason } = wished;
    let reason = reason.unwrap_or_default().trim().to_owned();
    let whose = (leaver.value.id.clone(), leaver.value.agency.clone());
    let wished = HandOver::asked(whose, (to, from), reason, by, store.now());
    flows::advisers::hand_over(store, &catalogue, leaver, wished).await.map_err(refused)
}

fn refused(error: HandOverError) -> Problem {
    match error {
        HandOverError::Fields(errors) => Problem::invalid(errors.into_iter().map(Into::into).collect()),
        HandOverError::UnderWay => problems::hand_over_under_way(),
        HandOverError::Table(error) => Problem::of_change(error),
    }
}
