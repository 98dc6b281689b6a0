//! `POST /v1/plans/{id}/pins`, `…/again`, `…/ask`: what people settle of a plan.

use axum::Json;
use domain::ids::{AdviserId, AgencyId, LocationId};
use flows::plans::{self, Otherwise, Plan, PlanError};
use rota_planner::{Weights, Wish};
use serde::Deserialize;
use store::{Store, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::JsonBody;
use web::idempotent::Answer;
use web::{Problem, Routes, routes};

use super::accepted;
use super::weights::WeightsRequest;
use crate::asked::Asked;
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
    /// Instead, at this place.
    #[schema(value_type = Option<String>)]
    place: Option<LocationId>,
    /// Instead, by this adviser of the same agency.
    #[schema(value_type = Option<String>)]
    adviser: Option<AdviserId>,
}

/// A time of the week.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherTime {
    /// Days after Monday, 0 to 4.
    weekday: u8,
    /// Which window of the day, from 0.
    window: u8,
}

impl OtherTime {
    /// Days after Monday, and which window of the day.
    pub(crate) const fn pair(self) -> (u8, u8) {
        (self.weekday, self.window)
    }
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

/// Settles something of an assignment: it comes, it never does, or it comes
/// otherwise. Two reads and one commit.
pub(crate) async fn settle(
    store: &Store,
    before: &Versioned<Plan>,
    of: &str,
    (wish, otherwise): (Option<Wish>, Option<Otherwise>),
) -> Result<Plan, Problem> {
    let result = plans::result(store, &before.value).await?;
    let of = result.and_then(|result| result.assignments.into_iter().find(|one| one.id == of));
    let of = of.ok_or_else(|| refused(PlanError::NoAssignment))?;
    let Some(otherwise) = otherwise else {
        return plans::pin(store, before, &of, wish, None).await.map_err(refused);
    };
    let problem = plans::problem(store, &before.value).await?.ok_or_else(Problem::not_found)?;
    let moved = plans::otherwise(&of, &problem, otherwise).map_err(not_taken)?;
    plans::pin(store, before, &of, Some(Wish::Forbidden), Some(moved)).await.map_err(refused)
}

/// Pins or forbids an assignment, or has it at another time, elsewhere or by somebody
/// else; the plan is worked out again when it is asked for. Two reads, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/pins", tag = "planner",
    request_body = PinRequest, responses((status = 200, body = PlanEntry), (status = 409)))]
async fn pin(
    Asked { store, before, .. }: Asked,
    JsonBody { value, .. }: JsonBody<PinRequest>,
) -> Result<Json<PlanEntry>, Problem> {
    let PinRequest { assignment, wish, instead, place, adviser } = value;
    let time = instead.map(OtherTime::pair);
    let otherwise = Otherwise { time, place, adviser };
    let otherwise = (otherwise != Otherwise::default()).then_some(otherwise);
    let plan = settle(&store, &before, &assignment, (wish, otherwise)).await?;
    Ok(Json(PlanEntry::from(&plan)))
}

/// Plans again from things as they stand now, with what was settled as far as it
/// still applies; the same again while it is worked out changes nothing. One read, one
/// commit.
#[utoipa::path(post, path = "/v1/plans/{id}/again", tag = "planner",
    request_body = Option<AgainRequest>,
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 409)))]
async fn again(Asked { store, before, .. }: Asked, body: Option<JsonBody<AgainRequest>>) -> Result<Answer, Problem> {
    let weights = body.and_then(|sent| sent.value.weights).map(Weights::from);
    accepted(&plans::again(&store, &before, weights).await.map_err(refused)?)
}

/// Asks agencies about their part, by mail with a link; not those who were asked
/// about the same part. Three reads, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/ask", tag = "planner",
    request_body = AskRequest,
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 409)))]
async fn ask(
    Asked { store, before, .. }: Asked,
    JsonBody { value, .. }: JsonBody<AskRequest>,
) -> Result<Answer, Problem> {
    let catalogue = store.catalogue().load().await?;
    accepted(&plans::ask_agencies(&store, &catalogue, &before, &value.agencies).await.map_err(refused)?)
}
