//! Settling: what an attempt means for the delivery and for what it told of,
//! in one commit.

use domain::Instant;
use domain::effect::{BookingStep, Effect};
use domain::{booking, moves};
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::repos::outbox::Pending;
use store::{TableError, Transaction, Versioned};

use crate::Dispatcher;
use crate::attempt::Attempt;
use crate::retry::next_attempt;

/// Tries at saving when others change the same need meanwhile.
const TRIES: usize = 20;

impl Dispatcher {
    /// Ends, postpones or gives back a claimed delivery. A referral's mail, or
    /// an offer's, that left or was refused for good moves that on with it.
    pub(crate) async fn settle(
        &self,
        leased: &Versioned<Delivery>,
        attempt: Attempt,
        was_due_at: Instant,
        now: Instant,
    ) -> Result<(), TableError> {
        let after = settled(&leased.value, &attempt, was_due_at, now);
        for _ in 0..TRIES {
            let mut tx = Transaction::new();
            self.store.deliveries().save(&mut tx, leased, &after);
            self.move_referral(&mut tx, &after, now).await?;
            self.move_offer(&mut tx, &after).await?;
            match self.store.commit(tx).await {
                Ok(()) => {
                    if attempt != Attempt::Unreachable {
                        self.counters.settled(after.status);
                    }
                    told(&after);
                    return Ok(());
                }
                // The lease ended and another process has it: it will settle.
                Err(TableError::Conflict { index: 0 }) => return Ok(()),
                Err(TableError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(TableError::Contended)
    }

    /// Moves a seat's offer on with its mail: it is kept a day from when that
    /// left, and no longer where nobody can be told. Answers the commit that is
    /// then to be planned. Two reads.
    pub(crate) async fn move_offer(
        &self,
        tx: &mut Transaction,
        after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        let DeliveryKind::Booking { booking, effect: Effect::BookingMail(BookingStep::Offered) } = &after.kind else {
            return Ok(None);
        };
        let decide = match after.status {
            DeliveryStatus::Waiting => return Ok(None),
            DeliveryStatus::Sent => booking::offer_told,
            DeliveryStatus::Dropped | DeliveryStatus::Dead => booking::offer_untold,
        };
        let Some(before) = self.store.bookings().load(booking).await? else { return Ok(None) };
        let decided = decide(before.booking.clone(), self.store.now());
        if decided.events.is_empty() {
            return Ok(None);
        }
        let fullness = self.store.bookings().fullness(&[&before.booking.slot.session]).await?;
        self.store.bookings().save(tx, &before, &decided, None, &fullness);
        Ok(Some(Pending::new(&after.aggregate, before.version + 1)))
    }

    /// Moves a referral on with its mail; answers the commit that is then to be
    /// planned.
    pub(crate) async fn move_referral(
        &self,
        tx: &mut Transaction,
        after: &Delivery,
        now: Instant,
    ) -> Result<Option<Pending>, TableError> {
        let DeliveryKind::Need { need, effect: Effect::ReferralMail { agency } } = &after.kind else {
            return Ok(None);
        };
        if matches!(after.status, DeliveryStatus::Waiting | DeliveryStatus::Dropped) {
            return Ok(None);
        }
        let Some(before) = self.store.needs().load(need).await? else { return Ok(None) };
        let catalogue = self.store.catalogue().load().await?;
        let decided = if after.status == DeliveryStatus::Sent {
            moves::sent(before.case.clone(), agency, &catalogue.staff_days, now)
        } else {
            moves::undeliverable(before.case.clone(), agency, &catalogue, now)
        };
        match decided {
            Ok(decided) if !decided.events.is_empty() => {
                self.store.needs().save(tx, &before, &decided);
                Ok(Some(Pending::new(&after.aggregate, before.version + 1)))
            }
            Ok(_) => Ok(None),
            // The referral moved on before its mail did: nothing to add.
            Err(error) => {
                tracing::info!(delivery = %after.id, %error, "the referral had moved on");
                Ok(None)
            }
        }
    }
}

/// The line that ends the story of a request.
pub(crate) fn told(after: &Delivery) {
    let request = after.request.as_deref().unwrap_or("-");
    tracing::info!(delivery = %after.id, request, status = ?after.status, "a delivery was settled");
}

/// The delivery after an attempt.
fn settled(leased: &Delivery, attempt: &Attempt, was_due_at: Instant, now: Instant) -> Delivery {
    let free = Delivery { lease: None, ..leased.clone() };
    let ended = |status, error: Option<&String>| Delivery {
        status,
        ended_at: Some(now),
        last_error: error.cloned().or_else(|| free.last_error.clone()),
        ..free.clone()
    };
    match attempt {
        Attempt::Sent => ended(DeliveryStatus::Sent, None),
        Attempt::Nothing => ended(DeliveryStatus::Dropped, None),
        Attempt::Unreachable => Delivery { due_at: was_due_at, ..free },
        Attempt::Refused(code) => Delivery { attempts: free.attempts + 1, ..ended(DeliveryStatus::Dead, Some(code)) },
        Attempt::Failed(code) => {
            let attempts = free.attempts + 1;
            match next_attempt(now, &free.id, attempts) {
                Some(due_at) => Delivery { attempts, due_at, last_error: Some(code.clone()), ..free },
                None => Delivery { attempts, ..ended(DeliveryStatus::Dead, Some(code)) },
            }
        }
    }
}
