//! Which permanences somebody sees, and their sessions in a window.

use domain::catalogue::Catalogue;
use domain::ids::ServiceId;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, Surroundings, Window, expand};
use web::Scope;

/// Whether somebody sees a permanence: everybody what is published, staff the
/// drafts of their own agency or location, the coordinator all.
pub(crate) fn is_visible(scope: Option<&Scope>, permanence: &Permanence) -> bool {
    let own = |scope: &Scope| scope.sees_agency(&permanence.agency) || scope.sees_location(&permanence.location);
    permanence.is_published() || scope.is_some_and(own)
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
            let location = catalogue.locations.get(&permanence.location);
            let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
            let by_successor = move |session: Session| {
                let acting = catalogue.acting(&session.agency, session.local_start.date());
                Session { agency: acting.map_or_else(|| session.agency.clone(), |agency| agency.id.clone()), ..session }
            };
            expand(permanence, window, drafts, around)
                .into_iter()
                .map(move |session| (by_successor(session), permanence))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| (a.start, &a.id).cmp(&(b.start, &b.id)));
    found
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
