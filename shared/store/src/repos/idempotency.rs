//! Answers kept so that a repeated request gets the same one. The record is
//! written in the commit that it answers for.

use serde::{Deserialize, Serialize};

use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// How long an answer is kept: 8 days, so that 7 are kept in full. Standard
/// Webhooks senders try for 75 hours.
pub const KEPT_SECONDS: i64 = 8 * DAY;

/// Reads and adds records.
pub struct IdempotencyRepo<'a>(pub(crate) &'a Store);

/// Where a record stands: whose key it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The function that answers: bounds what its role may write.
    pub function: &'static str,
    /// Keyed hash of caller and key.
    pub hash: String,
    /// Digest of the request that the key was first used with.
    pub fingerprint: String,
    /// For how long its answer is kept.
    pub seconds: i64,
}

impl Claim {
    /// One whose answer is kept for so many days.
    pub fn for_days(self, days: i64) -> Self {
        Self { seconds: days * DAY, ..self }
    }

    /// An answer to keep for it that is no more than its body.
    pub fn answered(&self, status: u16, body: String) -> KeptAnswer {
        KeptAnswer { fingerprint: self.fingerprint.clone(), status, body, location: None, etag: None }
    }
}

const DAY: i64 = 24 * 3_600;

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// Digest of the request.
    pub fingerprint: String,
    /// HTTP status.
    pub status: u16,
    /// What the answer is about, where it is rendered anew (a need's id); or
    /// the body itself.
    pub body: String,
    /// `Location`, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `ETag`, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
}

impl IdempotencyRepo<'_> {
    /// A claim of `key` by `caller` (any text that tells callers apart) for a
    /// request with these bytes.
    pub fn claim(&self, function: &'static str, caller: &str, key: &str, request: &[u8]) -> Claim {
        Claim {
            function,
            hash: self.0.secrets().keyed_hash("idempotency", &[function, caller, key]),
            fingerprint: self.0.secrets().keyed_hash("fingerprint", &[&crate::secrets::digest(request)]),
            seconds: KEPT_SECONDS,
        }
    }

    /// The answer kept for a claim: one read.
    pub async fn find(&self, claim: &Claim) -> Result<Option<KeptAnswer>, TableError> {
        let kept = self.0.read(keys::idempotency(claim.function, &claim.hash)).await?;
        Ok(kept.map(|kept| kept.value))
    }

    /// Adds the record to the commit that it answers for; the commit fails
    /// when the key was used meanwhile.
    pub fn keep(&self, tx: &mut Transaction, claim: &Claim, answer: &KeptAnswer) {
        let expires_at = self.0.now().seconds() + claim.seconds;
        tx.put_if(keys::idempotency(claim.function, &claim.hash), answer, Condition::Absent, Some(expires_at));
    }

    /// [`IdempotencyRepo::keep`] for what must not tell its moment: the end of
    /// the record is that of a day, as its exact second would be the request's.
    pub fn keep_by_day(&self, tx: &mut Transaction, claim: &Claim, answer: &KeptAnswer) {
        let expires_at = (self.0.now().seconds() + claim.seconds).div_euclid(DAY) * DAY + DAY;
        tx.put_if(keys::idempotency(claim.function, &claim.hash), answer, Condition::Absent, Some(expires_at));
    }
}
