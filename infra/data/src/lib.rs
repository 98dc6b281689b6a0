//! The Brussels directory: the facts that the product loads on first start.
//!
//! The files hold more than the product reads: where each fact comes from and
//! how sure it is. Names that end in `_demo` mark what is invented; they lose
//! that mark here.

mod facts;
mod read;
mod rota;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use domain::Text;
use domain::adviser::Adviser;
use domain::agency::Agency;
use domain::catalogue::{Catalogue, Municipality};
use domain::changes::Changes;
use domain::determine::Rule;
use domain::holidays::{MonthDay, StaffClosure, StaffDay, StaffDays};
use domain::member::MemberModel;
use domain::need_type::{NeedGroup, NeedType};
use domain::questionnaire::Questionnaire;
use serde::Deserialize;

pub use facts::facts;
pub use read::DataError;
pub use rota::rota;

const AGENCIES: &str = include_str!("../files/agencies.json");
const SERVICES: &str = include_str!("../files/services.json");
const SOURCES: &str = include_str!("../files/sources.json");
const LOCATIONS: &str = include_str!("../files/locations.json");
const MUNICIPALITIES: &str = include_str!("../files/municipalities.json");
const NEED_TYPES: &str = include_str!("../files/need_types.json");
const INFERENCE_RULES: &str = include_str!("../files/inference_rules.json");
const MEMBER_MODEL: &str = include_str!("../files/member_model.json");
const QUESTIONNAIRE: &str = include_str!("../files/questionnaire.json");
const HOLIDAYS: &str = include_str!("../files/holidays.json");
const ADVISERS: &str = include_str!("../files/advisers_demo.json");

/// Shapes of the municipalities, as GeoJSON, seven of them merged into three
/// areas. Credit where it is shown: NGI/IGN and Statbel, CC BY 4.0.
pub const AREAS_GEOJSON: &str = include_str!("../files/brussels_areas.geojson");

/// The whole directory.
pub fn catalogue() -> Result<Catalogue, DataError> {
    let needs: NeedTypes = read::document("need_types.json", NEED_TYPES)?;
    let rules: Rules = read::document("inference_rules.json", INFERENCE_RULES)?;
    let agencies = read::agencies("agencies.json", AGENCIES)?;
    let services = read::services("services.json", SERVICES, &read::document("sources.json", SOURCES)?)?;
    let locations = read::locations("locations.json", LOCATIONS)?;
    let municipalities: Vec<Municipality> = read::document("municipalities.json", MUNICIPALITIES)?;
    let agencies: Vec<Agency> = agencies;
    let working_rules = rules::working_rules(&agencies)?;
    Ok(Catalogue {
        agencies: agencies.into_iter().map(|agency| (agency.id.clone(), agency)).collect(),
        services: services.into_iter().map(|service| (service.id.clone(), service)).collect(),
        locations: locations.into_iter().map(|location| (location.id.clone(), location)).collect(),
        municipalities: municipalities.into_iter().map(|one| (one.nis.clone(), one)).collect(),
        need_groups: needs.groups,
        need_types: needs.need_types,
        strategies: Vec::new(),
        former_rules: Vec::new(),
        questionnaires: Vec::new(),
        rules: rules.rules,
        member_model: read::document::<MemberModel>("member_model.json", MEMBER_MODEL)?,
        questionnaire: read::document::<Questionnaire>("questionnaire.json", QUESTIONNAIRE)?,
        staff_days: staff_days()?,
        working_rules,
        changes: Changes::default(),
    })
}

/// Invented advisers of the agencies.
pub fn advisers() -> Result<Vec<Adviser>, DataError> {
    read::document("advisers_demo.json", ADVISERS)
}

#[derive(Deserialize)]
struct NeedTypes {
    groups: Vec<NeedGroup>,
    need_types: Vec<NeedType>,
}

#[derive(Deserialize)]
struct Rules {
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
struct Holidays {
    regional_names: BTreeMap<String, Text>,
    regional_service_days: ServiceDays,
    agency_closure: Vec<Closure>,
}

#[derive(Deserialize)]
struct ServiceDays {
    days: Vec<ServiceDay>,
}

#[derive(Deserialize)]
struct ServiceDay {
    date: String,
    id: String,
}

#[derive(Deserialize)]
struct Closure {
    from_md: MonthDay,
    to_md: MonthDay,
}

/// Days off of regional staff: the file lists them year by year, and they fall
/// on the same day of each year.
fn staff_days() -> Result<StaffDays, DataError> {
    const FILE: &str = "holidays.json";
    let holidays: Holidays = read::document(FILE, HOLIDAYS)?;
    let mut days: Vec<StaffDay> = Vec::new();
    let mut seen = BTreeSet::new();
    for ServiceDay { date, id } in holidays.regional_service_days.days {
        let on = date.get(5..).and_then(|text| MonthDay::parse(text).ok()).ok_or(DataError::Date(FILE, date))?;
        if seen.insert((on, id.clone())) {
            let name = holidays.regional_names.get(&id).cloned().ok_or_else(|| DataError::Name(FILE, id.clone()))?;
            days.push(StaffDay { id, on, name });
        }
    }
    let reason = Text::new(
        "Fermeture de fin d'année des services régionaux",
        "Eindejaarssluiting van de gewestelijke diensten",
        "Year-end closure of the regional services",
    );
    let closures = holidays.agency_closure.into_iter();
    let closures = closures
        .map(|Closure { from_md: from, to_md: to }| StaffClosure { from, to, reason: reason.clone() })
        .collect();
    Ok(StaffDays { days, closures, own: Vec::new() })
}
