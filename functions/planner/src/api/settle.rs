//! `POST /v1/plans/{id}/pins`, `…/again`, `…/ask`: what people settle of a plan.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::ids::{AgencyId, PlanId};
use flows::plans::{self, Plan};
use rota_planner::{Assignment, Weights, Wish};
use serde::Deserialize;
use store::{Store, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody};
use web::i18n::text;
use web::{Context, Coordinator, Problem, Routes, routes};

use super::weights::WeightsRequest;
use super::{accepted, find};
use crate::LOCALES;
use crate::problems::{not_taken, refused};
use crate::view::PlanEntry;

/// The routes for programs.
pub(super) fn described() -> Routes {
    Routes::new().routes(routes!(pin)).routes(routes!(again)).routes(routes!(ask))
}

/// What is settled of an assignment.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PinRequest)]
pub(crate) struct PinRequest {
    /// Its id.
    assignment: String,
    /// `pinned`, `forbidden`, or null: nothing is settled any more.
    #[schema(value_type = Option<String>)]
    wish: Option<Wish>,
    /// Instead, on this day of the week and in this window of the day.
    instead: Option<OtherTime>,
}

/// A time of the week.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherTime {
    /// Days after Monday, 0 to 4.
    pub(crate) weekday: u8,
    /// Which window of the day, from 0.
    pub(crate) window: u8,
}

/// Other weights.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanAgainRequest)]
pub(crate) struct AgainRequest {
    /// Points for each thing; as before where absent.
    #[schema(value_type = Option<Object>)]
    weights: Option<WeightsRequest>,
}

/// Whom to ask.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanAskRequest)]
pub(crate) struct AskRequest {
    /// These agencies; all that have a part where absent.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    agencies: Vec<AgencyId>,
}

/// An assignment of a plan, by its id, with what it is worked out from.
async fn assignment(store: &Store, plan: &Plan, id: &str) -> Result<Assignment, Problem> {
    let result = plans::result(store, plan).await?;
    let found = result.and_then(|result| result.assignments.into_iter().find(|one| one.id == id));
    found.ok_or_else(|| Problem::invalid_field("/assignment", text(&LOCALES, "no-assignment")))
}

/// Settles something of an assignment: it comes, it never does, or it comes at
/// another time of the week. Two reads and one commit.
pub(crate) async fn settle(
    store: &Store,
    before: &Versioned<Plan>,
    of: &str,
    (wish, instead): (Option<Wish>, Option<OtherTime>),
) -> Result<Plan, Problem> {
    let of = assignment(store, &before.value, of).await?;
    let wish = if instead.is_some() { Some(Wish::Forbidden) } else { wish };
    let instead = match instead {
        None => None,
        Some(OtherTime { weekday, window }) => {
            let problem = plans::problem(store, &before.value).await?.ok_or_else(Problem::not_found)?;
            let moved = plans::at(&of, &problem, weekday, window);
            Some(moved.ok_or_else(|| not_taken(plans::AnswerError::NoSuchTime))?)
        }
    };
    plans::pin(store, before, &of, wish, instead).await.map_err(refused)
}

/// Pins or forbids an assignment, or has it at another time; the plan is worked
/// out again when it is asked for. Two reads, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/pins", tag = "planner",
    request_body = PinRequest, responses((status = 200, body = PlanEntry), (status = 409)))]
async fn pin(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<PlanId>,
    JsonBody { value, .. }: JsonBody<PinRequest>,
) -> Result<Json<PlanEntry>, Problem> {
    let before = find(&context.store, &id).await?;
    let PinRequest { assignment, wish, instead } = value;
    let plan = settle(&context.store, &before, &assignment, (wish, instead)).await?;
    Ok(Json(PlanEntry::from(&plan)))
}

/// Plans again from things as they stand now, with what was settled as far as it
/// still applies. One read, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/again", tag = "planner",
    request_body = AgainRequest, responses((status = 202, body = PlanEntry), (status = 409)))]
async fn again(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<PlanId>,
    JsonBody { value, .. }: JsonBody<AgainRequest>,
) -> Result<Response, Problem> {
    let before = find(&context.store, &id).await?;
    let weights = value.weights.map(Weights::from);
    accepted(&plans::again(&context.store, &before, weights).await.map_err(refused)?)
}

/// Asks agencies about their part, by mail with a link; not those who were asked
/// about the same part. Three reads, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/ask", tag = "planner",
    request_body = AskRequest, responses((status = 202, body = PlanEntry), (status = 409)))]
async fn ask(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<PlanId>,
    JsonBody { value, .. }: JsonBody<AskRequest>,
) -> Result<Response, Problem> {
    let before = find(&context.store, &id).await?;
    let catalogue = context.store.catalogue().load().await?;
    let plan = plans::ask_agencies(&context.store, &catalogue, &before, &value.agencies).await.map_err(refused)?;
    accepted(&plan)
}
