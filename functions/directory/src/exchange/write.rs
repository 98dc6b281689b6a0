//! The directory is written.

use std::sync::Arc;

use domain::Language;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use serde_json::{Value, json};
use store::Store;
use store::keys::PermanenceList;
use web::{Problem, Settings};

use crate::entries::body::{offered, shown};
use crate::entries::rows::stored;
use crate::hsds::whole::{agency_in_file, place_in_file, service_in_file};
use crate::hsds::world::World;

/// The member that holds an entry as the outside interface has it.
pub(super) const OWN: &str = "permanence";

/// The member that holds how sure its facts are.
pub(super) const FACTS: &str = "permanence_facts";

/// What HSDS has no word for, by its name in the directory.
pub(super) const PARTS: [&str; 8] = [
    "municipalities",
    "need_groups",
    "need_types",
    "rules",
    "member_model",
    "questionnaire",
    "staff_days",
    "working_rules",
];

/// The name of the list of a sort of entry.
pub(super) const fn list(sort: Sort) -> &'static str {
    match sort {
        Sort::Agency => "organizations",
        Sort::Service => "services",
        Sort::Location => "locations",
    }
}

/// The whole directory, with the permanences of each service and how sure the facts
/// of each entry are. Three reads, and one for each hundred entries.
pub async fn write(store: &Store, settings: &Settings) -> Result<Value, Problem> {
    let catalogue = store.catalogue().load().await?;
    let now = store.now();
    let today = now.day_in(BRUSSELS);
    let mut permanences = store.permanences().listed(&PermanenceList::All, today).await?;
    permanences.retain(|one| one.permanence.is_published());
    let world = World {
        catalogue: Arc::clone(&catalogue),
        permanences: Arc::new(permanences),
        settings: Arc::new(settings.clone()),
        language: Language::Fr,
        today,
        now,
        changed: None,
    };
    let mut organizations = Vec::new();
    for agency in catalogue.agencies.values() {
        organizations.push(with_own(agency_in_file(&world, agency)?, shown(agency, true)?));
    }
    let mut services = Vec::new();
    for service in catalogue.services.values() {
        let own = offered(service, &catalogue, today)?;
        services.push(with_own(service_in_file(&world, service)?, own));
    }
    let mut places = Vec::new();
    for place in catalogue.locations.values() {
        places.push(with_own(place_in_file(&world, place)?, shown(place, true)?));
    }
    for (sort, all) in
        [(Sort::Agency, &mut organizations), (Sort::Service, &mut services), (Sort::Location, &mut places)]
    {
        add_facts(store, sort, all).await?;
    }
    let mut parts = stored(&*catalogue)?;
    if let Some(parts) = parts.as_object_mut() {
        parts.retain(|name, _| PARTS.contains(&name.as_str()));
    }
    Ok(json!({
        "hsds_version": "3.1",
        "profile": settings.url("/hsds/profile.json"),
        "exported_at": now,
        list(Sort::Agency): organizations,
        list(Sort::Service): services,
        list(Sort::Location): places,
        OWN: parts,
    }))
}

fn with_own(mut shape: Value, own: Value) -> Value {
    if let Some(members) = shape.as_object_mut() {
        members.insert(OWN.to_owned(), own);
    }
    shape
}

/// Adds to each entry how sure its facts are, without who looked.
async fn add_facts(store: &Store, sort: Sort, entries: &mut [Value]) -> Result<(), Problem> {
    let id = |entry: &Value| entry[OWN]["id"].as_str().unwrap_or_default().to_owned();
    let ids: Vec<(Sort, String)> = entries.iter().map(|entry| (sort, id(entry))).collect();
    for (entry, sheet) in entries.iter_mut().zip(store.entries().facts_of(&ids).await?) {
        let Some(sheet) = sheet else { continue };
        entry[FACTS] = stored(&sheet.told_elsewhere())?;
    }
    Ok(())
}
