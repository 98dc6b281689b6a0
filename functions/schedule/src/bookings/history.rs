//! What happened to a booking, for staff.

use std::collections::BTreeMap;

use domain::Language;
use domain::event::{Actor, Event};
use domain::ids::{BookingId, StaffId};
use store::{Store, TableError};
use web::views::{HistoryView, Names, booking_history};
use web::{Context, Problem};

/// The history, oldest first. Three reads; one more where staff had a part.
pub(crate) async fn of(context: &Context, language: Language, id: &BookingId) -> Result<Vec<HistoryView>, Problem> {
    let store = &context.store;
    let events = store.bookings().history(id).await?.events;
    let (catalogue, staff) = (store.catalogue().load().await?, staff_names(store, &events).await?);
    Ok(booking_history(&Names { catalogue: &catalogue, staff: &staff, language }, &events))
}

async fn staff_names(store: &Store, events: &[Event]) -> Result<BTreeMap<StaffId, String>, TableError> {
    if !events.iter().any(|event| matches!(event.actor, Actor::Staff(_))) {
        return Ok(BTreeMap::new());
    }
    Ok(store.staff().list().await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}
