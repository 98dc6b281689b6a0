//! `POST /v1/plans/{id}/publish`, `…/undo`, `…/aside`: what becomes of a plan.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::ids::{AgencyId, PlanId};
use flows::plans::{self, Chosen};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{Id, JsonBody, QueryParams};
use web::{Context, Coordinator, Problem, Routes, routes};

use super::{accepted, find};
use crate::problems::refused;
use crate::view::{AheadView, PlanEntry};

/// The routes for programs.
pub(super) fn described() -> Routes {
    Routes::new().routes(routes!(publish)).routes(routes!(undo)).routes(routes!(aside))
}

/// What is published.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PublishRequest)]
pub(crate) struct PublishRequest {
    /// These assignments, and no end of a permanence; all where absent.
    assignments: Vec<String>,
    /// Those of these agencies; of all where absent.
    #[schema(value_type = Vec<String>)]
    agencies: Vec<AgencyId>,
}

impl From<PublishRequest> for Chosen {
    fn from(request: PublishRequest) -> Self {
        Self {
            assignments: request.assignments.into_iter().collect(),
            agencies: request.agencies.into_iter().collect(),
        }
    }
}

/// Whether something is only tried.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct DryRun {
    /// `true`: nothing is stored; the answer says what it would do.
    dry_run: bool,
}

/// Publishes a plan, or a part of it, step by step; with `dry_run` says what
/// that would do. Three reads, one commit; with `dry_run` for each step a query
/// of the place, of the agency and of the bookings.
#[utoipa::path(post, path = "/v1/plans/{id}/publish", tag = "planner",
    request_body = PublishRequest, params(DryRun),
    responses(
        (status = 200, description = "With `dry_run`, what it would do.", body = AheadView),
        (status = 202, description = "It is under way, or was done before.", body = PlanEntry), (status = 409)))]
async fn publish(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(id): Id<PlanId>,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    JsonBody { value, .. }: JsonBody<PublishRequest>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let before = find(store, &id).await?;
    let chosen = Chosen::from(value);
    if dry_run {
        let catalogue = store.catalogue().load().await?;
        let effects = plans::ahead(store, &catalogue, &before.value, &chosen).await.map_err(refused)?;
        return Ok(Json(AheadView::from(&effects)).into_response());
    }
    accepted(&plans::publish(store, &before, &chosen, coordinator.actor()).await.map_err(refused)?)
}

/// Takes all of it back, until the first session of it has begun. Three reads,
/// one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/undo", tag = "planner",
    responses((status = 202, body = PlanEntry), (status = 409)))]
async fn undo(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let before = find(&context.store, &id).await?;
    accepted(&plans::undo(&context.store, &before, coordinator.actor()).await.map_err(refused)?)
}

/// Puts a plan aside that won't become the rota. One read, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/aside", tag = "planner",
    responses((status = 200, body = PlanEntry), (status = 409)))]
async fn aside(State(context): State<Context>, _: Coordinator, Id(id): Id<PlanId>) -> Result<Json<PlanEntry>, Problem> {
    let before = find(&context.store, &id).await?;
    let plan = plans::put_aside(&context.store, &before).await.map_err(refused)?;
    Ok(Json(PlanEntry::from(&plan)))
}
