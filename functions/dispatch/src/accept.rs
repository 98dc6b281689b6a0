//! Planning: from the events of one commit to delivery rows.

use domain::clock::BRUSSELS;
use domain::effect::{Effect, plan};
use domain::ids::{BookingId, LocationId, NeedId, PermanenceId};
use store::keys::PermanenceList;
use store::repos::deliveries::{Delivery, DeliveryKind, Due};
use store::repos::outbox::Pending;
use store::secrets::digest;
use store::{TableError, Transaction, keys};

use crate::Dispatcher;

impl Dispatcher {
    /// Plans the effects of one commit and clears its mark, in one commit.
    /// Planning the same commit again finds the deliveries there and only
    /// clears the mark. Answers the due rows of what it planned.
    pub async fn accept(&self, pending: &Pending) -> Result<Vec<Due>, TableError> {
        store::request::within(pending.request.clone(), self.plan(pending)).await
    }

    async fn plan(&self, pending: &Pending) -> Result<Vec<Due>, TableError> {
        if let Some(id) = pending.aggregate.strip_prefix(keys::PERMANENCE) {
            let id = PermanenceId::parse(id).ok();
            return self.follow(pending, id.into_iter().collect()).await;
        }
        if let Some(id) = pending.aggregate.strip_prefix(keys::LOCATION) {
            let Ok(location) = LocationId::parse(id) else { return self.follow(pending, Vec::new()).await };
            let today = self.store.now().day_in(BRUSSELS);
            let held = self.store.permanences().list(&PermanenceList::Location(location), today).await?;
            return self.follow(pending, held.into_iter().map(|permanence| permanence.id).collect()).await;
        }
        let events = self.store.outbox().events(pending).await?;
        let mut tx = Transaction::new();
        let mut due = Vec::new();
        for effect in plan(&events) {
            if let Some(delivery) = self.delivery(pending, effect) {
                self.store.deliveries().create(&mut tx, &delivery);
                due.push(delivery.due());
            }
        }
        self.store.outbox().planned(&mut tx, pending);
        let planned = self.store.commit(tx).await;
        self.moved_on();
        match planned {
            Err(TableError::Conflict { .. }) => {
                let mut tx = Transaction::new();
                self.store.outbox().planned(&mut tx, pending);
                self.store.commit(tx).await?;
            }
            other => other?,
        }
        Ok(due)
    }

    /// Series changed, or the place that they are at: their bookings follow,
    /// one commit each. The mark goes last, so whatever breaks off is taken up
    /// again.
    async fn follow(&self, pending: &Pending, changed: Vec<PermanenceId>) -> Result<Vec<Due>, TableError> {
        for id in &changed {
            flows::bookings::follow(&self.store, id).await?;
        }
        let mut tx = Transaction::new();
        self.store.outbox().planned(&mut tx, pending);
        let done = self.store.commit(tx).await;
        self.moved_on();
        done.map(|()| Vec::new())
    }

    fn delivery(&self, pending: &Pending, effect: Effect) -> Option<Delivery> {
        let now = self.store.now();
        let due_at = effect.due_at(now)?;
        let recipient = recipient(&effect);
        let id = digest(format!("{}\n{}\n{recipient}", pending.aggregate, pending.version).as_bytes());
        let kind = match pending.aggregate.strip_prefix(keys::BOOKING) {
            Some(booking) => DeliveryKind::Booking { booking: BookingId::parse(booking).ok()?, effect },
            None => {
                DeliveryKind::Need { need: NeedId::parse(pending.aggregate.strip_prefix(keys::NEED)?).ok()?, effect }
            }
        };
        let delivery = Delivery::new(id[..32].to_owned(), pending.aggregate.clone(), kind, now);
        Some(Delivery { due_at, ..delivery })
    }
}

/// Effect and recipient as text, for the delivery's id: one delivery for each
/// commit, recipient and kind.
fn recipient(effect: &Effect) -> String {
    match effect {
        Effect::ReferralMail { agency } => format!("referral:{agency}"),
        Effect::ReferralLinkMail { agency } => format!("referral-link:{agency}"),
        Effect::ReferralWithdrawnMail { agency } => format!("referral-withdrawn:{agency}"),
        Effect::ReferralDeadline { agency, .. } => format!("referral-deadline:{agency}"),
        Effect::MemberMail(_) | Effect::BookingMail(_) => "member".to_owned(),
        Effect::BookingAgencyMail(_) => "agency".to_owned(),
        Effect::BookingReminder { .. } => "reminder".to_owned(),
        Effect::SeatOffer(_) => "seat-offer".to_owned(),
        Effect::OfferEnd { .. } => "offer-end".to_owned(),
        Effect::QueueEnd { .. } => "queue-end".to_owned(),
    }
}
