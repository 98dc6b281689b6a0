//! Agencies, services and places in the words of HSDS.

use domain::Language;
use domain::agency::Agency;
use domain::changes::{Change, Gone};
use domain::fact_words::{condition_text, value_label};
use domain::ids::{AgencyId, LocationId, ServiceId};

use super::ids;
use super::shapes::{Address, Location, Organization, Service};
use super::world::{DEFUNCT, World, translations, written};
use crate::locations::kind_key;

/// The Region, in both of its languages.
const REGION: &str = "Bruxelles-Capitale / Brussel-Hoofdstad";

/// An agency, without what belongs to it.
pub(super) fn organization(world: &World, agency: &Agency) -> Organization {
    let name = world.say(&agency.name);
    Organization {
        id: ids::organization(&agency.id),
        alternate_name: Some(agency.short.clone()).filter(|short| *short != name),
        name,
        description: world.say(&agency.mission),
        website: Some(world.url(&format!("/agencies/{}", agency.id))),
        parent_organization_id: agency.parent.as_ref().map(ids::organization),
        status: world.status(agency.valid_from, agency.valid_to),
        successor_organization_id: agency.successor.as_ref().map(ids::organization),
        last_modified: written(world.modified_agency(agency)),
        translations: translations(&agency.name, Some(&agency.mission)),
        ..Organization::default()
    }
}

/// What an agency offers or began.
pub(crate) fn services_of<'a>(world: &'a World, agency: &Agency) -> Vec<&'a domain::service::Service> {
    let by = |one: &&domain::service::Service| world.provider(one).is_some_and(|provider| provider.id == agency.id);
    world.catalogue.services.values().filter(by).collect()
}

/// A service, without what belongs to it.
pub(super) fn service(world: &World, service: &domain::service::Service) -> Service {
    let provider = world.provider(service);
    Service {
        id: ids::service(&service.id),
        organization_id: provider.map(|agency| ids::organization(&agency.id)),
        name: world.say(&service.name),
        description: Some(world.say(&service.description)),
        url: Some(world.url(&format!("/services/{}", service.id))),
        status: world.status_of(service),
        eligibility_description: eligibility(service, world.language),
        last_modified: written(world.modified_service(service)),
        translations: translations(&service.name, Some(&service.description)),
        ..Service::default()
    }
}

/// A service with its organization, as lists have it.
pub(super) fn listed_service(world: &World, one: &domain::service::Service) -> Service {
    let by = world.provider(one).map(|agency| Box::new(organization(world, agency)));
    Service { organization: by, ..service(world, one) }
}

/// For whom a service is: stages, then conditions.
fn eligibility(service: &domain::service::Service, language: Language) -> Option<String> {
    let stages: Vec<String> = if service.is_for_some_stages() {
        service.stages.iter().map(|code| value_label("stage", &code.as_str().into(), language)).collect()
    } else {
        Vec::new()
    };
    let conditions = service.conditions.iter().map(|(fact, test)| condition_text(fact, test, language));
    let stages = Some(stages.join(", ")).filter(|stages| !stages.is_empty());
    let all: Vec<String> = stages.into_iter().chain(conditions).collect();
    (!all.is_empty()).then(|| all.join(web::format::semicolon(language)))
}

/// A place.
pub(super) fn location(world: &World, place: &domain::location::Location) -> Location {
    let id = ids::location(&place.id);
    Location {
        location_type: "physical",
        name: place.name.clone(),
        description: Some(crate::word(world.language, &kind_key(place))),
        url: Some(world.url(&format!("/locations/{}", place.id))),
        latitude: Some(place.lat),
        longitude: Some(place.lon),
        external_identifier: place.id.to_string(),
        external_identifier_type: "permanence",
        languages: World::spoken(&format!("location:{}", place.id), &place.languages),
        addresses: vec![address(world, place, &id)],
        status: world.status(place.open_from, place.open_to),
        last_modified: written(world.modified_location(place)),
        id,
    }
}

fn address(world: &World, place: &domain::location::Location, location_id: &str) -> Address {
    let town = world.catalogue.municipalities.get(&place.nis).map(|town| &town.name);
    Address {
        id: ids::of("address", place.id.as_str()),
        location_id: location_id.to_owned(),
        address_1: world.say(&place.address),
        city: town.map_or_else(String::new, |town| world.say(town)),
        state_province: REGION,
        postal_code: place.postcode.to_string(),
        country: "BE",
        address_type: "physical",
        translations: translations(&place.address, town),
    }
}

/// What is still said of an agency that was removed.
pub(super) fn gone_organization(world: &World, id: &AgencyId, change: &Change, gone: &Gone) -> Organization {
    Organization {
        id: ids::organization(id),
        name: world.say(&gone.name),
        status: DEFUNCT,
        last_modified: Some(change.at.to_string()),
        translations: translations(&gone.name, None),
        ..Organization::default()
    }
}

/// What is still said of a service that was removed.
pub(super) fn gone_service(world: &World, id: &ServiceId, change: &Change, gone: &Gone) -> Service {
    Service {
        id: ids::service(id),
        organization_id: gone.agency.as_ref().map(ids::organization),
        name: world.say(&gone.name),
        status: DEFUNCT,
        last_modified: Some(change.at.to_string()),
        translations: translations(&gone.name, None),
        ..Service::default()
    }
}

/// What is still said of a place that was removed.
pub(super) fn gone_location(world: &World, id: &LocationId, change: &Change, gone: &Gone) -> Location {
    Location {
        id: ids::location(id),
        location_type: "physical",
        name: world.say(&gone.name),
        external_identifier: id.to_string(),
        external_identifier_type: "permanence",
        status: DEFUNCT,
        last_modified: Some(change.at.to_string()),
        ..Location::default()
    }
}
