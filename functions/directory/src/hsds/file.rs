//! Entries as a file of the whole directory has them: each with all that belongs to
//! it.

use domain::agency::Agency;
use serde_json::Value;
use web::Problem;

use super::shapes::value;
use super::show;
use super::whole::whole_service;
use super::world::World;

/// An agency; its services stand beside it.
pub(crate) fn organization(world: &World, agency: &Agency) -> Result<Value, Problem> {
    value(&show::organization(world, agency))
}

/// A service, with where and when people are received about it.
pub(crate) fn service(world: &World, service: &domain::service::Service) -> Result<Value, Problem> {
    value(&whole_service(world, service))
}

/// A place.
pub(crate) fn location(world: &World, place: &domain::location::Location) -> Result<Value, Problem> {
    value(&show::location(world, place))
}
