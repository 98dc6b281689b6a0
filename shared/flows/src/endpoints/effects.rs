//! The effects of endpoints, as dispatch knows them.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};
use webhooks::Caller;

use super::call::call;
use super::happened::happened;
use super::resend::send_again;
use super::told::{off_mail, still_off};
use super::{Again, EndpointWork};
use crate::effects::{About, Context, Description, Outcome, Planned, Round, Task};

/// One that took nothing the last time is asked so much later: whoever told it
/// of this event waits for no answer that does not come.
const BEHIND_A_FAILURE: TimeDelta = TimeDelta::minutes(1);

/// Endpoints, with whoever calls them.
#[derive(Clone)]
pub struct Endpoints {
    caller: Arc<dyn Caller>,
}

impl Endpoints {
    /// With whoever makes the calls.
    pub fn new(caller: Arc<dyn Caller>) -> Self {
        Self { caller }
    }
}

#[async_trait]
impl Context for Endpoints {
    fn kinds(&self) -> &'static [&'static str] {
        &["webhook", "webhook_resend", "endpoint_off"]
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::NEED, keys::BOOKING, keys::PERMANENCE, keys::ALERT]
    }

    /// One query for each round of commits; up to three reads for each commit,
    /// where there are endpoints.
    async fn follow(&self, round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let endpoints = round.endpoints().await?;
        if endpoints.is_empty() {
            return Ok(Vec::new());
        }
        let now = round.store.now();
        let mut all = Vec::new();
        for (place, news) in happened(round.store, commit).await?.into_iter().enumerate() {
            for endpoint in endpoints.iter().filter(|endpoint| endpoint.hears(&news, now)) {
                let work = EndpointWork::Webhook {
                    endpoint: endpoint.id.clone(),
                    event: news.event_type.clone(),
                    at: news.at,
                    data: news.data.clone(),
                };
                let waits = endpoint.off.is_none() && endpoint.failing_since.is_some();
                let due = if waits { now.plus(BEHIND_A_FAILURE) } else { now };
                let recipient = format!("webhook-{}-{place}-{}", endpoint.id, news.at.millis());
                let planned = Planned::new(&work, recipient, due)?;
                all.push(planned.standing_in(keys::endpoint_partition(&endpoint.id)));
            }
        }
        Ok(all)
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Ok(match work.read()? {
            EndpointWork::Webhook { .. } => Way::Web,
            EndpointWork::WebhookResend { .. } => Way::Direct,
            EndpointWork::EndpointOff { .. } => Way::Mail,
        })
    }

    fn queue(&self, work: &Work) -> Result<String, TableError> {
        Ok(work.read::<EndpointWork>()?.endpoint().to_string())
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        match task.delivery.work.read()? {
            EndpointWork::Webhook { endpoint, event, at, data } => {
                let body = serde_json::json!({"type": event, "timestamp": at, "data": data}).to_string();
                call(task, self.caller.as_ref(), &endpoint, (&event, body)).await
            }
            EndpointWork::WebhookResend { endpoint, what, asked_at } => {
                send_again(task.store, &endpoint, &what, asked_at).await.map(|()| Outcome::Nothing)
            }
            EndpointWork::EndpointOff { endpoint, staff } => Ok(task.mail(off_mail(task, &endpoint, &staff).await?)),
        }
    }

    /// One query, and one of the staff.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        still_off(store, deliveries).await
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let work: EndpointWork = delivery.work.read()?;
        let (code, words) = match &work {
            EndpointWork::Webhook { .. } => ("webhook", "mail-webhook"),
            EndpointWork::WebhookResend { what: Again::Delivery(_), .. } => ("webhook_resend", "mail-webhook-resend"),
            EndpointWork::WebhookResend { what: Again::Since(_), .. } => ("webhook_resend", "mail-webhook-resend-all"),
            EndpointWork::EndpointOff { .. } => ("endpoint_off", "mail-endpoint-off"),
        };
        Ok(Description::new(code, words, About::Endpoint(work.endpoint().clone())))
    }
}
