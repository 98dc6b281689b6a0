//! Where a booking goes when its series changes: which session its own has
//! become, and which seat it has there.

use domain::booking::{BookedSlot, Booking};
use domain::catalogue::Catalogue;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Session, find_in};
use store::{Store, TableError, Versioned};

/// A series that was divided more often than this is followed no further.
const LINE: usize = 20;

/// The session that a booking's session has become, with its series: the first
/// published one of a line of series that has the day. Its own comes first,
/// then those that go on in its place.
pub(super) fn successor<'a>(
    booking: &Booking,
    catalogue: &Catalogue,
    line: impl IntoIterator<Item = &'a Permanence>,
) -> Option<(Session, &'a Permanence)> {
    let (_, day) = booking.slot.session.parts()?;
    let published = line.into_iter().filter(|series| series.is_published());
    let mut held = published.filter_map(|series| {
        find_in(series, &SessionId::of(&series.id, day), catalogue).map(|session| (session, series))
    });
    held.next()
}

/// The line of series in which a booking's session is to be found: one read,
/// and one for each division that lies before its day.
pub(super) async fn line_of(
    store: &Store,
    catalogue: &Catalogue,
    booking: &Booking,
) -> Result<Vec<Versioned<Permanence>>, TableError> {
    let mut line = Vec::new();
    goes_on(store, catalogue, booking, &mut line, booking.slot.permanence()).await?;
    Ok(line)
}

/// Reads on from `next` until the booking's session is found.
pub(super) async fn goes_on(
    store: &Store,
    catalogue: &Catalogue,
    booking: &Booking,
    line: &mut Vec<Versioned<Permanence>>,
    mut next: Option<PermanenceId>,
) -> Result<(), TableError> {
    while let Some(id) = next.filter(|_| line.len() < LINE) {
        let Some(series) = store.permanences().load(&id).await? else { return Ok(()) };
        let is_found = successor(booking, catalogue, [&series.value]).is_some();
        next = series.value.continued_by.clone().filter(|_| !is_found);
        line.push(series);
    }
    Ok(())
}

/// The seat that a booking has in the slot to which it goes, of which `held`
/// are held; `None` where all are. Whoever keeps their time keeps their seat,
/// also where the slots have fewer of them from now on.
pub(super) fn seat_in(booking: &Booking, slot: &BookedSlot, series: &Permanence, held: &[u32]) -> Option<u32> {
    let own = booking.seat?;
    let is_there = slot.session == booking.slot.session && slot.local_start == booking.slot.local_start;
    let keeps_time = slot.start == booking.slot.start;
    if is_there || (!held.contains(&own) && (own < series.seats || keeps_time)) {
        return Some(own);
    }
    (0..series.seats).find(|seat| !held.contains(seat))
}
