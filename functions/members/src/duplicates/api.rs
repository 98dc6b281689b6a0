//! Duplicates for programs.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::field_error::{FieldError, Problem as Wrong, pointer_to};
use domain::ids::MemberId;
use domain::member::matching::Likeness;
use flows::members::{self, Take};
use serde::{Deserialize, Serialize};
use store::repos::members::MemberRecord;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody, ListQuery, PageQuery};
use web::openapi::Listing;
use web::{CoordinatorDesk, Reply};

use super::standing;
use crate::problems::of_merge;

const SCOPE: &str = "duplicates";

/// Two entries that may be one company.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Duplicates)]
struct PairView {
    /// The older entry.
    this: NamedMember,
    /// The other.
    with: NamedMember,
    /// Why.
    because: Likeness,
}

/// A member and its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct NamedMember {
    /// Id.
    #[schema(value_type = String)]
    id: MemberId,
    /// Name.
    name: String,
}

/// Pairs that look like one company. A query, and two for each pair.
#[utoipa::path(get, path = "/v1/members/duplicates", tag = "members", params(PageQuery),
    responses((status = 200, body = Listing<PairView>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let store = desk.store();
    let after = list.after(&desk.context, SCOPE)?;
    let (pairs, next) = store.members().pairs(after, list.page.limit).await?;
    let both = standing(store, pairs).await?;
    let named = |one: &MemberRecord| {
        let member = &one.case.member;
        NamedMember { id: member.id.clone(), name: member.name().to_owned() }
    };
    let items: Vec<PairView> = both
        .iter()
        .map(|(pair, this, with)| PairView { this: named(this), with: named(with), because: pair.because })
        .collect();
    list.answer(&desk.context, SCOPE, &items, next)
}

/// What is joined into a member.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeRequest {
    /// The entry that goes.
    #[schema(value_type = String)]
    with: MemberId,
    /// Whose value stays of fields that both know, by field: `this` or `other`; absent: `this`.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    take: BTreeMap<String, Take>,
}

/// Two entries became one.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct MergedView {
    /// By this it is taken back.
    id: String,
    /// The entry that stays.
    #[schema(value_type = String)]
    member: MemberId,
    /// Fields of it that were changed since, and stay so where it is taken back.
    changed: Vec<String>,
}

/// Joins another entry into this one: it can be taken back for 30 days. Two
/// queries, a few reads, two commits.
#[utoipa::path(post, path = "/v1/members/{id}/merge", tag = "members", request_body = MergeRequest,
    responses((status = 200, body = MergedView), (status = 409), (status = 422, description = "A field of `take` that a member has not.")))]
pub(super) async fn merge(
    desk: CoordinatorDesk,
    Id(id): Id<MemberId>,
    JsonBody { value: MergeRequest { with, take }, .. }: JsonBody<MergeRequest>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let unknown = take.keys().filter(|id| catalogue.member_model.fields.iter().all(|field| &field.id != *id));
    let unknown: Vec<FieldError> =
        unknown.map(|id| FieldError::new(format!("/take{}", pointer_to(id)), Wrong::UnknownField)).collect();
    if !unknown.is_empty() {
        return Err(unknown.into());
    }
    let merged = members::merge(desk.store(), (&id, &with), &take, &desk.staff.actor).await.map_err(of_merge)?;
    Ok(axum::Json(MergedView { id: merged.0, member: id, changed: Vec::new() }).into_response())
}

/// Takes a joining back: both are as they were, but for what changed since, which
/// stays with the entry that stays. 409 where that one was joined into another since;
/// 404 where it ended. Seven reads, two commits.
#[utoipa::path(post, path = "/v1/merges/{id}/undo", tag = "members",
    responses((status = 200, body = MergedView), (status = 409)))]
pub(super) async fn undo(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let (member, changed) = members::undo(desk.store(), &id).await.map_err(of_merge)?;
    Ok(axum::Json(MergedView { id, member, changed }).into_response())
}
