//! Sending a dead delivery again, by a person's decision.

use store::repos::deliveries::{Delivery, DeliveryStatus};
use store::{Store, TableError, Transaction};

/// Why a delivery was not sent again.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// There is no such delivery, or it is not dead.
    #[error("no dead delivery of that id")]
    NotDead,
    /// The table failed.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Puts a dead delivery back to be tried from the start, at once.
pub async fn resend(store: &Store, aggregate: &str, id: &str) -> Result<(), ResendError> {
    let before = store.deliveries().load(aggregate, id).await?.ok_or(ResendError::NotDead)?;
    if before.value.status != DeliveryStatus::Dead {
        return Err(ResendError::NotDead);
    }
    let after = Delivery {
        status: DeliveryStatus::Waiting,
        attempts: 0,
        sending: before.value.sending + 1,
        ended_at: None,
        due_at: store.now(),
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after);
    tx.wake();
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(ResendError::NotDead),
        other => Ok(other?),
    }
}
