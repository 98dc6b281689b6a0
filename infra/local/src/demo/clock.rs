//! `/demo/clock`: tells the time, and moves it.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use domain::{Clock as _, Text};
use serde::Deserialize;
use serde_json::{Value, json};
use web::extract::JsonBody;
use web::{Context, Problem};

use super::Demo;

/// How far to move the clock.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvanceRequest {
    /// ISO 8601, such as `P1DT2H`.
    advance: String,
}

pub(super) async fn tell(Extension(demo): Extension<Arc<Demo>>) -> Json<Value> {
    Json(json!({"now": demo.clock.now()}))
}

/// Moves the clock, plans what waits, and tries once whatever falls due; then does
/// what time alone asks for, and what the last working morning that was passed
/// brings.
pub(super) async fn advance(
    State(context): State<Context>,
    Extension(demo): Extension<Arc<Demo>>,
    request: JsonBody<AdvanceRequest>,
) -> Result<Json<Value>, Problem> {
    let by = runtime::duration::parse(&request.value.advance).ok_or_else(|| {
        let expected = Text::new(
            "Donnez une durée ISO 8601 de 3 660 jours au plus, comme P1DT2H.",
            "Geef een ISO 8601-duur van hoogstens 3.660 dagen, zoals P1DT2H.",
            "Give an ISO 8601 duration of at most 3,660 days, such as P1DT2H.",
        );
        Problem::invalid_field("/advance", expected)
    })?;
    let before = demo.clock.now();
    let now = demo.clock.advance(by);
    let Demo { dispatcher, .. } = &*demo;
    dispatcher.forget_outage();
    let due = dispatcher.come_to_rest().await?;
    flows::begin_last_morning(&context.store, before).await?;
    dispatcher.upkeep().await?;
    let performed = due + dispatcher.come_to_rest().await?;
    Ok(Json(json!({"now": now, "performed": performed})))
}
