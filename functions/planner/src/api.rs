//! `GET, POST /v1/plans`, `GET /v1/plans/{id}`, `POST …/pins`, `…/again`,
//! `…/ask`, `…/publish`, `…/undo`, `…/aside`.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::ids::{AgencyId, PlanId};
use flows::plans::{self, Chosen, Keep, Plan, Settled};
use http::{HeaderValue, StatusCode, header};
use rota_planner::{Assignment, Weights, Wish};
use serde::Deserialize;
use store::repos::idempotency::Claim;
use store::{Store, Transaction, Versioned};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IdempotencyKey, IfNoneMatch, JsonBody, NoFilter, PageQuery, QueryParams, cursor, listing, tagged_or_unchanged,
};
use web::i18n::text;
use web::openapi::{Listing, OpenApiRouter, ProblemBody, routes};
use web::{Context, Coordinator, Principal, Problem, idempotent};

use crate::LOCALES;
use crate::problems::{not_taken, refused};
use crate::view::{AheadView, PlanEntry, PlanView};

/// What cursors of the list are bound to.
const LIST: &str = "plans";

/// The routes for programs.
pub(crate) fn described() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read))
        .routes(routes!(pin))
        .routes(routes!(again))
        .routes(routes!(ask))
        .routes(routes!(publish))
        .routes(routes!(undo))
        .routes(routes!(aside))
}

/// For which weeks, what stays, what counts.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanRequest)]
pub(crate) struct PlanRequest {
    /// A Monday, not past, within a year.
    #[schema(value_type = String, format = Date)]
    pub(crate) from: NaiveDate,
    /// 1 to 26.
    #[schema(minimum = 1, maximum = 26)]
    pub(crate) weeks: u32,
    /// Which permanences of today stay as they are: `all`, `none`, or their ids.
    #[schema(value_type = Object)]
    pub(crate) keep: Keep,
    /// Points for each thing, 0 to 1000; the usual where absent.
    #[schema(value_type = Object)]
    #[serde(default)]
    pub(crate) weights: Weights,
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
    weights: Option<Weights>,
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

/// Proposed rotas, the newest first. One query.
#[utoipa::path(get, path = "/v1/plans", tag = "planner", operation_id = "list_plans",
    params(("limit" = Option<u32>, Query, minimum = 1, maximum = 100), ("cursor" = Option<String>, Query)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = Listing<PlanEntry>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
async fn list(
    State(context): State<Context>,
    _: Coordinator,
    page: PageQuery,
    _: QueryParams<NoFilter>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let secrets = context.store.secrets();
    let after = page.after(secrets, LIST)?;
    let (found, next) = context.store.plans().page::<Settled>(after, page.limit).await?;
    let entries: Vec<PlanEntry> = found.iter().map(PlanEntry::from).collect();
    listing(&uri, &entries, next.map(|next| cursor::seal(secrets, LIST, &next)))
}

/// Ask for a rota. One read, one commit; it is worked out beside everything else.
#[utoipa::path(post, path = "/v1/plans", tag = "planner", operation_id = "create_plan",
    params(("Idempotency-Key" = String, Header, description = "Names this request; kept 7 days.")),
    request_body = PlanRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 400, body = ProblemBody),
        (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn create(
    State(context): State<Context>,
    coordinator: Coordinator,
    principal: Principal,
    key: IdempotencyKey,
    JsonBody { value, bytes }: JsonBody<PlanRequest>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("planner", &principal.caller(), &key.0, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let PlanRequest { from, weeks, keep, weights } = value;
    let plan = plans::begin(store, (from, weeks), (keep, weights), coordinator.actor()).map_err(refused)?;
    saved(store, &claim, &plan).await
}

/// Saves a plan that was asked for, with the answer to its claim. One commit.
pub(crate) async fn saved(store: &Store, claim: &Claim, plan: &Plan) -> Result<Response, Problem> {
    let answer = idempotent::Answer {
        status: StatusCode::ACCEPTED,
        body: serde_json::to_string(&PlanEntry::from(plan)).map_err(|error| Problem::internal(&error))?,
        location: Some(format!("/v1/plans/{}", plan.id)),
        etag: None,
    };
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, plan, None);
    idempotent::commit(store, claim, tx, answer, Problem::from).await
}

/// A plan with what it proposes. Two reads of the plan, and the directory's.
#[utoipa::path(get, path = "/v1/plans/{id}", tag = "planner", operation_id = "read_plan", params(("id" = String, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = PlanView, headers(("ETag" = String))), (status = 304), (status = 401, body = ProblemBody),
        (status = 404, body = ProblemBody)))]
async fn read(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<PlanId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    let found = find(&context.store, &id).await?;
    let catalogue = context.store.catalogue().load().await?;
    let result = plans::result(&context.store, &found.value).await?;
    let view = PlanView::of(&catalogue, (&found.value, found.version), result);
    tagged_or_unchanged(&known, found.version, &view)
}

/// A plan; 404 where there is none.
pub(crate) async fn find(store: &Store, id: &PlanId) -> Result<Versioned<Plan>, Problem> {
    plans::load(store, id).await?.ok_or_else(Problem::not_found)
}

/// An assignment of a plan, by its id, with what it is worked out from.
pub(crate) async fn assignment(store: &Store, plan: &Plan, id: &str) -> Result<Assignment, Problem> {
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
#[utoipa::path(post, path = "/v1/plans/{id}/pins", tag = "planner", operation_id = "pin_plan", params(("id" = String, Path)),
    request_body = PinRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = PlanEntry), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
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

/// Plans again from what was settled. One read, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/again", tag = "planner", operation_id = "plan_again", params(("id" = String, Path)),
    request_body = AgainRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 202, body = PlanEntry), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn again(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<PlanId>,
    JsonBody { value, .. }: JsonBody<AgainRequest>,
) -> Result<Response, Problem> {
    let before = find(&context.store, &id).await?;
    accepted(&plans::again(&context.store, &before, value.weights).await.map_err(refused)?)
}

/// Asks agencies about their part, by mail with a link. Two reads, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/ask", tag = "planner", operation_id = "ask_about_plan", params(("id" = String, Path)),
    request_body = AskRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 202, body = PlanEntry), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
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

/// Publishes a plan, or a part of it, step by step; with `dry_run` says what
/// that would do. Three reads, one commit; with `dry_run` for each step a query
/// of the place, of the agency and of the bookings.
#[utoipa::path(post, path = "/v1/plans/{id}/publish", tag = "planner", operation_id = "publish_plan",
    params(("id" = String, Path), DryRun), request_body = PublishRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "With `dry_run`, what it would do.", body = AheadView),
        (status = 202, description = "It is under way, or was done before.", body = PlanEntry),
        (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
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
#[utoipa::path(post, path = "/v1/plans/{id}/undo", tag = "planner", operation_id = "undo_plan", params(("id" = String, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 202, body = PlanEntry), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)))]
async fn undo(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let before = find(&context.store, &id).await?;
    accepted(&plans::undo(&context.store, &before, coordinator.actor()).await.map_err(refused)?)
}

/// Puts a plan aside that won't become the rota. One read, one commit.
#[utoipa::path(post, path = "/v1/plans/{id}/aside", tag = "planner", operation_id = "put_plan_aside", params(("id" = String, Path)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = PlanEntry), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)))]
async fn aside(State(context): State<Context>, _: Coordinator, Id(id): Id<PlanId>) -> Result<Json<PlanEntry>, Problem> {
    let before = find(&context.store, &id).await?;
    let plan = plans::put_aside(&context.store, &before).await.map_err(refused)?;
    Ok(Json(PlanEntry::from(&plan)))
}

pub(crate) fn accepted(plan: &Plan) -> Result<Response, Problem> {
    let mut response = (StatusCode::ACCEPTED, Json(PlanEntry::from(plan))).into_response();
    let location =
        HeaderValue::from_str(&format!("/v1/plans/{}", plan.id)).map_err(|error| Problem::internal(&error))?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
