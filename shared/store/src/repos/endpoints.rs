//! Endpoints: who is told by webhook, and each attempt to tell them. Their
//! secrets are derived from the server's key, the endpoint and a generation;
//! nothing secret is stored.

use domain::Instant;
use domain::endpoint::{Endpoint, KEPT};
use domain::ids::EndpointId;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Reads and saves endpoints.
pub struct EndpointsRepo<'a>(pub(crate) &'a Store);

/// One try at telling an endpoint something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began.
    pub at: Instant,
    /// The delivery that it is of.
    pub delivery: String,
    /// The type of the event.
    pub event_type: String,
    /// Which try of the delivery, from 1; from 1 again where somebody had it
    /// sent again.
    pub number: u32,
    /// What came of it: `taken`, `refused` (an answer that is no success), `off`
    /// (not tried, the endpoint was off), or why there was no answer.
    pub outcome: String,
    /// The answer's status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// The beginning of the answer's body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

impl Attempt {
    /// It was taken.
    pub const TAKEN: &'static str = "taken";
    /// Something answered, and did not take it.
    pub const REFUSED: &'static str = "refused";
    /// The endpoint was off.
    pub const OFF: &'static str = "off";

    /// Names it among the attempts of its endpoint; sorts by time.
    pub fn id(&self) -> String {
        format!("{:015}-{}", self.at.millis(), self.delivery)
    }

    /// The delivery that an attempt's id names.
    pub fn delivery_of(id: &str) -> Option<&str> {
        id.split_once('-').map(|(_, delivery)| delivery)
    }
}

impl EndpointsRepo<'_> {
    /// The raw secret of one generation: 32 bytes.
    pub fn secret(&self, endpoint: &EndpointId, generation: u32) -> [u8; 32] {
        self.0.secrets().mac("endpoint", &[endpoint.as_str(), &generation.to_string()])
    }

    /// The secrets that hold now, the newest first.
    pub fn secrets(&self, endpoint: &Endpoint) -> Vec<[u8; 32]> {
        let live = endpoint.rotation.live_generations(self.0.now());
        live.into_iter().map(|generation| self.secret(&endpoint.id, generation)).collect()
    }

    /// One endpoint.
    pub async fn load(&self, id: &EndpointId) -> Result<Option<Versioned<Endpoint>>, TableError> {
        self.0.read(keys::endpoint(id)).await
    }

    /// All endpoints, in the order of their ids: one query.
    pub async fn list(&self) -> Result<Vec<Endpoint>, TableError> {
        self.0.values(Query::partition(keys::ENDPOINTS)).await
    }

    /// Adds an endpoint that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, endpoint: &Endpoint) {
        tx.create(keys::endpoint(&endpoint.id), endpoint);
    }

    /// Saves an endpoint over the version read.
    pub fn save(&self, tx: &mut Transaction, version: u64, after: &Endpoint) {
        tx.replace(keys::endpoint(&after.id), after, version);
    }

    /// Removes an endpoint of the version read; what waits for it goes without
    /// being sent, and its attempts end with their time.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Endpoint>) {
        tx.delete(keys::endpoint(&before.value.id), Condition::Version(before.version));
    }

    /// Writes an attempt down, for as long as attempts are listed. Written again
    /// it is the same row.
    pub fn attempted(&self, tx: &mut Transaction, endpoint: &EndpointId, attempt: &Attempt) {
        let ends = attempt.at.plus(KEPT).seconds();
        tx.put_if(keys::attempt(endpoint, &attempt.id()), attempt, Condition::Any, Some(ends));
    }

    /// One attempt.
    pub async fn attempt(&self, endpoint: &EndpointId, id: &str) -> Result<Option<Attempt>, TableError> {
        self.0.value(keys::attempt(endpoint, id)).await
    }

    /// A page of attempts, the newest first, and where it goes on.
    pub async fn attempts(
        &self,
        endpoint: &EndpointId,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Attempt>, Option<String>), TableError> {
        let query = Query::partition(keys::endpoint_partition(endpoint)).prefix(keys::ATTEMPT);
        self.0.page_of(&query.descending().limit(limit).after(after)).await
    }

    /// Attempts from a moment on, the oldest first, and where they go on.
    pub async fn attempts_since(
        &self,
        endpoint: &EndpointId,
        since: Instant,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Attempt>, Option<String>), TableError> {
        let mut query = Query::partition(keys::endpoint_partition(endpoint)).limit(limit).after(after);
        query.from = Some(keys::attempts_from(since.millis()));
        query.to = Some(keys::ATTEMPTS_END.to_owned());
        self.0.page_of(&query).await
    }
}
