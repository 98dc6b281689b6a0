//! What this interface is: its version, its profile, where it is described.

use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::{Context, Problem, Reply};

use super::stand::Asking;

/// The profile: what is filled in, what is ours, what filters mean.
const PROFILE: &str = include_str!("profile.json");

/// What is answered at the root.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct HsdsAbout {
    /// Of HSDS.
    #[schema(example = "3.1.3")]
    version: &'static str,
    #[schema(format = "uri")]
    profile: String,
    #[schema(format = "uri")]
    openapi_url: String,
    description: &'static str,
    publisher: Publisher,
}

/// Who publishes.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsPublisher)]
struct Publisher {
    name: &'static str,
    #[schema(format = "uri")]
    website: String,
}

/// What this interface is. One read.
#[utoipa::path(get, path = "/hsds/", tag = "open data", security(()),
    responses((status = 200, body = HsdsAbout, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn about(State(context): State<Context>, asking: Asking) -> Reply {
    let about = HsdsAbout {
        version: "3.1.3",
        profile: context.settings.url("/hsds/profile"),
        openapi_url: context.settings.url("/openapi.json"),
        description: "Agencies that support companies in Brussels, their services, and when they are at which place.",
        publisher: Publisher { name: "Permanence", website: context.settings.url("/catalogue") },
    };
    written(asking, &about).await
}

/// The profile that the data follow. One read.
#[utoipa::path(get, path = "/hsds/profile", tag = "open data", security(()),
    responses((status = 200, body = Object, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn profile(State(context): State<Context>, asking: Asking) -> Reply {
    let mut profile: Value = serde_json::from_str(PROFILE).map_err(|error| Problem::internal(&error))?;
    profile["uri"] = context.settings.url("/hsds/profile").into();
    profile["licence"] = crate::linked::LICENCE.into();
    written(asking, &profile).await
}

async fn written<T: Serialize>(asking: Asking, shape: &T) -> Reply {
    let stand = asking.stand("").await?;
    if let Some(unchanged) = stand.unchanged() {
        return Ok(unchanged);
    }
    let body = serde_json::to_string(shape).map_err(|error| Problem::internal(&error))?;
    Ok(stand.answer("application/json", body, None))
}
