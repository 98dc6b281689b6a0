//! Sessions: the occurrences of permanences, as programs list them and as
//! everybody's pages show them. Here: which somebody sees, in a window, with
//! their free seats.

mod api;
mod pages;
pub(crate) mod period;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, PermanenceId, ServiceId};
use domain::permanence::{Permanence, SessionException};
use domain::sessions::{self, Drafts, Session, SessionStatus, Window, expand_in};
use flows::bookings::close_unattended;
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::{Routes, Scope, routes};

pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(api::list)).merge(pages::routes())
}

/// Whether somebody sees a permanence: everybody what is published, staff the
/// drafts of their own agency or location, the coordinator all.
pub(crate) fn is_visible(scope: Option<&Scope>, permanence: &Permanence) -> bool {
    let own = |scope: &Scope| scope.sees_agency(&permanence.agency) || scope.sees_location(&permanence.location);
    permanence.is_published() || scope.is_some_and(own)
}

/// Whether somebody looks after a session: of the agency that comes or whose
/// series it is, or of its place.
pub(crate) fn looks_after(scope: &Scope, (session, of): &Occurrence<'_>) -> bool {
    let sees_agency = scope.sees_agency(&session.agency) || scope.sees_agency(&of.agency);
    sees_agency || scope.sees_location(&session.location)
}

/// Agencies of one line at most: a longer one would be a circle.
const MAX_LINE: usize = 50;

/// The lists that hold all presences of an agency: its own, and those of the
/// agencies that it followed, theirs included, for what a successor holds may
/// be filed under the agency before it. Whatever the day: one that is still
/// there today may be followed next year.
pub(crate) fn lists_of_line(catalogue: &Catalogue, agency: &AgencyId) -> Vec<PermanenceList> {
    let mut found = vec![agency];
    let mut next = 0;
    while let Some(one) = found.get(next).copied() {
        let followed = catalogue.agencies.values().filter(|other| other.successor.as_ref() == Some(one));
        for other in followed {
            if found.len() < MAX_LINE && !found.contains(&&other.id) {
                found.push(&other.id);
            }
        }
        next += 1;
    }
    found.into_iter().cloned().map(PermanenceList::Agency).collect()
}

/// The lists that hold all presences about a service: those of whoever ends up
/// with the work of its agency, and of everybody whom they followed.
pub(crate) fn lists_of_service(catalogue: &Catalogue, service: &ServiceId) -> Vec<PermanenceList> {
    let Some(service) = catalogue.services.get(service) else { return Vec::new() };
    let mut last = &service.agency;
    for _ in 0..MAX_LINE {
        let Some(successor) = catalogue.agencies.get(last).and_then(|agency| agency.successor.as_ref()) else { break };
        last = successor;
    }
    lists_of_line(catalogue, last)
}

/// The shortest lists that hold all of a place, of an agency or about a service.
pub(crate) fn shortest_lists(
    catalogue: &Catalogue,
    location: Option<&LocationId>,
    agency: Option<&AgencyId>,
    service: Option<&ServiceId>,
) -> Vec<PermanenceList> {
    match (location, agency, service) {
        (Some(location), ..) => vec![PermanenceList::Location(location.clone())],
        (None, Some(agency), _) => lists_of_line(catalogue, agency),
        (None, None, Some(service)) => lists_of_service(catalogue, service),
        (None, None, None) => vec![PermanenceList::All],
    }
}

/// What stands in some lists and has not ended before `from`, each once: one
/// query for each list.
pub(crate) async fn all_of(
    store: &Store,
    lists: &[PermanenceList],
    from: NaiveDate,
) -> Result<Vec<Permanence>, TableError> {
    let mut found: BTreeMap<PermanenceId, Permanence> = BTreeMap::new();
    for list in lists {
        let listed = store.permanences().list(list, from).await?;
        found.extend(listed.into_iter().map(|one| (one.id.clone(), one)));
    }
    Ok(found.into_values().collect())
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

/// Says of each slot how many seats are free, and which are none
/// as nobody is there: one read for 100 sessions, and one for 50 advisers where
/// any are named.
pub(crate) async fn count_free(
    store: &Store,
    catalogue: &Catalogue,
    found: &mut [Occurrence<'_>],
) -> Result<(), TableError> {
    let now = store.now();
    let sessions: Vec<_> = found.iter().map(|(session, _)| session.id.clone()).collect();
    for ((session, permanence), taken) in found.iter_mut().zip(store.bookings().taken(&sessions).await?) {
        for slot in &mut session.slots {
            slot.free = permanence.seats.saturating_sub(taken.spoken_for(slot, now));
        }
    }
    close(store, catalogue, found).await
}

/// Closes the sessions at which nobody is: one read for 50 advisers, none
/// where none is named.
pub(crate) async fn close(
    store: &Store,
    catalogue: &Catalogue,
    found: &mut [Occurrence<'_>],
) -> Result<(), TableError> {
    close_unattended(store, catalogue, found.iter_mut().map(|(session, of)| (session, *of)).collect()).await
}

/// What a session's day has that differs from its series.
pub(crate) fn exception_of<'a>((session, of): &Occurrence<'a>) -> Option<&'a SessionException> {
    of.exception_on(session.id.parts()?.1)
}

/// Whether a session is not as the series has it: cancelled, moved, of another
/// length.
pub(crate) fn is_changed(one: &Occurrence<'_>) -> bool {
    one.0.status == SessionStatus::Cancelled || exception_of(one).is_some()
}

/// Whether a session is about a service: see [`sessions::is_about`].
pub(crate) fn is_about(catalogue: &Catalogue, (session, permanence): &Occurrence<'_>, service: &ServiceId) -> bool {
    sessions::is_about(catalogue, session, permanence, service)
}
