//! The answer to a need that arrived, kept so that a repetition gets the same.

use axum::response::{IntoResponse as _, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::determine::Origin;
use domain::need::Need;
use flows::needs::{Arrived, Joined};
use http::StatusCode;
use store::repos::idempotency::{Claim, KeptAnswer};
use web::extract::etag;
use web::idempotent::Answer;
use web::views::{JoinedView, NeedTypeView, NeedView};

/// The answer to keep: 201 with the need, its sentences in `language`; 200 where
/// all of it joined what was open. Whoever sent the need knows the values that
/// they rest on, and the record outlives an erasure by some days: so it names
/// the facts alone.
pub(crate) fn kept(claim: &Claim, arrived: &Arrived, catalogue: &Catalogue, language: Language) -> KeptAnswer {
    let joined: Vec<JoinedView> = arrived.joined.iter().map(joined_view).collect();
    let (status, view) = if arrived.is_new {
        (StatusCode::CREATED, NeedView { joined, ..NeedView::of(&arrived.case.without_values(), catalogue, language) })
    } else {
        (StatusCode::OK, of_joined(&arrived.case.need, joined))
    };
    KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: status.as_u16(),
        location: Some(format!("/v1/needs/{}", view.id)),
        // A view of texts, numbers and lists always has a JSON text.
        body: serde_json::to_string(&view).unwrap_or_default(),
        etag: arrived.is_new.then(|| etag(1)),
    }
}

fn joined_view(Joined { case, need_types }: &Joined) -> JoinedView {
    JoinedView { need: case.need.id.to_string(), need_types: need_types.iter().map(ToString::to_string).collect() }
}

/// Where all of it was open already: the first need, with no more than whoever
/// sent this said. They need not be who stated that one.
fn of_joined(first: &Need, joined: Vec<JoinedView>) -> NeedView {
    let stated = |id: &String| NeedTypeView { id: id.clone(), from: Origin::Stated.code(), because: Vec::new() };
    NeedView {
        id: first.id.to_string(),
        status: first.status.code(),
        triage: None,
        outcome: None,
        location: first.location.to_string(),
        need_types: joined.iter().flat_map(|one| &one.need_types).map(stated).collect(),
        referrals: Vec::new(),
        created_at: first.created_at,
        joined,
    }
}

/// A kept answer under a status of the caller's choice.
pub(crate) fn given(kept: KeptAnswer, status: StatusCode) -> Response {
    Answer { status, body: kept.body, location: kept.location, etag: kept.etag }.into_response()
}

/// A kept answer as it was first given.
pub(crate) fn as_kept(kept: KeptAnswer) -> Response {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    given(kept, status)
}
