//! Organizations and services with all that belongs to them, and entries as a file of
//! the whole directory has them.

use domain::agency::Agency;
use serde_json::Value;
use web::Problem;

use super::shapes::{Organization, Service, value};
use super::show::{listed_service, organization, service, services_of};
use super::world::World;
use super::{places, show, terms};

/// An agency with what it offers; of each service all there is where asked.
pub(super) fn whole_organization(world: &World, agency: &Agency, full_service: bool) -> Organization {
    let offered = services_of(world, agency);
    let one = |one| if full_service { whole_service(world, one) } else { service(world, one) };
    Organization { services: Some(offered.into_iter().map(one).collect()), ..organization(world, agency) }
}

/// A service with all that belongs to it.
pub(super) fn whole_service(world: &World, one: &domain::service::Service) -> Service {
    let spoken = |agency: &Agency| World::spoken(&format!("service:{}", one.id), &agency.languages);
    let at = places::pairs(world).into_iter().filter(|pair| pair.service.id == one.id);
    Service {
        languages: world.provider(one).map(spoken),
        service_at_locations: Some(at.map(|pair| places::shown(world, &pair, true, true)).collect()),
        attributes: Some(terms::attributes(world, one)),
        ..listed_service(world, one)
    }
}

/// An agency in a file; its services stand beside it.
pub(crate) fn agency_in_file(world: &World, agency: &Agency) -> Result<Value, Problem> {
    value(&organization(world, agency))
}

/// A service in a file, with where and when people are received about it.
pub(crate) fn service_in_file(world: &World, service: &domain::service::Service) -> Result<Value, Problem> {
    value(&whole_service(world, service))
}

/// A place in a file.
pub(crate) fn place_in_file(world: &World, place: &domain::location::Location) -> Result<Value, Problem> {
    value(&show::location(world, place))
}
