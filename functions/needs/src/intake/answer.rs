//! The answer to a need that arrived, kept so that a repetition gets the same.

use axum::response::{IntoResponse as _, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::need::NeedCase;
use http::StatusCode;
use store::repos::idempotency::{Claim, KeptAnswer};
use web::extract::etag;
use web::idempotent::Answer;
use web::views::NeedView;

/// The answer to keep: 201 with the need, its sentences in `language`. Whoever
/// sent the need knows the values that they rest on, and the record outlives
/// an erasure by some days: so it names the facts alone.
pub(crate) fn kept(claim: &Claim, case: &NeedCase, catalogue: &Catalogue, language: Language) -> KeptAnswer {
    let view = NeedView::of(&case.without_values(), catalogue, language);
    KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: StatusCode::CREATED.as_u16(),
        // A view of texts, numbers and lists always has a JSON text.
        body: serde_json::to_string(&view).unwrap_or_default(),
        location: Some(format!("/v1/needs/{}", case.need.id)),
        etag: Some(etag(1)),
    }
}

/// A kept answer under a status of the caller's choice.
pub(crate) fn given(kept: KeptAnswer, status: StatusCode) -> Response {
    Answer { status, body: kept.body, location: kept.location, etag: kept.etag }.into_response()
}
