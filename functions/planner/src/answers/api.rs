//! `GET /v1/plans/{id}/parts/{agency}`, `POST …/answer`: an agency's part for its
//! program, which holds the link of the mail, and for staff: its advisers, or the
//! coordinator on its behalf.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{AgencyId, PlanId};
use flows::plans;
use http::header::ETAG;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{JsonBody, is_known};
use web::i18n::text;
use web::{Context, Principal, Problem, Routes, routes};

use super::part::{Part, Pressed};
use super::view::PartView;
use crate::LOCALES;
use crate::api::OtherTime;
use crate::problems::not_taken;

/// The routes for programs.
pub(super) fn described() -> Routes {
    Routes::new().routes(routes!(read)).routes(routes!(answer))
}

/// What the agency says.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanAnswerRequest)]
struct AnswerRequest {
    /// The assignment's id; absent of `rest`, as the reason is.
    #[serde(default)]
    assignment: String,
    /// `yes`, `no`, `other` (at another `time`), or `rest`: yes to all of which it said
    /// nothing yet.
    #[schema(value_type = String)]
    says: Pressed,
    /// Why; a no needs one.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Of `other` only: one of the assignment's `times`.
    time: Option<OtherTime>,
}

/// An agency's part of a plan that it was asked about. With the token of a link that
/// it was mailed as bearer, as an adviser of the agency, or as the coordinator. A read
/// and two queries of the plan, the directory's, and a read for each fifty advisers.
#[utoipa::path(get, path = "/v1/plans/{id}/parts/{agency}", tag = "planner",
    responses((status = 200, body = PartView, headers(("ETag" = String))), (status = 304), (status = 401)))]
async fn read(
    State(context): State<Context>,
    principal: Principal,
    Path(of): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let part = find(&context, &principal, &of).await?;
    let view = PartView::of(&part)?;
    if is_known(&headers, view.etag()) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, view.etag())]).into_response());
    }
    Ok(tagged(view))
}

/// Says something of an assignment, in place of what was said of it before: a yes is a
/// pin, a no a forbidden slot, another time both. The same again changes nothing as
/// long as it holds. What its part reads, twice, two queries and one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/parts/{agency}/answer", tag = "planner",
    request_body = AnswerRequest,
    responses(
        (status = 200, description = "The part as it stands now.", body = PartView, headers(("ETag" = String))),
        (status = 401), (status = 409, description = "The plan takes no answers (any more)."),
        (status = 429, description = "Too often; see Retry-After.")))]
async fn answer(
    State(context): State<Context>,
    principal: Principal,
    Path(of): Path<(String, String)>,
    body: Result<JsonBody<AnswerRequest>, Problem>,
) -> Result<Response, Problem> {
    let part = find(&context, &principal, &of).await?;
    part.limit_answers(&context)?;
    let AnswerRequest { assignment, says, reason, time } = body?.value;
    let reason = reason.unwrap_or_default().trim().to_owned();
    let lacks = |(field, words): (&str, &str)| Problem::invalid_field(format!("/{field}"), text(&LOCALES, words));
    let says = says.says(&assignment, &reason, time.map(OtherTime::pair)).map_err(lacks)?;
    part.answer(&context.store, principal.actor(), (assignment.as_str(), says), &reason).await.map_err(not_taken)?;
    let part = find(&context, &principal, &of).await?;
    Ok(tagged(PartView::of(&part)?))
}

/// A part with its tag.
fn tagged(view: PartView) -> Response {
    ([(ETAG, view.etag().to_owned())], Json(view)).into_response()
}

/// The part, for whom it concerns: 401 for nobody in particular, before anything is
/// read; 404 for others, and where the agency was not asked.
async fn find(context: &Context, principal: &Principal, (id, agency): &(String, String)) -> Result<Part, Problem> {
    if *principal == Principal::Anonymous {
        return Err(Problem::sign_in_needed());
    }
    let (Ok(id), Ok(agency)) = (PlanId::parse(id), AgencyId::parse(agency)) else { return Err(Problem::not_found()) };
    let plan = plans::load(&context.store, &id).await?.ok_or_else(Problem::not_found)?;
    let may_see = match principal {
        Principal::Link(link) => plans::opens(link, &plan.value, &agency),
        other => other.scope().is_some_and(|scope| scope.sees_agency(&agency)),
    };
    if !may_see || !plan.value.settled.asked.contains_key(&agency) {
        return Err(Problem::not_found());
    }
    Ok(Part::of(&context.store, plan, agency).await?)
}
