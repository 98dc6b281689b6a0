//! `POST /v1/plans/{id}/publish`, `…/undo`, `…/aside`: what becomes of a plan.

use std::collections::BTreeSet;

use axum::Json;
use axum::response::IntoResponse as _;
use domain::ids::AgencyId;
use flows::plans::{self, Chosen};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{JsonBody, QueryParams};
use web::idempotent::Answer;
use web::{Problem, Reply, Routes, routes};

use super::accepted;
use crate::asked::Asked;
use crate::problems::refused;
use crate::view::{AheadView, PlanEntry};

/// The routes for programs.
pub(super) fn described() -> Routes {
    Routes::new().routes(routes!(publish)).routes(routes!(undo)).routes(routes!(aside))
}

/// What is published; all of the plan without a body.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PublishRequest)]
pub(crate) struct PublishRequest {
    /// These assignments, and no end of a permanence; all where absent.
    #[schema(value_type = Vec<String>)]
    assignments: BTreeSet<String>,
    /// Those of these agencies; of all where absent.
    #[schema(value_type = Vec<String>)]
    agencies: BTreeSet<AgencyId>,
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
/// that would do. Three reads, one commit; with `dry_run` the staff, and for each step
/// a query of the place, of the agency and of the bookings, and who would be told.
#[utoipa::path(post, path = "/v1/plans/{id}/publish", tag = "planner",
    request_body = Option<PublishRequest>, params(DryRun),
    responses(
        (status = 200, description = "With `dry_run`, what it would do.", body = AheadView),
        (status = 202, description = "It is under way, or was done before.", body = PlanEntry, headers(("Location" = String))),
        (status = 409)))]
async fn publish(
    Asked { store, by, before }: Asked,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    body: Option<JsonBody<PublishRequest>>,
) -> Reply {
    let PublishRequest { assignments, agencies } = body.map(|sent| sent.value).unwrap_or_default();
    let chosen = Chosen { assignments, agencies };
    if dry_run {
        let catalogue = store.catalogue().load().await?;
        let effects = plans::ahead(&store, &catalogue, &before.value, &chosen, by).await.map_err(refused)?;
        return Ok(Json(AheadView::from(&effects)).into_response());
    }
    let plan = plans::publish(&store, &before, &chosen, by).await.map_err(refused)?;
    Ok(accepted(&plan)?.into_response())
}

/// Takes all of it back, until the first session of it has begun. Three reads,
/// one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/undo", tag = "planner",
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 409)))]
async fn undo(Asked { store, by, before }: Asked) -> Result<Answer, Problem> {
    accepted(&plans::undo(&store, &before, by).await.map_err(refused)?)
}

/// Puts a plan aside that won't become the rota. One read, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/aside", tag = "planner",
    responses((status = 200, body = PlanEntry), (status = 409)))]
async fn aside(Asked { store, before, .. }: Asked) -> Result<Json<PlanEntry>, Problem> {
    let plan = plans::put_aside(&store, &before).await.map_err(refused)?;
    Ok(Json(PlanEntry::from(&plan)))
}
