//! The effects of bookings: what each does, and what goes with its end. Where a
//! series or the place of one changes, its bookings follow; where an adviser
//! changes, those who wait for them may get a seat.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::booking;
use domain::booking::effect::{BookingEffect, BookingStep, plan};
use domain::clock::BRUSSELS;
use domain::event::{Actor, EventKind};
use domain::ids::{AdviserId, BookingId, LocationId, PermanenceId};
use serde::{Deserialize, Serialize};
use store::keys::PermanenceList;
use store::repos::bookings::LoadedBooking;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use super::follow::{follow, offer_again};
use super::mails::{booking_mail, says_something};
use super::queue::{end_offer, end_wait, offer_seat};
use crate::effects::{About, Context, Description, Outcome, Planned, Task};
use crate::members::{MemberBookingWork, joins_at};
use crate::surveys::after_visit;

/// Bookings, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Bookings;

/// What a delivery of a booking does, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "booking")]
pub struct BookingWork {
    /// The booking.
    pub booking: BookingId,
    /// What, for whom.
    pub effect: BookingEffect,
}

#[async_trait]
impl Context for Bookings {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::BOOKING, keys::PERMANENCE, keys::LOCATION, keys::ADVISER]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["booking"]
    }

    /// What a booking asks for; a series that changed, or the place that some
    /// are at, has its bookings follow first, one commit each.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        if let Some(id) = commit.aggregate.strip_prefix(keys::ADVISER) {
            for series in series_naming(store, id).await? {
                offer_again(store, &series).await?;
            }
            return Ok(Vec::new());
        }
        let Some(id) = commit.aggregate.strip_prefix(keys::BOOKING) else {
            for series in changed_series(store, &commit.aggregate).await? {
                follow(store, &series).await?;
            }
            return Ok(Vec::new());
        };
        let events = store.outbox().events(commit).await?;
        let (Ok(booking), now) = (BookingId::parse(id), store.now()) else { return Ok(Vec::new()) };
        let planned = |effect: BookingEffect| {
            let (recipient, due_at) = (effect.recipient(), effect.due_at(now)?);
            Some(Planned::new(&BookingWork { booking: booking.clone(), effect }, recipient, due_at))
        };
        let mut effects = plan(&events);
        if let Some(event) = events.first()
            && effects.iter().any(|effect| matches!(effect, BookingEffect::BookingAgencyMail(_)))
            && agency_did_it(store, &booking, &event.actor).await?
        {
            effects.retain(|effect| !matches!(effect, BookingEffect::BookingAgencyMail(_)));
        }
        let mut all: Vec<Planned> = effects.into_iter().filter_map(planned).collect::<Result<_, _>>()?;
        all.extend(after_visit(&booking, &events)?);
        let made = |kind: &EventKind| matches!(kind, EventKind::BookingMade { .. } | EventKind::BookingWaiting { .. });
        if let Some(made) = events.iter().find(|event| made(&event.kind)) {
            let at = joins_at(made.at, booking.as_str());
            all.push(Planned::new(&MemberBookingWork { booking }, "joins-member", at)?);
        }
        Ok(all)
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        let BookingWork { effect, .. } = work.read()?;
        Ok(if effect.is_mail() { Way::Mail } else { Way::Direct })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let BookingWork { booking, effect } = task.delivery.work.read()?;
        match &effect {
            BookingEffect::SeatOffer(freed) => offer_seat(task.store, freed).await?,
            BookingEffect::OfferEnd { until } => end_offer(task.store, &booking, *until).await?,
            BookingEffect::QueueEnd { .. } => end_wait(task.store, &booking).await?,
            BookingEffect::BookingMail(_)
            | BookingEffect::BookingAgencyMail(_)
            | BookingEffect::BookingReminder { .. } => {
                return booking_mail(task, &booking, &effect).await;
            }
        }
        Ok(Outcome::Nothing)
    }

    /// A seat's offer moves on with its mail: it is kept a day from when that
    /// left, and no longer where nobody can be told. Two reads.
    async fn ended(
        &self,
        store: &Store,
        tx: &mut Transaction,
        after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        let BookingWork { booking, effect: BookingEffect::BookingMail(BookingStep::Offered) } = after.work.read()?
        else {
            return Ok(None);
        };
        let decide = match after.status {
            DeliveryStatus::Waiting => return Ok(None),
            DeliveryStatus::Sent => booking::offer_told,
            DeliveryStatus::Dropped | DeliveryStatus::Dead => booking::offer_untold,
        };
        let Some(before) = store.bookings().load(&booking).await? else { return Ok(None) };
        let decided = decide(before.booking.clone(), store.now());
        if decided.events.is_empty() {
            return Ok(None);
        }
        let fullness = store.bookings().fullness(&[&before.booking.slot.session]).await?;
        store.bookings().save(tx, &before, &decided, &fullness);
        Ok(Some(Pending::new(&after.aggregate, before.version + 1)))
    }

    /// One read for fifty bookings.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let asked: Vec<BookingWork> =
            deliveries.iter().map(|delivery| delivery.work.read()).collect::<Result<_, TableError>>()?;
        let mut found: BTreeMap<BookingId, Option<LoadedBooking>> =
            asked.iter().map(|work| (work.booking.clone(), None)).collect();
        let ids: Vec<BookingId> = found.keys().cloned().collect();
        found.extend(ids.iter().cloned().zip(store.bookings().load_many(&ids).await?));
        let matters = |work: &BookingWork| match found.get(&work.booking) {
            Some(Some(LoadedBooking { booking, person: Some(person), .. })) => {
                says_something(booking, person, &work.effect, store.now())
            }
            _ => false,
        };
        Ok(asked.iter().map(matters).collect())
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let words = match delivery.work.read::<BookingWork>()?.effect {
            BookingEffect::BookingMail(_) => "mail-booking",
            BookingEffect::BookingAgencyMail(_) => "mail-booking-agency",
            BookingEffect::BookingReminder { .. } => "mail-booking-reminder",
            BookingEffect::SeatOffer(_) => "mail-seat-offer",
            BookingEffect::OfferEnd { .. } => "mail-offer-end",
            BookingEffect::QueueEnd { .. } => "mail-queue-end",
        };
        Ok(Description::new("booking", words, About::Other("mail-booking-of")))
    }
}

/// Whether whoever did it reads the agency's mail: nobody is told of what they did
/// themselves. Three reads where somebody of the staff did it.
async fn agency_did_it(store: &Store, booking: &BookingId, by: &Actor) -> Result<bool, TableError> {
    let Actor::Staff(staff) = by else { return Ok(false) };
    let Some(staff) = store.staff().load(staff).await? else { return Ok(false) };
    let Some(found) = store.bookings().load(booking).await? else { return Ok(false) };
    let catalogue = store.catalogue().load().await?;
    let agency = catalogue.agencies.get(&found.booking.agency);
    Ok(agency.is_some_and(|agency| agency.email.as_str().eq_ignore_ascii_case(staff.value.email.as_str())))
}

/// The series that a mark is about: itself, or those at a place. One query for
/// a place.
async fn changed_series(store: &Store, partition: &str) -> Result<Vec<PermanenceId>, TableError> {
    if let Some(id) = partition.strip_prefix(keys::PERMANENCE) {
        return Ok(PermanenceId::parse(id).into_iter().collect());
    }
    let Some(Ok(location)) = partition.strip_prefix(keys::LOCATION).map(LocationId::parse) else {
        return Ok(Vec::new());
    };
    let today = store.now().day_in(BRUSSELS);
    let held = store.permanences().list(&PermanenceList::Location(location), today).await?;
    Ok(held.into_iter().map(|permanence| permanence.id).collect())
}

/// The series that name an adviser and are not over. Two reads, and a query for
/// the agency and for each whose work it does.
async fn series_naming(store: &Store, adviser: &str) -> Result<Vec<PermanenceId>, TableError> {
    let Ok(id) = AdviserId::parse(adviser) else { return Ok(Vec::new()) };
    let Some(adviser) = store.advisers().load(&id).await?.map(|found| found.value) else { return Ok(Vec::new()) };
    let catalogue = store.catalogue().load().await?;
    let today = store.now().day_in(BRUSSELS);
    let mut naming = Vec::new();
    for filed in catalogue.same_work(&adviser.agency, today) {
        let listed = store.permanences().list(&PermanenceList::Agency(filed.clone()), today).await?;
        naming.extend(listed.into_iter().filter(|one| one.advisers.contains(&id)).map(|one| one.id));
    }
    Ok(naming)
}
