//! Who may see and change a booking, and who looks after a session.

use domain::booking::Booking;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{BookingId, SessionId};
use domain::permanence::Permanence;
use domain::sight;
use store::link::LinkPurpose;
use store::repos::bookings::LoadedBooking;
use web::{Context, Principal, Problem, Scope};

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

/// Leaves of a booking what the caller may read: the people of its place read less
/// than others.
pub(crate) fn keep_readable(booking: &mut Booking, principal: &Principal, catalogue: &Catalogue) {
    if let Some(Scope::Location(_)) = principal.scope() {
        sight::keep_for_place(booking, catalogue);
    }
}

/// The presence of a session that somebody looks after, also as the successor
/// of its agency: one read, 404 for others.
pub(crate) async fn seen(
    context: &Context,
    catalogue: &Catalogue,
    scope: &Scope,
    session: &SessionId,
) -> Result<Permanence, Problem> {
    let (permanence, day) = session.parts().ok_or_else(Problem::not_found)?;
    let of = context.store.permanences().load(&permanence).await?.ok_or_else(Problem::not_found)?.value;
    let comes = catalogue.acting(&of.agency, day).map(|agency| &agency.id);
    let theirs = scope.sees_agency(&of.agency) || comes.is_some_and(|agency| scope.sees_agency(agency));
    if theirs || scope.sees_location(&of.location) { Ok(of) } else { Err(Problem::not_found()) }
}
