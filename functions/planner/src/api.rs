//! `GET, POST /v1/plans`, `GET /v1/plans/{id}`; what is settled of one, and what
//! becomes of it, in rooms of their own.

mod publish;
mod settle;
mod weights;

use chrono::NaiveDate;
use domain::permanence::Permanence;
use flows::plans::{self, Keep, Plan, Settled};
use http::StatusCode;
use serde::Deserialize;
use store::repos::idempotency::Claim;
use store::{Key, Store, Transaction, keys};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IdempotencyKey, IfNoneMatch, Keyed, ListQuery, PageQuery, tagged_or_unchanged};
use web::i18n::text;
use web::idempotent::{self, Answer};
use web::openapi::Listing;
use web::problem::FieldProblem;
use web::{CoordinatorDesk, Problem, Reply, Routes, routes};

use crate::LOCALES;
use crate::asked::Asked;
use crate::problems::refused;
use crate::view::{PlanEntry, PlanView};

pub(crate) use settle::{OtherTime, settle};
pub(crate) use weights::WeightsRequest;

/// What cursors of the list are bound to.
const LIST: &str = "plans";

/// The routes for programs.
pub(crate) fn described() -> Routes {
    Routes::new()
        .routes(routes!(list, create))
        .routes(routes!(read))
        .merge(settle::described())
        .merge(publish::described())
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
    #[schema(value_type = Value)]
    pub(crate) keep: Keep,
    /// Points for each thing, 0 to 1000; the usual where absent.
    #[schema(value_type = Object)]
    #[serde(default)]
    pub(crate) weights: WeightsRequest,
}

/// Proposed rotas, the newest first. One query.
#[utoipa::path(get, path = "/v1/plans", tag = "planner", params(PageQuery),
    responses((status = 200, body = Listing<PlanEntry>)))]
async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let (found, next) = desk.store().plans().page::<Settled>(after, list.page.limit).await?;
    let entries: Vec<PlanEntry> = found.iter().map(PlanEntry::from).collect();
    list.answer(&desk.context, LIST, &entries, next)
}

/// Ask for a rota. One read, one commit, and a read where permanences are kept by
/// their ids; it is worked out beside everything else.
#[utoipa::path(post, path = "/v1/plans", tag = "planner", request_body = PlanRequest,
    params(IdempotencyKey), responses((status = 202, body = PlanEntry, headers(("Location" = String)))))]
async fn create(desk: CoordinatorDesk, Keyed { key, value, bytes }: Keyed<PlanRequest>) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("planner", &desk.staff.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let PlanRequest { from, weeks, keep, weights } = value;
    let plan = plans::begin(store, (from, weeks), (keep, weights.into()), desk.staff.actor.clone()).map_err(refused)?;
    exist(store, &plan.settled.keep).await?;
    saved(store, &claim, &plan, accepted(&plan)?).await
}

/// Refuses ids to keep that no permanence has. One read for a hundred.
async fn exist(store: &Store, keep: &Keep) -> Result<(), Problem> {
    let Keep::These(these) = keep else { return Ok(()) };
    let rows: Vec<Key> = these.iter().map(keys::permanence).collect();
    let found = store.read_many::<Permanence>(&rows).await?;
    let missing = found.iter().enumerate().filter(|(_, found)| found.is_none());
    let errors: Vec<FieldProblem> =
        missing.map(|(at, _)| FieldProblem::new(format!("/keep/{at}"), text(&LOCALES, "no-permanence"))).collect();
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
}

/// Saves a plan that was asked for, with the answer to its claim. One commit.
pub(crate) async fn saved(store: &Store, claim: &Claim, plan: &Plan, answer: Answer) -> Reply {
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, plan, None);
    idempotent::commit(store, claim, tx, answer, Problem::from).await
}

/// A plan with what it proposes. Two reads of the plan, one more once it is
/// published, and the directory's.
#[utoipa::path(get, path = "/v1/plans/{id}", tag = "planner",
    responses((status = 200, body = PlanView, headers(("ETag" = String))), (status = 304)))]
async fn read(Asked { store, before, .. }: Asked, known: IfNoneMatch) -> Reply {
    let catalogue = store.catalogue().load().await?;
    let result = plans::result(&store, &before.value).await?;
    let facts = match &before.value.settled.publishing {
        Some(_) => plans::problem(&store, &before.value).await?,
        None => None,
    };
    let view = PlanView::of(&catalogue, (&before.value, before.version), (result.as_ref(), facts.as_ref()));
    tagged_or_unchanged(&known, before.version, &view)
}

/// That a plan is being worked out, or becomes the rota, or is taken back.
pub(crate) fn accepted(plan: &Plan) -> Result<Answer, Problem> {
    Ok(Answer {
        status: StatusCode::ACCEPTED,
        body: serde_json::to_string(&PlanEntry::from(plan)).map_err(|error| Problem::internal(&error))?,
        location: Some(format!("/v1/plans/{}", plan.id)),
        etag: None,
    })
}
