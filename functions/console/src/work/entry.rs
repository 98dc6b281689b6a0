//! An entry of the directory as a task names it: `service.innoviris-shape`.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use domain::ids::{AgencyId, LocationId, ServiceId};

fn read(entry: &str) -> Option<(Sort, &str)> {
    let (sort, id) = entry.split_once('.')?;
    Some((Sort::from_code(sort)?, id))
}

/// What it is called; its id where it is not known any more.
pub(super) fn name(catalogue: &Catalogue, language: Language, entry: &str) -> String {
    let Some((sort, id)) = read(entry) else { return entry.to_owned() };
    let name = match sort {
        Sort::Agency => AgencyId::parse(id).ok().map(|id| catalogue.agency_name(&id).to_owned()),
        Sort::Location => LocationId::parse(id).ok().map(|id| catalogue.place_name(&id).to_owned()),
        Sort::Service => {
            let service = ServiceId::parse(id).ok().and_then(|id| catalogue.services.get(&id));
            service.map(|service| service.name.get(language).to_owned())
        }
    };
    name.unwrap_or_else(|| id.to_owned())
}

/// Where its facts are looked at.
pub(super) fn path(entry: &str) -> String {
    read(entry).map_or_else(
        || "/console/directory".to_owned(),
        |(sort, id)| format!("/console/directory/{}/{id}#facts", sort.plural()),
    )
}
