//! Agencies and services in the vocabulary of CPSV-AP 3.2, which portals of
//! governments gather.

use domain::Language;
use domain::agency::Agency;
use domain::need_type::NeedType;
use domain::service::Service;

use super::graph::{Graph, Thing};
use crate::hsds::ids;
use crate::hsds::places::{Pair, pairs};
use crate::hsds::show::services_of;
use crate::hsds::terms;
use crate::hsds::world::World;

/// The Region, as the nomenclature of territorial units has it.
pub(super) const REGION: &str = "http://data.europa.eu/nuts/code/BE1";

/// An agency's address as a thing.
pub(super) fn agency_id(world: &World, agency: &Agency) -> String {
    format!("{}#agency", agency_page(world, agency))
}

/// The page of an agency.
pub(super) fn agency_page(world: &World, agency: &Agency) -> String {
    world.url(&format!("/agencies/{}", agency.id))
}

/// A language, as the European list of authorities has it.
pub(super) const fn language_id(language: Language) -> &'static str {
    match language {
        Language::Fr => "http://publications.europa.eu/resource/authority/language/FRA",
        Language::Nl => "http://publications.europa.eu/resource/authority/language/NLD",
        Language::En => "http://publications.europa.eu/resource/authority/language/ENG",
    }
}

/// Adds an agency, and what it offers.
pub(super) fn add_agency(graph: &mut Graph, world: &World, agency: &Agency) {
    add_authority(graph, world, agency);
    let at = pairs(world);
    for service in services_of(world, agency) {
        add_service(graph, world, service, &at);
    }
}

/// Adds a service with who offers it, what it answers and where.
pub(super) fn add_service(graph: &mut Graph, world: &World, service: &Service, at: &[Pair<'_>]) {
    let mut thing = Thing::new(world.url(&format!("/services/{}#service", service.id)), "cpsv:PublicService")
        .plain("dct:identifier", ids::service(&service.id))
        .text("dct:title", &service.name)
        .text("dct:description", &service.description)
        .is("dct:spatial", REGION)
        .is("cv:contactPoint", world.url("/needs/new#contact"));
    graph.add(Thing::new(REGION, "dct:Location"));
    graph.add(
        Thing::new(world.url("/needs/new#contact"), "cv:ContactPoint").is("cv:contactPage", world.url("/needs/new")),
    );
    graph.add(Thing::new(world.url("/needs/new"), "foaf:Document"));
    if let Some(provider) = world.provider(service) {
        add_authority(graph, world, provider);
        thing = thing.is("cv:hasCompetentAuthority", agency_id(world, provider));
        for language in &provider.languages {
            graph.add(Thing::new(language_id(*language), "dct:LinguisticSystem"));
            thing = thing.is("dct:language", language_id(*language));
        }
    }
    for term in terms::all(world).iter().filter(|term| terms::has(service, term)) {
        let how = match term.taxonomy {
            "need" => "cv:thematicArea",
            "kind" => "dct:type",
            "stage" => "cv:audience",
            _ => "cv:isClassifiedBy",
        };
        let id = world.url(&format!("/hsds/taxonomy_terms/{}", term.id()));
        graph.add(Thing::new(id.clone(), "skos:Concept").text("skos:prefLabel", &term.name));
        thing = thing.is(how, id);
    }
    for need_type in service.answers.iter().filter_map(|id| world.catalogue.need_type(id)) {
        thing = with_keywords(thing, need_type);
    }
    for pair in at.iter().filter(|pair| pair.service.id == service.id) {
        let id = world.url(&format!("/locations/{}#{}", pair.location.id, pair.id()));
        graph.add(channel(world, pair, &id));
        thing = thing.is("cv:hasChannel", id);
    }
    graph.add(thing);
}

fn with_keywords(mut thing: Thing, NeedType { keywords, .. }: &NeedType) -> Thing {
    for (language, words) in [(Language::Fr, &keywords.fr), (Language::Nl, &keywords.nl), (Language::En, &keywords.en)]
    {
        for word in words {
            thing = thing.word("dcat:keyword", language, word);
        }
    }
    thing
}

/// A permanence, as a way to a service.
fn channel(world: &World, pair: &Pair<'_>, id: &str) -> Thing {
    let address = world.catalogue.address(pair.location);
    let mut channel = Thing::new(id, "cv:Channel").plain("dct:identifier", pair.id());
    for language in Language::BOTH {
        let text = format!("{}, {}", pair.location.name, address.get(language));
        channel = channel.word("dct:description", language, &text);
    }
    channel
}

fn add_authority(graph: &mut Graph, world: &World, agency: &Agency) {
    graph.add(Thing::new(REGION, "dct:Location"));
    graph.add(
        Thing::new(agency_id(world, agency), "cv:PublicOrganisation")
            .plain("dct:identifier", ids::organization(&agency.id))
            .text("skos:prefLabel", &agency.name)
            .plain("skos:altLabel", &agency.short)
            .text("dct:description", &agency.mission)
            .is("dct:spatial", REGION)
            .is("foaf:homepage", agency_page(world, agency)),
    );
}
