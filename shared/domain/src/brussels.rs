//! The Brussels directory as tests of this crate need it: straight from the
//! files, without what only pages show.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::Instant;
use crate::catalogue::Catalogue;
use crate::contact::{Contact, EmailAddress};
use crate::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use crate::location::Location;
use crate::moves::Arrival;
use crate::need::{Company, NeedPerson, Share};

pub(crate) fn catalogue() -> Catalogue {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut agencies = read(include_str!("../../../infra/data/files/agencies.json"));
    for agency in agencies.as_array_mut().unwrap() {
        agency["email"] = agency["contact_demo"].clone();
    }
    let agencies: Vec<crate::agency::Agency> = serde_json::from_value(agencies).unwrap();
    let services: Vec<crate::service::Service> =
        serde_json::from_value(read(include_str!("../../../infra/data/files/services.json"))).unwrap();
    let need_types = read(include_str!("../../../infra/data/files/need_types.json"));
    let rules = read(include_str!("../../../infra/data/files/inference_rules.json"));
    Catalogue {
        agencies: agencies.into_iter().map(|agency| (agency.id.clone(), agency)).collect(),
        services: services.into_iter().map(|service| (service.id.clone(), service)).collect(),
        locations: [location()].into_iter().map(|location| (location.id.clone(), location)).collect(),
        need_types: serde_json::from_value(need_types["need_types"].clone()).unwrap(),
        rules: serde_json::from_value(rules["rules"].clone()).unwrap(),
        ..Catalogue::default()
    }
}

pub(crate) fn location() -> Location {
    serde_json::from_value(json!({
        "id": "icab", "name": "ICAB", "type": "incubator", "nis": "21004", "postcode": "1040",
        "address": {"fr": "Rue", "nl": "Straat"}, "lat": 50.8, "lon": 4.4, "languages": ["fr", "nl"], "fit": "core"
    }))
    .unwrap()
}

pub(crate) fn need_type(id: &str) -> NeedTypeId {
    NeedTypeId::parse(id).unwrap()
}

pub(crate) fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A need of Zoé Robotics with consent, which states `stated`.
pub(crate) fn arrival(stated: &[&str], profile: Value) -> Arrival {
    Arrival {
        id: NeedId::parse("n1").unwrap(),
        location: LocationId::parse("icab").unwrap(),
        source: None,
        member: None,
        stated: stated.iter().map(|id| need_type(id)).collect(),
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: false,
        person: NeedPerson {
            contact: Contact {
                name: "Zoé Maes".to_owned(),
                email: EmailAddress::parse("zoe@zoe-robotics.example").unwrap(),
                phone: None,
                language: None,
            },
            company: Company { name: "Zoé Robotics".to_owned(), profile: serde_json::from_value(profile).unwrap() },
            description: String::new(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    }
}
