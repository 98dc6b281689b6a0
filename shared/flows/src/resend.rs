//! A dead delivery, by a person's decision: done again, or taken as done.

use store::repos::deliveries::{Delivery, DeliveryStatus, Way};
use store::{Store, TableError, Transaction};

use crate::effects::Contexts;

/// Why a delivery was not sent again.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// There is no such delivery of these contexts, or it is not dead.
    #[error("no dead delivery of that id")]
    NotDead,
    /// The mail would say nothing any more, so none would leave.
    #[error("the mail has nothing to tell any more")]
    NothingToTell,
    /// The table failed.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Puts a dead delivery back to be tried from the start, at once. Where its mail
/// would say nothing any more, so that none would leave, it stays as it is. Two
/// reads, one commit; a query more for a mail that takes a request back.
pub async fn resend(store: &Store, contexts: &Contexts, aggregate: &str, id: &str) -> Result<(), ResendError> {
    let before = store.deliveries().load(aggregate, id).await?.ok_or(ResendError::NotDead)?;
    if before.value.status != DeliveryStatus::Dead {
        return Err(ResendError::NotDead);
    }
    let context = contexts.find(&before.value.work).ok_or(ResendError::NotDead)?;
    let way = context.way(&before.value.work)?;
    if way == Way::Mail && !context.still_matters(store, &before.value).await? {
        return Err(ResendError::NothingToTell);
    }
    let after = Delivery {
        status: DeliveryStatus::Waiting,
        attempts: 0,
        // One that may have left keeps its Message-ID: its reader's side sees
        // that it is the same.
        sending: before.value.sending + u32::from(!before.value.may_have_left()),
        ended_at: None,
        due_at: store.now(),
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after, way);
    tx.wake();
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(ResendError::NotDead),
        other => Ok(other?),
    }
}

/// Takes a delivery as sent that was set aside after a copy was put back:
/// what goes with its leaving follows. Only a mail can have left. Two reads and
/// those of its context, one commit.
pub async fn take_as_sent(store: &Store, contexts: &Contexts, aggregate: &str, id: &str) -> Result<(), ResendError> {
    let before = store.deliveries().load(aggregate, id).await?.ok_or(ResendError::NotDead)?;
    let context = contexts.of(&before.value.work)?;
    let way = context.way(&before.value.work)?;
    if !before.value.may_have_left() || way != Way::Mail {
        return Err(ResendError::NotDead);
    }
    let after = Delivery {
        status: DeliveryStatus::Sent,
        ended_at: Some(store.now()),
        last_error: None,
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after, way);
    context.ended(store, &mut tx, &after).await?;
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(ResendError::NotDead),
        other => Ok(other?),
    }
}
