//! Guards: who may call a handler.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId};
use domain::staff::Staff;
use http::Method;
use http::request::Parts;

use super::{Principal, Scope};
use crate::context::Context;
use crate::layer::wants_page;
use crate::problem::Problem;

/// Anybody of the staff, or the administrator's key. Whoever is not signed in
/// is sent to the sign-in page from a page, and answered 401 by the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Who, as history records it.
    pub actor: Actor,
    /// Who; `None` for the administrator's key.
    pub staff: Option<Staff>,
    /// What forms on their pages carry; empty for the administrator's key.
    pub csrf: String,
    scope: Scope,
}

impl StaffMember {
    /// What they may see.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Tells them apart from other callers, as [`Principal::caller`] does.
    pub fn caller(&self) -> String {
        match &self.staff {
            Some(staff) => format!("staff:{}", staff.id),
            None => "administrator".to_owned(),
        }
    }

    /// Whether they may see and do everything.
    pub fn is_coordinator(&self) -> bool {
        self.scope == Scope::All
    }

    /// Whoever may not see what concerns this agency finds nothing.
    pub fn of_agency(&self, agency: &AgencyId) -> Result<(), Problem> {
        if self.scope.sees_agency(agency) { Ok(()) } else { Err(Problem::not_found()) }
    }

    /// Whoever may not see what concerns this location finds nothing.
    pub fn of_location(&self, location: &LocationId) -> Result<(), Problem> {
        if self.scope.sees_location(location) { Ok(()) } else { Err(Problem::not_found()) }
    }
}

impl FromRequestParts<Context> for StaffMember {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let principal = Principal::from_request_parts(parts, context).await.map_err(Problem::into_response)?;
        let (Some(actor), Some(scope)) = (principal.actor(), principal.scope()) else {
            let is_link = matches!(principal, Principal::Link(_));
            return Err(if is_link { Problem::not_found().into_response() } else { send_to_sign_in(parts) });
        };
        Ok(match principal {
            Principal::Staff(signed_in) => Self { actor, staff: Some(signed_in.staff), csrf: signed_in.csrf, scope },
            _ => Self { actor, staff: None, csrf: String::new(), scope },
        })
    }
}

/// The coordinator, or the administrator's key. Others of the staff find
/// nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinator(pub StaffMember);

impl Coordinator {
    /// Who, as history records it.
    pub fn actor(&self) -> Actor {
        self.0.actor.clone()
    }
}

impl FromRequestParts<Context> for Coordinator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let member = StaffMember::from_request_parts(parts, context).await?;
        if member.is_coordinator() { Ok(Self(member)) } else { Err(Problem::not_found().into_response()) }
    }
}

fn send_to_sign_in(parts: &Parts) -> Response {
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    if !reads || !wants_page(parts) {
        return Problem::sign_in_needed().into_response();
    }
    let next = parts.uri.path_and_query().map_or("/console", |target| target.as_str());
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    Redirect::to(&format!("/console/sign-in?{query}")).into_response()
}
