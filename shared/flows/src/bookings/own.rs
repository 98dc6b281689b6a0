//! What an address has booked already, found by the rows by which its person is.

use domain::booking::{self, Booking, BookingPerson, BookingRefusal, Wish};
use domain::ids::BookingId;
use store::repos::people::Trace;
use store::{Store, TableError};

/// Bookings of one address that are looked at, at most: the last ones made.
const LOOKED_AT: usize = 100;

/// What of the bookings of a person's address stands in the way of a wish, or of
/// waiting for it; but for `moves`, which is to move there. A query for an address
/// that is new, two and a get for fifty bookings for one that is not. Who books in the same
/// session meanwhile changes how full it is, so that a commit is tried anew; of
/// two bookings of one address in two sessions that are made at the same moment,
/// neither knows of the other.
pub(super) async fn in_the_way(
    store: &Store,
    person: Option<&BookingPerson>,
    (wish, waits): (&Wish, bool),
    moves: Option<&BookingId>,
) -> Result<Option<BookingRefusal>, TableError> {
    let Some(contact) = person.and_then(|person| person.contact.as_ref()) else { return Ok(None) };
    let (known, _) = store.people().find(contact.email.as_str(), None, 1).await?;
    let Some(known) = known.first() else { return Ok(None) };
    let traces = store.people().of(known).await?;
    let booked = traces.into_iter().filter_map(|trace| match trace {
        Trace::Booking(id) => Some(id),
        _ => None,
    });
    let ids: Vec<BookingId> = booked.filter(|id| Some(id) != moves).collect();
    let last = &ids[ids.len().saturating_sub(LOOKED_AT)..];
    let found = store.bookings().load_many(last).await?;
    let own: Vec<Booking> = found.into_iter().flatten().map(|found| found.booking).collect();
    Ok(booking::in_the_way(&own, wish, waits, store.now()))
}
