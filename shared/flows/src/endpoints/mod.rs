//! Endpoints: who is told by signed webhook, what, and what comes of it.
//!
//! A commit of a need, a booking or a presence is followed beside whoever plans
//! it: one delivery for each event and endpoint, in the endpoint's own
//! partition, with the ids and states to be told. Its `webhook-id` derives from
//! the delivery, so it is the same on each try.

mod call;
mod effects;
mod happened;
mod resend;
mod told;

use domain::Instant;
use domain::ids::{EndpointId, StaffId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use effects::Endpoints;
pub use resend::{ask_again, ask_all_again};

/// What a delivery of an endpoint does, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EndpointWork {
    /// An event is told.
    Webhook {
        /// Whom.
        endpoint: EndpointId,
        /// The type of the event.
        event: String,
        /// When it happened.
        at: Instant,
        /// Ids and states.
        data: Map<String, Value>,
    },
    /// What was told before is told again.
    WebhookResend {
        /// Whom.
        endpoint: EndpointId,
        /// What.
        what: Again,
        /// When somebody asked for it.
        asked_at: Instant,
    },
    /// Somebody is told by mail that an endpoint was switched off.
    EndpointOff {
        /// Which.
        endpoint: EndpointId,
        /// Who is told.
        staff: StaffId,
    },
}

/// What is told again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// One delivery.
    Delivery(String),
    /// Whatever was tried since.
    Since(Instant),
}

impl EndpointWork {
    /// The endpoint that it is about.
    pub const fn endpoint(&self) -> &EndpointId {
        match self {
            Self::Webhook { endpoint, .. }
            | Self::WebhookResend { endpoint, .. }
            | Self::EndpointOff { endpoint, .. } => endpoint,
        }
    }
}
