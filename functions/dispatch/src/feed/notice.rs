//! Notices of the mail service: a mail that left came back, or its reader
//! complained. A notice names a delivery of any kind, by the tags that its mail
//! was sent with, and which of its sendings it speaks of.

use mail::Origin;
use mail::transport::{DELIVERY_TAG, ORIGIN_TAG, SENDING_TAG, THREAD_TAG};
use serde_json::Value;
use store::repos::deliveries::{Delivery, DeliveryStatus};
use store::repos::outbox::Pending;
use store::{TableError, Transaction, Versioned};

use crate::dispatcher::Dispatcher;
use crate::settle::log_settled;

/// Tries at saving when others change the same need meanwhile.
const TRIES: usize = 20;

/// A mail will not be read: it bounced for good, or was complained of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which sending of what.
    pub origin: Origin,
    /// The delivery.
    pub delivery: String,
    /// `bounce` or `complaint`.
    pub why: &'static str,
}

impl Notice {
    /// Reads an event of SES. `None` for one that is no such notice, or a
    /// bounce that may pass, or a mail without our tags.
    pub fn read(event: &Value) -> Option<Self> {
        if event.get("source").and_then(Value::as_str) != Some("aws.ses") {
            return None;
        }
        let detail = event.get("detail")?;
        let why = match detail.get("eventType").and_then(Value::as_str)? {
            "Bounce" if detail.pointer("/bounce/bounceType").and_then(Value::as_str) == Some("Permanent") => "bounce",
            "Complaint" => "complaint",
            _ => return None,
        };
        let tag = |name: &str| detail.pointer(&format!("/mail/tags/{name}/0")).and_then(Value::as_str);
        let delivery = tag(DELIVERY_TAG)?.to_owned();
        // Mails that left before deliveries of every kind were tagged name their need.
        let origin = match tag(ORIGIN_TAG) {
            Some(origin) => Origin::of_tags(origin, tag(SENDING_TAG)?)?,
            None => Origin { aggregate: format!("NEED#{}", tag(THREAD_TAG)?), sending: 0 },
        };
        Some(Self { origin, delivery, why })
    }
}

impl Dispatcher {
    /// Ends a delivery whose mail came back, and adds what its context does then
    /// (a referral moves on to the next agency, a seat goes to the next who
    /// waits), in one commit; answers whether anything changed. Repeated, or sooner than the delivery was settled, it comes to the same. A notice
    /// of a sending that a person has repeated since changes nothing.
    pub async fn bounced(&self, notice: &Notice) -> Result<bool, TableError> {
        let Some(before) = self.store.deliveries().load(&notice.origin.aggregate, &notice.delivery).await? else {
            tracing::warn!(delivery = notice.delivery, "a notice of a delivery that is not known");
            return Ok(false);
        };
        let request = before.value.request.clone();
        Box::pin(store::request::within(request, self.give_up(notice, before))).await
    }

    async fn give_up(&self, notice: &Notice, mut before: Versioned<Delivery>) -> Result<bool, TableError> {
        let context = self.contexts.of(&before.value.work)?;
        let way = context.way(&before.value.work)?;
        for _ in 0..TRIES {
            let ended = matches!(before.value.status, DeliveryStatus::Dead | DeliveryStatus::Dropped);
            if ended || before.value.sending != notice.origin.sending {
                return Ok(false);
            }
            let now = self.store.now();
            let after = Delivery {
                status: DeliveryStatus::Dead,
                lease: None,
                ended_at: Some(now),
                last_error: Some(notice.why.to_owned()),
                ..before.value.clone()
            };
            let mut tx = Transaction::new();
            self.store.deliveries().save(&mut tx, &before, &after, way);
            let follows = context.ended(&self.store, &mut tx, &after).await?;
            match self.store.commit(tx).await {
                Ok(()) => {
                    self.counters.settled(after.status);
                    log_settled(&after, way);
                    self.moved_on();
                    self.follow_notice(follows).await;
                    return Ok(true);
                }
                Err(TableError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
            let again = self.store.deliveries().load(&notice.origin.aggregate, &notice.delivery).await?;
            let Some(again) = again else { return Ok(false) };
            before = again;
        }
        Err(TableError::Contended)
    }

    /// Plans and performs what the notice led to; where that fails, its mark
    /// stands and the stream and the timer find it.
    async fn follow_notice(&self, follows: Option<Pending>) {
        let Some(pending) = follows else { return };
        let done = match self.accept(&pending).await {
            Ok(due) => self.perform(&due).await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "what follows from a notice waits for the timer");
        }
    }
}
