//! The rows of deliveries: what is to be done, and when to look at it next.

use domain::Instant;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::TableError;
use crate::keys;
use crate::table::Key;

/// What is to be done, as the context that asked for it wrote it: an object
/// whose `kind` says which context reads it. Nobody else looks inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Work(Map<String, Value>);

impl Work {
    /// Writes it; fails where it is no object.
    pub fn of<T: Serialize>(work: &T) -> Result<Self, TableError> {
        match serde_json::to_value(work) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(TableError::Invalid("work is an object".to_owned())),
            Err(error) => Err(TableError::Invalid(error.to_string())),
        }
    }

    /// Which context reads it; empty where it does not say.
    pub fn kind(&self) -> &str {
        self.0.get("kind").and_then(Value::as_str).unwrap_or_default()
    }

    /// Reads it as what it was written as.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, TableError> {
        serde_json::from_value(Value::Object(self.0.clone())).map_err(|error| TableError::Corrupt(error.to_string()))
    }
}

/// The way out that a delivery waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The mail server.
    Mail,
    /// None: it is done whether or not mails leave.
    Direct,
    /// The web: it is told to an endpoint, which may take long to answer.
    Web,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Waits for its time.
    Waiting,
    /// The other side took it.
    Sent,
    /// Nothing is left to tell: the referral ended before its mail left.
    Dropped,
    /// Given up; a person may send it again.
    Dead,
}

/// Stands as the last error of a delivery that was set aside because the table
/// was put back from a copy: it may have left since that was taken.
pub const RESTORED: &str = "restored";

/// Somebody who is at work on a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The process.
    pub by: String,
    /// Until when nobody else takes it.
    pub until: Instant,
}

/// One effect on one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Derived from what it tells of, so that it exists once.
    pub id: String,
    /// The partition of what it tells of.
    pub aggregate: String,
    /// What is to be done.
    #[serde(flatten)]
    pub work: Work,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// Attempts that the other side answered with a failure.
    pub attempts: u32,
    /// How often a person had it sent again: a notice of an earlier sending
    /// says nothing of this one.
    #[serde(default, skip_serializing_if = "is_first")]
    pub sending: u32,
    /// Who is at work on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// When to look at it next.
    pub due_at: Instant,
    /// When it was planned.
    pub created_at: Instant,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
    /// What the other side answered last; a code, never an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// The request that it follows from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// A due row: which delivery to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The delivery's partition.
    pub aggregate: String,
    /// The delivery.
    pub id: String,
    /// The process that holds it, where the time is the end of a lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leased_by: Option<String>,
    /// Whether it does not wait for the mail server.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_act: bool,
    /// Whether it is a call: [`Way::Web`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_call: bool,
    /// When.
    pub at: Instant,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_first(sending: &u32) -> bool {
    *sending == 0
}

impl Delivery {
    /// Whether it was set aside, as [`RESTORED`] says, and waits for a
    /// person's word.
    pub fn may_have_left(&self) -> bool {
        self.status == DeliveryStatus::Dead && self.last_error.as_deref() == Some(RESTORED)
    }

    /// A new delivery that is due at once, of the request that is worked for now.
    pub fn new(id: String, aggregate: String, work: Work, now: Instant) -> Self {
        Self {
            id,
            aggregate,
            work,
            status: DeliveryStatus::Waiting,
            attempts: 0,
            sending: 0,
            lease: None,
            due_at: now,
            created_at: now,
            ended_at: None,
            last_error: None,
            request: crate::request::current(),
        }
    }

    /// The row's key.
    pub fn key(&self) -> Key {
        keys::delivery(&self.aggregate, &self.id)
    }

    pub(super) fn due_key(&self) -> Key {
        keys::due(&self.id, self.due_at.millis())
    }

    /// Its due row.
    pub fn due(&self, way: Way) -> Due {
        Due {
            aggregate: self.aggregate.clone(),
            id: self.id.clone(),
            leased_by: self.lease.as_ref().map(|lease| lease.by.clone()),
            is_act: way != Way::Mail,
            is_call: way == Way::Web,
            at: self.due_at,
        }
    }
}
