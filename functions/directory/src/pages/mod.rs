//! Pages for everybody: what there is, where, when, and with whom.

mod agency;
mod home;
mod in_use;
mod location;
mod locations;
mod parts;
mod search;
mod service;
mod services;
mod statements;

use axum::Router;
use axum::routing::get;
use web::Context;

/// The pages' routes.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/", get(home::page))
        .route("/services", get(services::page))
        .route("/services/{id}", get(service::page))
        .route("/locations", get(locations::page))
        .route("/locations/{id}", get(location::page))
        .route("/agencies/{id}", get(agency::page))
        .route("/privacy", get(statements::privacy))
        .route("/accessibility", get(statements::accessibility))
        .route("/problems/in-use", get(in_use::page))
}
