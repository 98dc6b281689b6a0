//! One attempt at a delivery: a mail is rendered and handed over, a deadline or
//! an offer is done.

use domain::Instant;
use domain::effect::Effect;
use domain::ids::{AgencyId, NeedId};
use domain::moves;
use flows::move_on::move_need;
use flows::{FlowError, bookings};
use mail::SendError;
use store::TableError;
use store::repos::deliveries::{Delivery, DeliveryKind};

use crate::Dispatcher;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The other side took it.
    Sent,
    /// There is nothing left to tell.
    Nothing,
    /// The server could not be reached.
    Unreachable,
    /// A failure that may pass; the code.
    Failed(String),
    /// A refusal for good; the code.
    Refused(String),
}

impl Dispatcher {
    pub(crate) async fn attempt(&self, delivery: &Delivery, now: Instant) -> Attempt {
        if let Some(done) = self.act(delivery).await {
            return done;
        }
        let message = match self.post.render(&self.store, delivery).await {
            Ok(Some(message)) => message,
            Ok(None) => return Attempt::Nothing,
            Err(error) => {
                tracing::error!(delivery = %delivery.id, %error, "could not render");
                return Attempt::Failed("render".to_owned());
            }
        };
        match self.transport.send(&message, now).await {
            Ok(()) => Attempt::Sent,
            Err(SendError::Unreachable) => {
                tracing::warn!("the mail server can't be reached; deliveries wait");
                self.health.lost();
                Attempt::Unreachable
            }
            Err(SendError::Temporary(code)) => Attempt::Failed(code.to_string()),
            Err(SendError::Refused(code)) => Attempt::Refused(code.to_string()),
        }
    }

    /// What is done rather than sent: offering a seat, ending an offer or a place
    /// in a queue, ending the wait for an agency's answer. `None` for a mail.
    async fn act(&self, delivery: &Delivery) -> Option<Attempt> {
        let done = match &delivery.kind {
            DeliveryKind::Booking { effect: Effect::SeatOffer(freed), .. } => {
                bookings::offer_seat(&self.store, freed).await
            }
            DeliveryKind::Booking { booking, effect: Effect::OfferEnd { until } } => {
                bookings::end_offer(&self.store, booking, *until).await
            }
            DeliveryKind::Booking { booking, effect: Effect::QueueEnd { .. } } => {
                bookings::end_wait(&self.store, booking).await
            }
            DeliveryKind::Need { need, effect: Effect::ReferralDeadline { agency, .. } } => {
                self.expire(need, agency).await
            }
            _ => return None,
        };
        Some(match done {
            Ok(()) => Attempt::Nothing,
            Err(error) => {
                tracing::warn!(delivery = %delivery.id, %error, "a turn or a deadline waits");
                Attempt::Failed("table".to_owned())
            }
        })
    }

    /// The deadline of a referral: where its agency has not answered, the next
    /// one is asked and the member told. An answer that came in time, a need
    /// that is over or erased, and a deadline that was moved say nothing. Two
    /// reads, one commit where it expires.
    async fn expire(&self, need: &NeedId, agency: &AgencyId) -> Result<(), TableError> {
        let moved = move_need(&self.store, need, |case, catalogue, now| moves::expire(case, agency, catalogue, now));
        match moved.await {
            Err(FlowError::Table(error)) => Err(error),
            _ => Ok(()),
        }
    }
}
