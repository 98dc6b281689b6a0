//! Settling: what an attempt means for the delivery and for what it told of,
//! in one commit.

use domain::Instant;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way};
use store::{TableError, Transaction};

use crate::attempt::Attempt;
use crate::claimed::Claimed;
use crate::dispatcher::Dispatcher;
use crate::retry::next_attempt;

/// Tries at saving when others change the same need meanwhile.
const TRIES: usize = 20;

impl Dispatcher {
    /// Ends, postpones or gives back a claimed delivery. What its context adds
    /// to its end is in the same commit.
    pub(crate) async fn settle(&self, claimed: &Claimed<'_>, attempt: &Attempt) -> Result<(), TableError> {
        let Claimed { context, way, leased, .. } = claimed;
        let after = settled(claimed, attempt, self.store.now());
        for _ in 0..TRIES {
            let mut tx = Transaction::new();
            self.store.deliveries().save(&mut tx, leased, &after, *way);
            if after.status != DeliveryStatus::Waiting {
                context.ended(&self.store, &mut tx, &after).await?;
            }
            match self.store.commit(tx).await {
                Ok(()) => {
                    // Whoever looks after an endpoint is told when it is switched off.
                    if !matches!(attempt, Attempt::Unreachable | Attempt::Later(_)) && *way != Way::Web {
                        self.counters.settled(after.status);
                    }
                    log_settled(&after, *way);
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
}

/// The line that ends the story of a request; a warning where the delivery was
/// given up. What kept it is a code of the other side's, or a word of ours.
pub(crate) fn log_settled(after: &Delivery, way: Way) {
    let Delivery { id, status, attempts, .. } = after;
    let (request, kind) = (after.request.as_deref().unwrap_or("-"), after.work.kind());
    let way = match way {
        Way::Mail => "mail",
        Way::Direct => "act",
        Way::Web => "webhook",
    };
    // What a delivery met before it was sent is no news.
    let code = after.last_error.as_deref().filter(|_| *status != DeliveryStatus::Sent);
    if *status == DeliveryStatus::Dead {
        tracing::warn!(delivery = %id, request, way, kind, attempts, code, ?status, "a delivery was settled");
    } else {
        tracing::info!(delivery = %id, request, way, kind, attempts, code, ?status, "a delivery was settled");
    }
}

/// The delivery after an attempt.
fn settled(claimed: &Claimed<'_>, attempt: &Attempt, now: Instant) -> Delivery {
    let free = Delivery { lease: None, ..claimed.leased.value.clone() };
    let ended = |status, error: Option<&String>| Delivery {
        status,
        ended_at: Some(now),
        last_error: error.cloned().or_else(|| free.last_error.clone()),
        ..free.clone()
    };
    match attempt {
        Attempt::Sent => ended(DeliveryStatus::Sent, None),
        Attempt::Nothing => ended(DeliveryStatus::Dropped, None),
        Attempt::Unreachable => Delivery { due_at: claimed.was_due_at, ..free },
        Attempt::Later(at) => Delivery { due_at: *at, ..free },
        Attempt::Refused(code) => Delivery { attempts: free.attempts + 1, ..ended(DeliveryStatus::Dead, Some(code)) },
        Attempt::Failed(code, not_before) => {
            let attempts = free.attempts + 1;
            let due_at = next_attempt(claimed.way, now, &free.id, attempts);
            match due_at.map(|due_at| not_before.map_or(due_at, |not_before| not_before.max(due_at))) {
                Some(due_at) => Delivery { attempts, due_at, last_error: Some(code.clone()), ..free },
                None => Delivery { attempts, ..ended(DeliveryStatus::Dead, Some(code)) },
            }
        }
    }
}
