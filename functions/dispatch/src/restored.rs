//! A table that was put back from a copy: what may have left since waits for a
//! person's word.

use chrono::TimeDelta;
use domain::Instant;
use store::repos::deliveries::{Delivery, DeliveryStatus, Due, RESTORED, Way};
use store::{TableError, Transaction, keys};

use crate::dispatcher::Dispatcher;

/// The clock of the machine that the copy was taken on may have been ahead.
const CLOCKS: TimeDelta = TimeDelta::minutes(5);

impl Dispatcher {
    /// Sets aside everything that is due by now: where this table is a copy,
    /// the one that it was taken of at `copied_at` may have done it since. What
    /// fell due later goes its way. Nothing follows from it until somebody sends
    /// it, or says that it left. Answers how many; again it finds what it left.
    pub async fn hold_back(&self, copied_at: Instant) -> Result<usize, TableError> {
        self.void_leases().await?;
        // The mornings since then began there, and their mails left.
        flows::begin_last_morning(&self.store, copied_at.plus(-CLOCKS)).await?;
        // What is committed and not planned may have been planned since.
        loop {
            match self.sweep().await {
                Ok(swept) if swept.planned > 0 => {}
                // One that can't be read keeps its mark, is named in the log,
                // and holds up no start.
                Ok(_) | Err(TableError::Corrupt(_)) => break,
                Err(fault) => return Err(fault),
            }
        }
        let until = self.store.now().plus(CLOCKS);
        let mut held = 0;
        for shard in 0..keys::SHARDS {
            let due = self.store.deliveries().waiting(shard).await?;
            for due in due.iter().filter(|due| due.at <= until) {
                held += usize::from(self.set_aside(due).await?);
            }
        }
        Ok(held)
    }

    async fn set_aside(&self, due: &Due) -> Result<bool, TableError> {
        let before = match self.store.deliveries().load(&due.aggregate, &due.id).await {
            Ok(Some(before)) => before,
            Ok(None) => return Ok(false),
            Err(TableError::Corrupt(_)) => return Ok(self.pass_over(due)),
            Err(fault) => return Err(fault),
        };
        if before.value.status != DeliveryStatus::Waiting || before.value.due_at != due.at {
            return Ok(false);
        }
        // Nor does one that no context can read: it is never performed either.
        let Ok(way) = self.contexts.way(&before.value.work) else { return Ok(self.pass_over(due)) };
        // An endpoint sees by its id that it had a call before.
        if way == Way::Web {
            return Ok(false);
        }
        let after = Delivery {
            status: DeliveryStatus::Dead,
            ended_at: Some(self.store.now()),
            last_error: Some(RESTORED.to_owned()),
            ..before.value.clone()
        };
        let mut tx = Transaction::new();
        self.store.deliveries().save(&mut tx, &before, &after, way);
        self.store.commit(tx).await?;
        Ok(true)
    }

    fn pass_over(&self, due: &Due) -> bool {
        self.unreadable(&keys::delivery(&due.aggregate, &due.id));
        false
    }
}
