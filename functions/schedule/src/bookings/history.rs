//! What happened to a booking, for staff.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::BookingId;
use web::views::{HistoryView, Names, booking_history};
use web::{Context, Problem};

/// The history, oldest first. Two reads; one more where staff had a part.
pub(crate) async fn of(
    context: &Context,
    catalogue: &Catalogue,
    language: Language,
    id: &BookingId,
) -> Result<Vec<HistoryView>, Problem> {
    let store = &context.store;
    let events = store.bookings().history(id).await?.events;
    let staff = store.staff().names_of(events.iter().map(|event| &event.actor)).await?;
    Ok(booking_history(&Names { catalogue, staff: &staff, language }, &events))
}
