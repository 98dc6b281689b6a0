//! `POST /v1/rules/{id}/versions/{version}/restore`: an earlier version is saved
//! anew, with the reason; none is written over.

use axum::extract::Path;
use domain::catalogue::Catalogue;
use domain::determine::{Rule, RuleDraft};
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{JsonBody, PutCondition, tagged};
use web::{Context, CoordinatorDesk, Problem, Reply, reason};

use super::api::RuleView;
use super::{own, save};

/// Why a version is restored.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RuleRestore)]
pub(super) struct RestoreRequest {
    /// Why; 300 characters at most.
    why: String,
}

/// Restores an earlier version of a rule, under a number of its own: over what
/// stands, or where the rule was removed. 422 where the directory has not everything
/// any more that it names. Four reads, one commit.
#[utoipa::path(post, path = "/v1/rules/{id}/versions/{version}/restore", tag = "members", request_body = RestoreRequest,
    params(("version" = u32, Path), PutCondition),
    responses((status = 200, body = RuleView, headers(("ETag" = String)))))]
pub(super) async fn restore(
    desk: CoordinatorDesk,
    Path((id, number)): Path<(String, String)>,
    condition: PutCondition,
    JsonBody { value: RestoreRequest { why }, .. }: JsonBody<RestoreRequest>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let number: u32 = number.parse().map_err(|_| Problem::not_found())?;
    let draft = earlier(&desk.context, &catalogue, (&id, number)).await?;
    let read = catalogue.rules.iter().find(|rule| rule.id == id).map(|rule| rule.version);
    condition.check(read.map(u64::from))?;
    let with = (Some(draft.clone()), Some(reason(&why)?));
    let version = save(&desk.context, &catalogue, (&id, read), with, desk.staff.actor.clone()).await?;
    let rule = draft.parse(&id, version, &catalogue)?;
    tagged(StatusCode::OK, u64::from(version), &RuleView::of(&rule)?)
}

/// An earlier version of a rule, as a rule is sent; 404 where there is none of its
/// number. One query.
pub(super) async fn earlier(
    context: &Context,
    catalogue: &Catalogue,
    (id, number): (&str, u32),
) -> Result<RuleDraft, Problem> {
    let all = context.store.versions().all::<Rule>(id).await?;
    let mut known = own(catalogue, id, &all).into_iter().chain(all.iter().filter_map(|one| one.value.as_ref()));
    let Rule { id: _, need, score, when, explain, version: _, off } =
        known.find(|rule| rule.version == number).cloned().ok_or_else(Problem::not_found)?;
    let when = serde_json::to_value(&when).map_err(|error| Problem::internal(&error))?;
    Ok(RuleDraft { id: None, need: need.to_string(), score: score.into(), when, explain, off, version: None })
}
