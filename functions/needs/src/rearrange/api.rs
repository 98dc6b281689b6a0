//! Taking up again, dividing and moving a need, for programs.

use axum::response::IntoResponse as _;
use domain::ids::{NeedId, NeedTypeId};
use domain::moves::{self, Moment};
use domain::need::NeedCase;
use serde::{Deserialize, Serialize};
use store::Transaction;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IdempotencyKey, IfMatch, JsonBody, Keyed, Target};
use web::idempotent;
use web::views::NeedView;
use web::{CoordinatorDesk, Lang, Problem, Reply};

use super::divide;
use crate::cases::change::change;
use crate::intake::open_today;

/// Which kinds of need become a need of their own.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitRequest {
    /// Kinds of need that nobody has in hand; at least one is left.
    #[validate(length(min = 1, max = 5))]
    #[schema(value_type = Vec<String>)]
    need_types: Vec<NeedTypeId>,
}

/// The two needs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SplitView {
    /// What is left.
    need: NeedView,
    /// The new one.
    new: NeedView,
}

/// Where a member is hosted now.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferRequest {
    /// The place.
    #[schema(example = "eebic")]
    location: String,
}

/// Takes a closed need up again, up to 60 days after its end; it waits for the
/// coordinator. Two reads, one commit.
#[utoipa::path(post, path = "/v1/needs/{id}/reopen", tag = "needs", params(IfMatch),
    responses(
        (status = 200, description = "The need as it stands now.", body = NeedView, headers(("ETag" = String))),
        (status = 409, description = "Closed too long ago, or nobody is known of it any more.")))]
pub(crate) async fn reopen(desk: CoordinatorDesk, target: Target<Id<NeedId>>, lang: Lang) -> Reply {
    change(&desk, target, lang, moves::reopen).await
}

/// Makes a need of its own of some kinds of need that nobody has in hand; its
/// agencies are asked by the strategies. Four reads, one commit; a repetition
/// one read.
#[utoipa::path(post, path = "/v1/needs/{id}/split", tag = "needs", request_body = SplitRequest,
    params(IdempotencyKey, IfMatch),
    responses(
        (status = 201, description = "Both needs; `Location` and `ETag` are the new one's.", body = SplitView, headers(("Location" = String), ("ETag" = String))),
        (status = 409, description = "Closed, or an agency has it in hand."),
        (status = 422, description = "None or all of its kinds of need.")))]
pub(crate) async fn split(
    desk: CoordinatorDesk,
    Target(Id(need), IfMatch(expected)): Target<Id<NeedId>>,
    lang: Lang,
    body: Keyed<SplitRequest>,
) -> Reply {
    let (store, actor) = (desk.store(), desk.staff.actor.clone());
    // The same division of two needs is two divisions.
    let asked = [need.as_str().as_bytes(), b"/split\n", body.bytes.as_ref()].concat();
    let claim = store.idempotency().claim("needs", &format!("{actor:?}"), &body.key, &asked);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let mut made = None;
    let keep = |tx: &mut Transaction, left: &NeedCase, new: &NeedCase| {
        let view = |case| NeedView::of(case, &catalogue, lang.language());
        let both = SplitView { need: view(left), new: view(new) };
        let answer = idempotent::created(format!("/v1/needs/{}", new.need.id), 1, &both)?;
        store.idempotency().keep(tx, &claim, &idempotent::keep(&claim, &answer));
        made = Some(answer);
        Ok(())
    };
    let divided = divide(&desk.context, &need, (&expected, &body.value.need_types), &actor, keep).await;
    match (divided, made) {
        (Ok(_), Some(answer)) => Ok(answer.into_response()),
        (Ok(_), None) => Err(Problem::not_found()),
        (Err(refused), _) => idempotent::unless_answered(store, &claim, refused).await,
    }
}

/// Moves an open need with its member to another place. Two reads, one commit.
#[utoipa::path(post, path = "/v1/needs/{id}/transfer", tag = "needs", request_body = TransferRequest, params(IfMatch),
    responses(
        (status = 200, description = "The need as it stands now.", body = NeedView, headers(("ETag" = String))),
        (status = 409, description = "Closed."), (status = 422, description = "No such place.")))]
pub(crate) async fn transfer(
    desk: CoordinatorDesk,
    target: Target<Id<NeedId>>,
    lang: Lang,
    body: JsonBody<TransferRequest>,
) -> Reply {
    let to = open_today(&desk.context, &body.value.location).await?;
    let decide = |case, moment: &Moment<'_>| moves::transfer(case, &to, moment);
    change(&desk, target, lang, decide).await
}
