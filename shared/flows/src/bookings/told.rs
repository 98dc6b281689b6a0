//! What is told in place of a step, by what is known beside the booking: who gave
//! it back, and whether somebody receives people at its time.

use domain::booking::Booking;
use domain::catalogue::Catalogue;
use domain::event::{Actor, EventKind};
use domain::staff::StaffRole;
use mail::compose::{AgencyNews, PersonNews};
use store::{Store, TableError};

use super::attended::nobody_at;

/// Who gave a booking back, where it was not its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// The agency that comes.
    Agency,
    /// Others who look after it.
    Others,
}

/// To its person: an appointment that others gave back is told as that, and so is
/// a time at which nobody came. A query and a read for the one, two reads for the
/// other.
pub(super) async fn to_person(
    store: &Store,
    catalogue: &Catalogue,
    booking: &Booking,
    news: PersonNews,
) -> Result<PersonNews, TableError> {
    Ok(match news {
        PersonNews::Cancelled => match given_back_by(store, booking).await? {
            Some(by) => PersonNews::CalledOff { by_agency: by == By::Agency },
            None => news,
        },
        PersonNews::QueueEnded if !was_attended(store, catalogue, booking).await? => PersonNews::QueueLost,
        _ => news,
    })
}

/// To whoever is there. Two queries and a read at most.
pub(super) async fn to_office(store: &Store, booking: &Booking, news: AgencyNews) -> Result<AgencyNews, TableError> {
    let is_called_off = news == AgencyNews::Cancelled && given_back_by(store, booking).await?.is_some();
    Ok(if is_called_off { AgencyNews::CalledOff } else { news })
}

async fn given_back_by(store: &Store, booking: &Booking) -> Result<Option<By>, TableError> {
    let events = store.bookings().history(&booking.id).await?.events;
    let given_back = events.iter().rev().find(|event| matches!(event.kind, EventKind::BookingCancelled { .. }));
    Ok(match given_back.map(|event| &event.actor) {
        Some(Actor::Staff(id)) => {
            let role = store.staff().load(id).await?.map(|found| found.value.role);
            let own = matches!(role, Some(StaffRole::Adviser { agency }) if agency == booking.agency);
            Some(if own { By::Agency } else { By::Others })
        }
        Some(Actor::Agency(_)) => Some(By::Agency),
        Some(Actor::Host(_) | Actor::Administrator) => Some(By::Others),
        Some(Actor::Member | Actor::Source(_) | Actor::System) | None => None,
    })
}

async fn was_attended(store: &Store, catalogue: &Catalogue, booking: &Booking) -> Result<bool, TableError> {
    let Some(series) = booking.slot.permanence() else { return Ok(true) };
    match store.permanences().load(&series).await? {
        Some(series) => Ok(nobody_at(store, catalogue, (booking, &series.value)).await?.is_none()),
        None => Ok(true),
    }
}
