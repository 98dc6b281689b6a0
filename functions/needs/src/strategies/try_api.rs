//! A strategy tried on the needs that there were, for programs.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::field_error::{FieldError, Problem as Wrong};
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::JsonBody;
use web::{Context, Coordinator, Problem};

use super::api::StrategyBody;
use super::tried::{Changed, Tried, tried};
use super::{Of, with};

/// What a strategy would have done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StrategiesTriedView)]
struct TriedView {
    /// Needs of this kind of the last twelve months.
    needs: usize,
    /// Of these, those that are open.
    open: usize,
    /// Those that would have gone elsewhere.
    changed: Vec<Changed>,
    /// How many each agency would be asked about at first.
    per_agency: BTreeMap<String, u32>,
    /// Whether a company of the region at some stage would be sent to nobody.
    may_leave_alone: bool,
}

/// Tries a strategy on the needs of the last twelve months, and stores nothing. A
/// query for each hundred needs, a read for each fifty.
#[utoipa::path(post, path = "/v1/strategies/try", tag = "strategies", request_body = StrategyBody,
    responses((status = 200, body = TriedView)))]
pub(super) async fn try_out(
    _: Coordinator,
    State(context): State<Context>,
    JsonBody { value: body, .. }: JsonBody<StrategyBody>,
) -> Result<Response, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let Some(need_type) = body.need_type.clone() else {
        return Err(vec![FieldError::new("/need_type", Wrong::Missing)].into());
    };
    let of = Of::known(&catalogue, need_type, body.location.clone())?;
    let strategy = of.parse(&context, &catalogue, body.draft_for(&of)?)?;
    let Tried { needs, open, changed, per_agency } =
        tried(&context.store, &catalogue, &with(&catalogue, &strategy), &strategy).await?;
    let view = TriedView {
        needs,
        open,
        changed,
        per_agency: per_agency.into_iter().map(|(agency, (after, _))| (agency.to_string(), after)).collect(),
        may_leave_alone: !strategy.stages_alone(&catalogue).is_empty(),
    };
    Ok(axum::Json(view).into_response())
}
