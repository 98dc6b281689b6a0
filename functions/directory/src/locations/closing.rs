//! What a change of a place does to the bookings there: a day on which it is
//! closed ends them, and their people are told.

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::location::Location;
use flows::bookings::{Affected, affected};
use store::keys::PermanenceList;
use store::{Store, TableError};

/// What becomes of the bookings at a place, were it `after`. One query of its
/// presences; for each of them one query, and a read for 50 bookings.
pub(crate) async fn affected_by(
    store: &Store,
    catalogue: &Catalogue,
    after: &Location,
) -> Result<Affected, TableError> {
    let mut changed = catalogue.clone();
    changed.locations.insert(after.id.clone(), after.clone());
    affected_in(store, &changed, &PermanenceList::Location(after.id.clone())).await
}

/// What becomes of all bookings, were the directory `changed`. One query of all
/// presences; for each of them one query, and a read for 50 bookings.
pub(crate) async fn affected_everywhere(store: &Store, changed: &Catalogue) -> Result<Affected, TableError> {
    affected_in(store, changed, &PermanenceList::All).await
}

async fn affected_in(store: &Store, changed: &Catalogue, list: &PermanenceList) -> Result<Affected, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let mut all = Affected::default();
    for permanence in store.permanences().list(list, today).await? {
        let Affected { moved, lost } = affected(store, changed, &permanence.id, &[&permanence]).await?;
        all.moved.extend(moved);
        all.lost.extend(lost);
    }
    Ok(all)
}
