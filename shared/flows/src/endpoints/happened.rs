//! What there is to tell of a commit: its events, with what they are about as
//! it stands now.

use domain::endpoint::{News, of_alert, of_booking, of_need, of_permanence};
use domain::ids::{BookingId, NeedId};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use crate::surveys::alert_of;

/// Of a need: three reads, of a booking two, of a presence or an alert one.
pub(super) async fn happened(store: &Store, commit: &Pending) -> Result<Vec<News>, TableError> {
    let partition = commit.aggregate.as_str();
    if let Some(id) = partition.strip_prefix(keys::NEED).and_then(|id| NeedId::parse(id).ok()) {
        let events = store.outbox().events(commit).await?;
        let Some(loaded) = store.needs().load(&id).await? else { return Ok(Vec::new()) };
        return Ok(of_need(&loaded.case, store.catalogue().load().await?.as_ref(), &events));
    }
    if let Some(id) = partition.strip_prefix(keys::BOOKING).and_then(|id| BookingId::parse(id).ok()) {
        let events = store.outbox().events(commit).await?;
        let loaded = store.bookings().load(&id).await?;
        return Ok(loaded.map(|loaded| of_booking(&loaded.booking, &events)).unwrap_or_default());
    }
    if let Some(id) = alert_of(partition) {
        let alert = store.alerts().load(&id).await?;
        return Ok(alert.map(|alert| of_alert(&alert.value)).into_iter().collect());
    }
    let news = store.permanences().news(commit).await?;
    Ok(news.as_ref().and_then(of_permanence).into_iter().collect())
}
