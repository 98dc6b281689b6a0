//! Endpoints: systems that are told by signed webhook what happens. The
//! coordinator keeps all of them; an agency and a host keep their own, which
//! are told what they may see. Secrets are derived and shown once.

mod api;
mod attempts;
mod list;
mod one;
mod request;
mod save;

use domain::endpoint::{Endpoint, OffReason};
use store::{Store, TableError};
use web::{Routes, Scope, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::one, api::put, api::delete))
        .routes(routes!(api::rotate))
        .routes(routes!(attempts::list))
        .routes(routes!(attempts::resend))
        .routes(routes!(attempts::resend_since))
        .route("/console/endpoints", get(list::show).post(list::create))
        .route("/console/endpoints/{id}", get(one::show).post(one::change))
        .route("/console/endpoints/{id}/rotate", post(one::rotate))
        .route("/console/endpoints/{id}/switch", post(one::switch))
        .route("/console/endpoints/{id}/resend", post(one::resend))
        .route("/console/endpoints/{id}/delete", post(one::delete))
}

/// Those of somebody that were switched off, and not by hand. One query.
pub(crate) async fn switched_off(store: &Store, scope: &Scope) -> Result<Vec<Endpoint>, TableError> {
    let mut all = store.endpoints().list().await?;
    let by_itself = |endpoint: &Endpoint| endpoint.off.is_some_and(|off| off.reason != OffReason::Hand);
    all.retain(|endpoint| save::keeps(scope, endpoint) && by_itself(endpoint));
    Ok(all)
}
