//! What wakes the dispatcher in the cloud: the table's stream, a timer, and
//! the mail service's notices. Each is a wake-up only, so every one of them may
//! come twice, late or not at all.
//!
//! An event is read as plain JSON, record by record: a record that can't be
//! read is set aside and named in the log, and the others go on. What such a
//! record told of is found by the next sweep, for the mark that it announced
//! stands in the table until its work is done, and its key says what it is.

mod notice;
mod records;
#[cfg(test)]
mod tests;

use flows::effects::Round;
use serde::Serialize;
use serde_json::Value;
use store::TableError;

use crate::dispatcher::Dispatcher;

pub use notice::Notice;
pub use records::{Decoded, Record, decode};

/// An answer to the stream: where to begin again. Only the first failing
/// record is named, as everything after it comes again anyway.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    /// At most one.
    pub batch_item_failures: Vec<Failure>,
}

/// A record to begin again with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Its sequence number in the shard.
    pub item_identifier: String,
}

/// What an event was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fed {
    /// Records of the stream.
    Batch(BatchAnswer),
    /// The timer, which sweeps.
    Timer,
    /// A notice of the mail service; whether it changed anything.
    Notice(bool),
}

impl Dispatcher {
    /// Takes any event that the cloud sends to the dispatcher. Fails where the
    /// sender is to try again.
    pub async fn feed(&self, event: &Value) -> Result<Fed, TableError> {
        if let Some(records) = event.get("Records").and_then(Value::as_array) {
            return Ok(Fed::Batch(self.feed_batch(records).await?));
        }
        if let Some(notice) = Notice::read(event) {
            return Ok(Fed::Notice(self.bounced(&notice).await?));
        }
        self.strike().await?;
        Ok(Fed::Timer)
    }

    /// Plans and counts what a batch announces, in its order, and performs
    /// what that made due: by its keys, as looking for all that is due is the
    /// timer's.
    async fn feed_batch(&self, records: &[Value]) -> Result<BatchAnswer, TableError> {
        let mut answer = BatchAnswer::default();
        let (mut planned, mut counts) = (Vec::new(), Vec::new());
        let round = Round::new(&self.store);
        for record in records {
            let Record { sequence, decoded } = decode(record);
            let done = match decoded {
                Decoded::Plan(pending) => self.accept_in(&round, &pending).await.map(|due| planned.extend(due)),
                Decoded::Count(uncounted) => {
                    counts.push((sequence.clone(), uncounted));
                    Ok(())
                }
                Decoded::Send(due) => {
                    planned.push(due);
                    Ok(())
                }
                Decoded::Nothing => Ok(()),
                Decoded::Unreadable(why) => {
                    tracing::error!(sequence, why, "a stream record was set aside; the next sweep does its work");
                    Ok(())
                }
            };
            if let Err(error) = done {
                tracing::warn!(sequence, %error, "a stream record waits");
                answer.batch_item_failures.push(Failure { item_identifier: sequence });
                break;
            }
        }
        let first = counts.first().map(|(sequence, _)| sequence.clone());
        let marks = counts.into_iter().map(|(_, uncounted)| uncounted).collect();
        if let (Err(error), Some(sequence)) = (self.count(marks).await, first) {
            tracing::warn!(sequence, %error, "counting waits");
            // The batch begins again at the sooner of the two.
            let sooner =
                answer.batch_item_failures.first().is_none_or(|known| precedes(&sequence, &known.item_identifier));
            if sooner {
                answer.batch_item_failures = vec![Failure { item_identifier: sequence }];
            }
        }
        // What is planned stands in the table: performing it never holds up the shard.
        if let Err(error) = self.perform(&planned).await {
            tracing::warn!(%error, "due deliveries wait for the timer");
        }
        Ok(answer)
    }
}

/// Sequence numbers are decimal numbers of any length.
fn precedes(one: &str, other: &str) -> bool {
    (one.len(), one) < (other.len(), other)
}
