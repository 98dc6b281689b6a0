//! `GET /v1/alerts`, `GET /v1/alerts/{id}`, `POST /v1/alerts/{id}/actions`.

use domain::alert::Alert;
use domain::ids::AlertId;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, Target, tagged, tagged_or_unchanged};
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply};

const LIST: &str = "alerts";

/// Something that was done.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AlertActionDraft)]
pub(super) struct ActionRequest {
    /// What, in words; 1,500 characters at most.
    #[validate(length(max = 1500), custom(function = "super::said"))]
    #[schema(example = "Innoviris sends two advisers on Tuesdays from December on.")]
    pub(super) text: String,
}

/// What fell below its aim, that of the newest wave first. One query.
#[utoipa::path(get, path = "/v1/alerts", tag = "survey", params(PageQuery),
    responses((status = 200, body = Listing<Alert>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let (alerts, next) = desk.store().alerts().page(after, list.page.limit).await?;
    list.answer(&desk.context, LIST, &alerts, next)
}

/// Read an alert. One read.
#[utoipa::path(get, path = "/v1/alerts/{id}", tag = "survey",
    responses((status = 200, body = Alert, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, Id(id): Id<AlertId>, known: IfNoneMatch) -> Reply {
    let found = desk.store().alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    tagged_or_unchanged(&known, found.version, &found.value)
}

/// Note what was done about an alert; from then on it is on nobody's list. One
/// read, one commit.
#[utoipa::path(post, path = "/v1/alerts/{id}/actions", tag = "survey",
    request_body = ActionRequest, params(IfMatch),
    responses((status = 200, body = Alert, headers(("ETag" = String)))))]
pub(super) async fn act(
    desk: CoordinatorDesk,
    Target(Id(id), IfMatch(precondition)): Target<Id<AlertId>>,
    JsonBody { value: ActionRequest { text }, .. }: JsonBody<ActionRequest>,
) -> Reply {
    let found = desk.store().alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    precondition.check(found.version)?;
    let version = found.version + 1;
    let after =
        flows::surveys::act(desk.store(), found, text, desk.staff.actor.clone()).await.map_err(Problem::of_change)?;
    tagged(StatusCode::OK, version, &after)
}
