//! Rows that say when an entry of the directory last changed, and what one that
//! was removed was called: for programs that keep a copy. They stand in the
//! directory's own partition, so that they are read with it.

use domain::Text;
use domain::catalogue::Catalogue;
use domain::changes::{Change, Changes, Gone};
use domain::ids::{AgencyId, LocationId, ServiceId};

use crate::keys;
use crate::table::Key;

/// The kind of these rows.
pub(super) const KIND: &str = "CHANGED";
/// What such a row is of where it is of the whole directory.
const LOADED: &str = "LOADED";

/// The row that says when the directory was loaded whole.
pub(super) fn whole() -> Key {
    keys::catalogue(KIND, LOADED)
}

/// The row of an entry: `AGENCY`, `SERVICE` or `LOCATION`, and its id.
pub(super) fn of(kind: &str, id: &str) -> Key {
    keys::catalogue(KIND, &format!("{kind}#{id}"))
}

/// What an entry is called that is to be removed.
pub(super) fn called(catalogue: &Catalogue, kind: &str, id: &str) -> Gone {
    let proper = |name: &str| Text { fr: name.to_owned(), nl: name.to_owned(), en: None };
    let found = match kind {
        "AGENCY" => {
            let agency = AgencyId::parse(id).ok().and_then(|id| catalogue.agencies.get(&id));
            agency.map(|agency| (agency.name.clone(), None))
        }
        "SERVICE" => {
            let service = ServiceId::parse(id).ok().and_then(|id| catalogue.services.get(&id));
            service.map(|service| (service.name.clone(), Some(service.agency.clone())))
        }
        _ => {
            let location = LocationId::parse(id).ok().and_then(|id| catalogue.locations.get(&id));
            location.map(|location| (proper(&location.name), None))
        }
    };
    let (name, agency) = found.unwrap_or_else(|| (proper(id), None));
    Gone { name, agency }
}

/// Takes up what such a row says: of `LOADED`, or `AGENCY#…`.
pub(super) fn note(changes: &mut Changes, of: &str, change: Change) {
    match of.split_once('#') {
        None if of == LOADED => changes.loaded = Some(change.at),
        Some(("AGENCY", id)) => changes.agencies.extend(AgencyId::parse(id).ok().map(|id| (id, change))),
        Some(("SERVICE", id)) => changes.services.extend(ServiceId::parse(id).ok().map(|id| (id, change))),
        Some(("LOCATION", id)) => changes.locations.extend(LocationId::parse(id).ok().map(|id| (id, change))),
        _ => {}
    }
}
