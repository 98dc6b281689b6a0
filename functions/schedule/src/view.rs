//! Which permanences somebody sees, and their sessions in a window.

use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, ServiceId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, Window, expand_in};
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::Scope;

/// Whether somebody sees a permanence: everybody what is published, staff the
/// drafts of their own agency or location, the coordinator all.
pub(crate) fn is_visible(scope: Option<&Scope>, permanence: &Permanence) -> bool {
    let own = |scope: &Scope| scope.sees_agency(&permanence.agency) || scope.sees_location(&permanence.location);
    permanence.is_published() || scope.is_some_and(own)
}

/// The shortest list that holds all presences of an agency. What a successor
/// holds may be filed under the agency that it followed.
pub(crate) fn list_of(catalogue: &Catalogue, agency: &AgencyId) -> PermanenceList {
    let followed = catalogue.agencies.values().any(|other| other.successor.as_ref() == Some(agency));
    if followed { PermanenceList::All } else { PermanenceList::Agency(agency.clone()) }
}

/// A session beside its permanence.
pub(crate) type Occurrence<'a> = (Session, &'a Permanence);

/// The sessions of `permanences` that begin within `window`, in order of time.
/// The agency of a session is who comes: whoever does the work of the series'
/// agency by that day.
pub(crate) fn occurrences<'a>(
    catalogue: &Catalogue,
    permanences: impl IntoIterator<Item = &'a Permanence>,
    window: Window,
    drafts: Drafts,
) -> Vec<Occurrence<'a>> {
    let mut found: Vec<Occurrence<'a>> = permanences
        .into_iter()
        .flat_map(|permanence| {
            let sessions = expand_in(permanence, window, drafts, catalogue);
            sessions.into_iter().map(move |session| (session, permanence))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| (a.start, &a.id).cmp(&(b.start, &b.id)));
    found
}

/// Says of each slot how many seats are free: one read for 100 sessions.
pub(crate) async fn count_free(store: &Store, found: &mut [Occurrence<'_>]) -> Result<(), TableError> {
    let sessions: Vec<_> = found.iter().map(|(session, _)| session.id.clone()).collect();
    for ((session, permanence), taken) in found.iter_mut().zip(store.bookings().taken(&sessions).await?) {
        for slot in &mut session.slots {
            slot.free = permanence.seats.saturating_sub(taken.of(slot.local_start));
        }
    }
    Ok(())
}

/// Whether a session is about a service: it is named, or all that the agency
/// offers on that day are meant.
pub(crate) fn is_about(catalogue: &Catalogue, (session, permanence): &Occurrence<'_>, service: &ServiceId) -> bool {
    if !permanence.services.is_empty() {
        return permanence.services.contains(service);
    }
    let day = session.local_start.date();
    let provider = catalogue.services.get(service).and_then(|service| catalogue.provider(service, day));
    provider.is_some_and(|provider| provider.id == session.agency)
}
