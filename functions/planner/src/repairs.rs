//! `GET /v1/repairs`, `GET /v1/repairs/{id}`, `POST …/publish`, `…/let-be`.

use std::collections::BTreeMap;

use axum::response::IntoResponse as _;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::RepairId;
use domain::local_time;
use flows::repairs::{self, BrokenSession, Cause, Offer, Row};
use http::StatusCode;
use rota_planner::Part;
use serde::{Deserialize, Serialize};
use store::{Store, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IfNoneMatch, JsonBody, ListQuery, PageQuery, tagged_or_unchanged};
use web::idempotent::Answer;
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply, Routes, routes};

use crate::api::accepted;
use crate::problems::not_mended;
use crate::view::{AheadView, AssignmentView, PlanEntry};

/// What cursors of the list are bound to.
const LIST: &str = "repairs";

/// The routes for programs.
pub(crate) fn described() -> Routes {
    Routes::new().routes(routes!(list)).routes(routes!(read)).routes(routes!(publish)).routes(routes!(leave))
}

/// Something broken in the rota, with what would mend it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct BrokenView {
    id: String,
    /// `absence`, `closing` or `surge`.
    cause: &'static str,
    agency: String,
    location: String,
    /// The sessions that can't take place, in order: the first twelve that an
    /// absence or a closing takes; none of a surge.
    #[schema(value_type = Vec<Object>)]
    sessions: Vec<SessionView>,
    /// How many more it takes after these, which are mended once these are.
    later: usize,
    /// Of a surge: parties that are not served in time.
    parties: Option<f64>,
    /// When this was worked out.
    at: String,
    /// The plan that mends it, once one was chosen.
    plan: Option<String>,
    /// Whether somebody wants nothing done about it.
    let_be: bool,
    /// The best first, three at most.
    repairs: Vec<OfferView>,
}

/// A session that can't take place.
#[derive(Debug, Clone, Serialize)]
struct SessionView {
    location: String,
    permanence: String,
    /// The day on which the permanence has it.
    day: NaiveDate,
    /// Local time.
    start: String,
}

/// One way to mend all of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct OfferView {
    /// What `POST …/publish` names.
    id: String,
    /// The sessions that are put there, in order: one for each that is mended,
    /// chosen together.
    assignments: Vec<AssignmentView>,
    /// The sessions that make room, by permanence.
    #[schema(value_type = Object)]
    instead_of: BTreeMap<String, Vec<NaiveDate>>,
    /// Points that the rota gains, and by part.
    gain: f64,
    #[schema(value_type = Object)]
    parts: BTreeMap<Part, f64>,
    /// What publishing it would do.
    effects: AheadView,
}

/// Which repair.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RepairRequest)]
struct PublishRequest {
    /// Its id.
    repair: String,
}

impl SessionView {
    fn of(session: &BrokenSession) -> Self {
        Self {
            location: session.place.to_string(),
            permanence: session.permanence.to_string(),
            day: session.day,
            start: local_time::format(session.start),
        }
    }
}

impl OfferView {
    fn of(catalogue: &Catalogue, offer: &Offer) -> Self {
        let gone = offer.plan.gone.iter();
        Self {
            id: offer.id(),
            assignments: offer.assignments().iter().map(|one| AssignmentView::of(catalogue, one)).collect(),
            instead_of: gone
                .map(|one| (one.permanence.to_string(), one.cells.iter().map(|cell| cell.day).collect()))
                .collect(),
            gain: offer.gain,
            parts: offer.parts.clone(),
            effects: AheadView::from(&offer.effects),
        }
    }
}

impl BrokenView {
    fn of(catalogue: &Catalogue, row: &Row) -> Self {
        let broken = &row.worked.broken;
        Self {
            id: row.id.to_string(),
            cause: broken.cause.code(),
            agency: broken.agency.to_string(),
            location: broken.place.to_string(),
            sessions: broken.sessions.iter().map(SessionView::of).collect(),
            later: broken.later,
            parties: match broken.cause {
                Cause::Surge { parties } => Some(parties),
                Cause::Absence | Cause::Closing => None,
            },
            at: row.at.to_string(),
            plan: row.chosen.as_ref().map(ToString::to_string),
            let_be: row.let_be,
            repairs: row.worked.offers.iter().map(|offer| OfferView::of(catalogue, offer)).collect(),
        }
    }
}

/// What is broken in the rota, by id. One query and the directory.
#[utoipa::path(get, path = "/v1/repairs", tag = "planner", params(PageQuery),
    responses((status = 200, body = Listing<BrokenView>)))]
async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let store = desk.store();
    let after = list.after(&desk.context, LIST)?;
    let (found, next): (Vec<Versioned<Row>>, _) = store.repairs().page(after, list.page.limit).await?;
    let catalogue = store.catalogue().load().await?;
    let entries: Vec<BrokenView> = found.iter().map(|row| BrokenView::of(&catalogue, &row.value)).collect();
    list.answer(&desk.context, LIST, &entries, next)
}

/// Something broken; 404 where there is none.
pub(crate) async fn find(store: &Store, id: &RepairId) -> Result<Versioned<Row>, Problem> {
    store.repairs().load(id).await?.ok_or_else(Problem::not_found)
}

/// Something broken in the rota, with what would mend it. One read and the
/// directory.
#[utoipa::path(get, path = "/v1/repairs/{id}", tag = "planner",
    responses((status = 200, body = BrokenView, headers(("ETag" = String))), (status = 304)))]
async fn read(desk: CoordinatorDesk, Id(id): Id<RepairId>, known: IfNoneMatch) -> Reply {
    let found = find(desk.store(), &id).await?;
    let catalogue = desk.catalogue().await?;
    tagged_or_unchanged(&known, found.version, &BrokenView::of(&catalogue, &found.value))
}

/// Makes a repair: it is published as a plan of its own, step by step, and can be
/// taken back as one. Refused (409) where the rota has changed so that it would
/// do something else than was said; others are worked out then. What trying it
/// reads, three commits.
#[utoipa::path(post, path = "/v1/repairs/{id}/publish", tag = "planner",
    request_body = PublishRequest,
    responses((status = 202, body = PlanEntry, headers(("Location" = String))), (status = 409), (status = 412)))]
async fn publish(
    desk: CoordinatorDesk,
    Id(id): Id<RepairId>,
    JsonBody { value, .. }: JsonBody<PublishRequest>,
) -> Result<Answer, Problem> {
    let store = desk.store();
    let before = find(store, &id).await?;
    let catalogue = store.catalogue().load().await?;
    let chosen = repairs::choose(store, &catalogue, &before, &value.repair, desk.staff.actor.clone()).await;
    accepted(&chosen.map_err(not_mended)?)
}

/// Wants nothing done about it. One read, one commit.
#[utoipa::path(post, path = "/v1/repairs/{id}/let-be", tag = "planner",
    responses((status = 204), (status = 412)))]
async fn leave(desk: CoordinatorDesk, Id(id): Id<RepairId>) -> Reply {
    let before = find(desk.store(), &id).await?;
    repairs::let_be(desk.store(), &before).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
