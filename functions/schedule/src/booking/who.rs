//! Who may see and change a booking.

use domain::booking::Booking;
use domain::event::Actor;
use domain::ids::BookingId;
use store::link::LinkPurpose;
use store::repos::bookings::LoadedBooking;
use web::{Context, Principal, Problem};

/// A booking that the caller may see, and as whom: staff of its agency or its
/// place, the coordinator, or whoever holds its link. 404 for everybody else.
/// One read.
pub(crate) async fn find(
    context: &Context,
    principal: &Principal,
    id: &BookingId,
) -> Result<(LoadedBooking, Actor), Problem> {
    let found = context.store.bookings().load(id).await?.ok_or_else(Problem::not_found)?;
    let actor = actor(principal, &found.booking).ok_or_else(Problem::not_found)?;
    Ok((found, actor))
}

fn actor(principal: &Principal, booking: &Booking) -> Option<Actor> {
    if let Principal::Link(link) = principal {
        let own = link.purpose == LinkPurpose::Booking
            && link.id == booking.id.as_str()
            && link.generation == booking.link_generation;
        return own.then_some(Actor::Member);
    }
    let scope = principal.scope()?;
    let concerned = scope.sees_agency(&booking.agency) || scope.sees_location(&booking.location);
    principal.actor().filter(|_| concerned)
}
