//! Settling: what an attempt means for the delivery and for what it told of,
//! in one commit.

use domain::Instant;
use domain::effect::Effect;
use domain::moves;
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::{TableError, Transaction, Versioned};

use crate::Dispatcher;
use crate::due::Attempt;
use crate::retry::next_attempt;

/// Tries at saving when others change the same need meanwhile.
const TRIES: usize = 20;

impl Dispatcher {
    /// Ends, postpones or gives back a claimed delivery. A referral's mail
    /// that left, or was refused for good, moves the referral on with it.
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
            match self.store.commit(tx).await {
                Ok(()) => {
                    if attempt != Attempt::Unreachable {
                        self.counters.settled(after.status);
                    }
                    let request = after.request.as_deref().unwrap_or("-");
                    tracing::info!(delivery = %after.id, request, status = ?after.status, "a delivery was settled");
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

    async fn move_referral(&self, tx: &mut Transaction, after: &Delivery, now: Instant) -> Result<(), TableError> {
        let DeliveryKind::Need { need, effect: Effect::ReferralMail { agency } } = &after.kind else { return Ok(()) };
        let Some(before) = self.store.needs().load(need).await? else { return Ok(()) };
        if matches!(after.status, DeliveryStatus::Waiting | DeliveryStatus::Dropped) {
            return Ok(());
        }
        let catalogue = self.store.catalogue().load().await?;
        let decided = if after.status == DeliveryStatus::Sent {
            moves::sent(before.case.clone(), agency, &catalogue.staff_days, now)
        } else {
            moves::undeliverable(before.case.clone(), agency, &catalogue, now)
        };
        match decided {
            Ok(decided) if !decided.events.is_empty() => self.store.needs().save(tx, &before, &decided),
            Ok(_) => {}
            // The referral moved on before its mail did: nothing to add.
            Err(error) => tracing::info!(delivery = %after.id, %error, "the referral had moved on"),
        }
        Ok(())
    }
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
