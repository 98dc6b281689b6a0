//! A plan that the coordinator asks about.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use domain::event::Actor;
use domain::ids::PlanId;
use flows::plans::{self, Plan};
use http::request::Parts;
use store::{Store, Versioned};
use web::extract::Id;
use web::{Context, Coordinator, Problem};

/// The plan whose id stands in the path, and who asks. One read.
pub(crate) struct Asked {
    pub(crate) store: Store,
    pub(crate) by: Actor,
    /// As it stands.
    pub(crate) before: Versioned<Plan>,
}

impl FromRequestParts<Context> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let by = Coordinator::from_request_parts(parts, context).await?.actor();
        let Id(id) = Id::<PlanId>::from_request_parts(parts, context).await.map_err(Problem::into_response)?;
        let before = find(&context.store, &id).await.map_err(Problem::into_response)?;
        Ok(Self { store: context.store.clone(), by, before })
    }
}

/// A plan; 404 where there is none.
pub(crate) async fn find(store: &Store, id: &PlanId) -> Result<Versioned<Plan>, Problem> {
    plans::load(store, id).await?.ok_or_else(Problem::not_found)
}
