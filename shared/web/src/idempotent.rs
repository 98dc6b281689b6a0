//! Answers of repeated requests. A creating request by a program carries a
//! key; the answer is kept in the commit that it answers for
//! ([`store::repos::idempotency`]) and given again for 7 days.
//!
//! ```ignore
//! let claim = context.store.idempotency().claim("needs", &principal.caller(), &key.0, &body.bytes);
//! if let Some(answer) = idempotent::replay(&context.store, &claim).await? {
//!     return Ok(answer);
//! }
//! match make(&context, &claim, body.value).await {
//!     Err(refused) => idempotent::unless_answered(&context.store, &claim, refused).await,
//!     made => made,
//! }
//! // where `make` decides …
//! let answer = idempotent::created(&location, version, &view)?;
//! idempotent::commit(&context.store, &claim, tx, answer, Problem::from).await
//! ```
//!
//! Where nothing but the commit can be in the way, [`replay`] and [`commit`] do all of it.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Store, TableError, Transaction};

use crate::extract::etag;
use crate::problem::Problem;

/// An answer that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// JSON text.
    pub body: String,
    /// `Location`.
    pub location: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
}

/// 201 for something new at `location`, an absolute path.
pub fn created<T: Serialize>(location: String, version: u64, view: &T) -> Result<Answer, Problem> {
    let body = serde_json::to_string(view).map_err(|error| Problem::internal(&error))?;
    Ok(Answer { status: StatusCode::CREATED, body, location: Some(location), etag: Some(etag(version)) })
}

/// The record of an answer.
pub fn keep(claim: &Claim, answer: &Answer) -> KeptAnswer {
    KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: answer.status.as_u16(),
        body: answer.body.clone(),
        location: answer.location.clone(),
        etag: answer.etag.clone(),
    }
}

/// The record kept for a claim; 422 where the key was used with another body.
pub async fn find(store: &Store, claim: &Claim) -> Result<Option<KeptAnswer>, Problem> {
    match store.idempotency().find(claim).await? {
        Some(kept) if kept.fingerprint == claim.fingerprint => Ok(Some(kept)),
        Some(_) => Err(Problem::idempotency_key_reused()),
        None => Ok(None),
    }
}

/// The answer kept for a claim, as it was given; for records whose body is
/// the answer's body.
pub async fn replay(store: &Store, claim: &Claim) -> Result<Option<Response>, Problem> {
    Ok(find(store, claim).await?.map(|kept| {
        let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
        Answer { status, body: kept.body, location: kept.location, etag: kept.etag }.into_response()
    }))
}

/// Commits what a request makes together with its answer. The same request, sent
/// twice at once, is answered once; what else was in the way is told as `conflict`
/// has it. One commit; a read where it fails.
pub async fn commit(
    store: &Store,
    claim: &Claim,
    mut tx: Transaction,
    answer: Answer,
    conflict: fn(TableError) -> Problem,
) -> Result<Response, Problem> {
    store.idempotency().keep(&mut tx, claim, &keep(claim, &answer));
    match store.commit(tx).await {
        Err(error @ TableError::Conflict { .. }) => replay(store, claim).await?.ok_or_else(|| conflict(error)),
        done => done.map(|()| answer.into_response()).map_err(Problem::from),
    }
}

/// The answer of a request that is to be refused: the same request, sent twice
/// at once, may have been answered while this one was decided, and what it
/// finds in its way is then its own doing. One read, on this path only; 422
/// where the key was used with another body meanwhile.
pub async fn unless_answered(store: &Store, claim: &Claim, refused: Problem) -> Result<Response, Problem> {
    if !refused.status().is_client_error() {
        return Err(refused);
    }
    replay(store, claim).await?.ok_or(refused)
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, [(CONTENT_TYPE, "application/json")], self.body).into_response();
        let mut add = |name: HeaderName, value: Option<String>| {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                response.headers_mut().insert(name, value);
            }
        };
        add(LOCATION, self.location);
        add(ETAG, self.etag);
        response
    }
}
