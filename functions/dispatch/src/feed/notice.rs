//! Notices of the mail service: a mail that left came back, or its reader
//! complained.

use domain::Instant;
use domain::effect::Effect;
use domain::moves;
use mail::transport::{DELIVERY_TAG, THREAD_TAG};
use serde_json::Value;
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::{TableError, Transaction};

use crate::Dispatcher;

/// Tries at saving when others change the same need meanwhile.
const TRIES: usize = 20;

/// A mail will not be read: it bounced for good, or was complained of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The partition of the delivery.
    pub aggregate: String,
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
        let (delivery, thread) = (tag(DELIVERY_TAG)?.to_owned(), tag(THREAD_TAG)?);
        Some(Self { aggregate: format!("NEED#{thread}"), delivery, why })
    }
}

impl Dispatcher {
    /// Ends a delivery whose mail came back, and moves its referral on to the
    /// next agency, in one commit; answers whether anything changed. Repeated,
    /// or sooner than the delivery was settled, it comes to the same.
    pub async fn bounced(&self, notice: &Notice) -> Result<bool, TableError> {
        let now = self.store.now();
        for _ in 0..TRIES {
            let Some(before) = self.store.deliveries().load(&notice.aggregate, &notice.delivery).await? else {
                tracing::warn!(delivery = notice.delivery, "a notice of a delivery that is not known");
                return Ok(false);
            };
            if before.value.status == DeliveryStatus::Dead {
                return Ok(false);
            }
            let after = Delivery {
                status: DeliveryStatus::Dead,
                lease: None,
                ended_at: Some(now),
                last_error: Some(notice.why.to_owned()),
                ..before.value.clone()
            };
            let mut tx = Transaction::new();
            self.store.deliveries().save(&mut tx, &before, &after);
            self.give_up(&mut tx, &after, now).await?;
            match self.store.commit(tx).await {
                Ok(()) => {
                    self.sweep().await?;
                    return Ok(true);
                }
                Err(TableError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(TableError::Contended)
    }

    async fn give_up(&self, tx: &mut Transaction, after: &Delivery, now: Instant) -> Result<(), TableError> {
        let DeliveryKind::Need { need, effect: Effect::ReferralMail { agency } } = &after.kind else { return Ok(()) };
        let Some(before) = self.store.needs().load(need).await? else { return Ok(()) };
        let catalogue = self.store.catalogue().load().await?;
        match moves::undeliverable(before.case.clone(), agency, &catalogue, now) {
            Ok(decided) if !decided.events.is_empty() => self.store.needs().save(tx, &before, &decided),
            // It was answered all the same, or has ended.
            Ok(_) => {}
            Err(error) => tracing::info!(delivery = %after.id, %error, "the referral had moved on"),
        }
        Ok(())
    }
}
