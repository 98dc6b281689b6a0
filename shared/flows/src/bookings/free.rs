//! Where there is a free seat: for whoever found a slot taken, and in the mail
//! that says that an agency takes a need on.

use std::collections::BTreeMap;

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::distance::kilometres;
use domain::ids::{AgencyId, LocationId, SessionId};
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, Slot, Window, expand_in};
use store::keys::PermanenceList;
use store::{Store, TableError};

use super::attended::close_unattended;

/// Free slots named at most.
const FEW: usize = 5;
/// How many days ahead they are looked for.
const DAYS: u64 = 42;
/// Sessions looked at, at most: one read tells how full they are.
const SESSIONS: usize = 40;
/// Other places asked, at most, the nearest first.
const PLACES: usize = 8;

/// A slot with a free seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeSlot {
    /// The session.
    pub session: SessionId,
    /// Who comes.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// When it begins.
    pub start: Instant,
    /// The same on the place's clock.
    pub local_start: chrono::NaiveDateTime,
}

/// The next free slots of an agency at a place: two reads, and one more where
/// advisers are named.
pub async fn next_free(
    store: &Store,
    catalogue: &Catalogue,
    agency: &AgencyId,
    location: &LocationId,
) -> Result<Vec<FreeSlot>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let list = PermanenceList::Location(location.clone());
    let permanences = store.permanences().list(&list, today).await?;
    free(store, catalogue, &permanences, |session| &session.agency == agency).await
}

/// The next free slots of an agency at a place, else at the nearest place where
/// it has any: reads as [`next_free`]; else also a query of the agency's presences, and of
/// those of each agency whose work it does, and a read for each place that is
/// asked, [`PLACES`] at most.
pub async fn nearest_free(
    store: &Store,
    catalogue: &Catalogue,
    agency: &AgencyId,
    location: &LocationId,
) -> Result<Vec<FreeSlot>, TableError> {
    let here = next_free(store, catalogue, agency, location).await?;
    if !here.is_empty() {
        return Ok(here);
    }
    let mut elsewhere: BTreeMap<LocationId, Vec<Permanence>> = BTreeMap::new();
    let today = store.now().day_in(BRUSSELS);
    for filed in catalogue.same_work(agency, today) {
        let listed = store.permanences().list(&PermanenceList::Agency(filed.clone()), today).await?;
        for one in listed.into_iter().filter(|one| one.is_published() && &one.location != location) {
            elsewhere.entry(one.location.clone()).or_default().push(one);
        }
    }
    let mut places: Vec<(LocationId, Vec<Permanence>)> = elsewhere.into_iter().collect();
    places.sort_by(|(a, _), (b, _)| apart(catalogue, location, a).total_cmp(&apart(catalogue, location, b)));
    for (_, permanences) in places.into_iter().take(PLACES) {
        let there = free(store, catalogue, &permanences, |session| &session.agency == agency).await?;
        if !there.is_empty() {
            return Ok(there);
        }
    }
    Ok(Vec::new())
}

async fn free(
    store: &Store,
    catalogue: &Catalogue,
    permanences: &[Permanence],
    wanted: impl Fn(&Session) -> bool,
) -> Result<Vec<FreeSlot>, TableError> {
    let now = store.now();
    let today = now.day_in(BRUSSELS);
    let last = today.checked_add_days(chrono::Days::new(DAYS)).unwrap_or(today);
    let Ok(window) = Window::new(today, last) else { return Ok(Vec::new()) };
    let mut sessions: Vec<(Session, &Permanence)> = permanences
        .iter()
        .flat_map(|one| {
            expand_in(one, window, Drafts::Hidden, catalogue).into_iter().map(move |session| (session, one))
        })
        .filter(|(session, _)| wanted(session) && session.slots.iter().any(|slot| now < slot.start))
        .collect();
    sessions.sort_by_key(|(session, _)| session.start);
    sessions.truncate(SESSIONS);
    close_unattended(store, catalogue, sessions.iter_mut().map(|(session, of)| (session, *of)).collect()).await?;
    sessions.retain(|(session, _)| !session.slots.is_empty());
    if sessions.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<SessionId> = sessions.iter().map(|(session, _)| session.id.clone()).collect();
    let taken = store.bookings().taken(&ids).await?;
    let slots = sessions.iter().zip(&taken).flat_map(|((session, of), taken)| {
        let is_free = move |slot: &Slot| taken.spoken_for(slot, now) < of.seats;
        session.slots.iter().filter(move |slot| now < slot.start && is_free(slot)).map(move |slot| FreeSlot {
            session: session.id.clone(),
            agency: session.agency.clone(),
            location: session.location.clone(),
            start: slot.start,
            local_start: slot.local_start,
        })
    });
    Ok(slots.take(FEW).collect())
}

/// As the crow flies; a place that is not known is the furthest.
fn apart(catalogue: &Catalogue, one: &LocationId, other: &LocationId) -> f64 {
    let point = |id| catalogue.locations.get(id).map(Location::point);
    point(one).zip(point(other)).map_or(f64::INFINITY, |(one, other)| kilometres(one, other))
}
