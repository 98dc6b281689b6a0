//! Strategies for programs.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, OriginalUri, Path};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{LocationId, NeedTypeId};
use domain::strategy::{ClockDraft, StepDraft, Strategy, StrategyDraft};
use http::StatusCode;
use http::request::Parts;
use serde::{Deserialize, Serialize};
use store::repos::versions::Version;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, QueryParams, Target, listing, tagged,
    tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Problem, Reply};

use super::Of;

const SCOPE: &str = "strategies";

/// A strategy.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Strategy)]
pub(super) struct StrategyView {
    /// The kind of need.
    #[schema(value_type = String)]
    need_type: NeedTypeId,
    /// The one place whose members it is for; absent: all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
    /// Whom to ask, in order.
    steps: Vec<StepDraft>,
    /// Within which times.
    clock: ClockDraft,
    /// Its version; the directory's own is 1.
    version: u32,
    /// Whether a company of the region at some stage would be sent to nobody.
    may_leave_alone: bool,
}

impl StrategyView {
    fn of(strategy: &Strategy, catalogue: &Catalogue) -> Self {
        let may_leave_alone = !strategy.stages_alone(catalogue).is_empty();
        let StrategyDraft { steps, clock, why: _ } = StrategyDraft::from(strategy);
        let Strategy { need_type, location, version, .. } = strategy.clone();
        Self { need_type, location, steps, clock, version, may_leave_alone }
    }
}

/// A strategy as it is sent: what `GET` answers can be changed and sent back.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StrategyRequest)]
pub(super) struct StrategyBody {
    /// The kind of need; with `PUT` that of the path.
    #[schema(value_type = Option<String>)]
    pub(super) need_type: Option<NeedTypeId>,
    /// The one place that it is for; with `PUT` that of the query.
    #[schema(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
    /// Whom to ask, in order.
    steps: Vec<StepDraft>,
    /// Within which times.
    clock: ClockDraft,
    /// Why it is changed; kept with the version.
    why: Option<String>,
    /// As it was answered; not looked at.
    #[serde(rename = "version")]
    #[schema(rename = "version")]
    _version: Option<u32>,
    /// As it was answered; not looked at.
    #[serde(rename = "may_leave_alone")]
    #[schema(rename = "may_leave_alone")]
    _may_leave_alone: Option<bool>,
}

impl StrategyBody {
    /// What was sent for just this; 422 where it says that it is for another. An
    /// inherited strategy may say no place.
    pub(super) fn draft_for(self, of: &Of) -> Result<StrategyDraft, Vec<FieldError>> {
        let Self { need_type, location, steps, clock, why, .. } = self;
        let mut errors = Vec::new();
        if need_type.is_some_and(|named| named != of.need_type) {
            errors.push(FieldError::new("/need_type", Wrong::NotAmong(vec![of.need_type.to_string()])));
        }
        if location.is_some_and(|named| Some(&named) != of.location.as_ref()) {
            errors.push(FieldError::new("/location", Wrong::UnknownLocation));
        }
        if errors.is_empty() { Ok(StrategyDraft { steps, clock, why }) } else { Err(errors) }
    }
}

/// For which place.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PlaceQuery {
    /// The place whose own strategy is meant; left out: that of all.
    #[param(value_type = Option<String>)]
    location: Option<LocationId>,
}

/// What a path and its query name: a kind of need and, where it is for one, the
/// place. Whether there are such is said by [`Of::known`].
pub(super) struct Named {
    pub(super) need_type: NeedTypeId,
    pub(super) location: Option<LocationId>,
}

impl FromRequestParts<Context> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let Id(need_type) = Id::from_request_parts(parts, context).await?;
        let QueryParams(PlaceQuery { location }) = QueryParams::from_request_parts(parts, context).await?;
        Ok(Self { need_type, location })
    }
}

/// Every strategy that holds, by kind of need; those of places behind that of
/// all. One read.
#[utoipa::path(get, path = "/v1/strategies", tag = "strategies", params(PageQuery),
    responses((status = 200, body = Listing<StrategyView>, headers(("Link" = String)))))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let catalogue = desk.catalogue().await?;
    let of_all = catalogue.need_types.iter().filter_map(|kind| catalogue.strategy(&kind.id, None));
    let of_places = catalogue.strategies.iter().filter(|one| one.location.is_some()).cloned();
    let with_id = |one: Strategy| (Strategy::id_of(&one.need_type, one.location.as_ref()), one);
    let by_id: BTreeMap<String, Strategy> = of_all.chain(of_places).map(with_id).collect();
    let (shown, next) = list.part(&desk.context, SCOPE, by_id.into_iter())?;
    let items: Vec<StrategyView> = shown.iter().map(|one| StrategyView::of(one, &catalogue)).collect();
    list.answer(&desk.context, SCOPE, &items, next)
}

/// The strategy for a kind of need; with `location`, as it holds for members of
/// that place. One read.
#[utoipa::path(get, path = "/v1/strategies/{need_type}", tag = "strategies", params(PlaceQuery),
    responses((status = 200, body = StrategyView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, condition: IfNoneMatch, named: Named) -> Reply {
    let catalogue = desk.catalogue().await?;
    let of = Of::known(&catalogue, named.need_type, named.location)?;
    let strategy = of.stands(&catalogue)?;
    tagged_or_unchanged(&condition, of.tag(&strategy), &StrategyView::of(&strategy, &catalogue))
}

/// Sets a strategy. Referrals that exist keep what chose them. `If-Match` takes
/// the tag of what was read, also of what a place inherits. Three reads, one
/// commit.
#[utoipa::path(put, path = "/v1/strategies/{need_type}", tag = "strategies", request_body = StrategyBody,
    params(PlaceQuery, PutCondition),
    responses(
        (status = 200, body = StrategyView, headers(("ETag" = String))),
        (status = 201, body = StrategyView, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(named, condition): Target<Named, PutCondition>,
    JsonBody { value: body, .. }: JsonBody<StrategyBody>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let of = Of::known(&catalogue, named.need_type, named.location)?;
    let own = of.version(&catalogue);
    match &condition {
        PutCondition::Create => condition.check(own.map(u64::from))?,
        PutCondition::Replace(_) => condition.check(Some(of.tag(&of.stands(&catalogue)?)))?,
    }
    let draft = body.draft_for(&of)?;
    let why = draft.why.clone();
    let strategy = of.parse(&desk.context, &catalogue, draft)?;
    let number = of.set(&desk.context, Some(strategy.clone()), why, desk.staff.actor.clone()).await?;
    let strategy = Strategy { version: number, ..strategy };
    let status = if own.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, u64::from(number), &StrategyView::of(&strategy, &catalogue))
}

/// A version of a strategy.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StrategyVersion)]
struct VersionView {
    /// Its number; 1 is the directory's own, which is not listed.
    version: u32,
    /// The strategy; null where it was taken back, so that the directory's held.
    strategy: Option<StrategyView>,
    /// When it was set.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// By whom, such as `staff:…`.
    #[schema(value_type = Value)]
    by: Actor,
    /// Why, where that was said.
    why: Option<String>,
}

/// Every version that was set here, the oldest first. Two reads.
#[utoipa::path(get, path = "/v1/strategies/{need_type}/versions", tag = "strategies", params(PlaceQuery),
    responses((status = 200, body = Listing<VersionView>)))]
pub(super) async fn versions(desk: CoordinatorDesk, OriginalUri(uri): OriginalUri, named: Named) -> Reply {
    let catalogue = desk.catalogue().await?;
    let of = Of::known(&catalogue, named.need_type, named.location)?;
    let all = desk.store().versions().all::<Strategy>(&of.id()).await?;
    let view = |(version, Version { value, at, actor, why }): (u32, Version<Strategy>)| VersionView {
        version,
        strategy: value.map(|strategy| StrategyView::of(&strategy, &catalogue)),
        at,
        by: actor,
        why,
    };
    let items: Vec<VersionView> = (2..).zip(all).map(view).collect();
    listing(&uri, &items, None)
}

/// Restores an earlier version, as a new one; 1 is the directory's own. Three
/// reads, one commit.
#[utoipa::path(post, path = "/v1/strategies/{need_type}/versions/{n}/restore", tag = "strategies",
    params(("n" = u32, Path), PlaceQuery),
    responses((status = 200, body = StrategyView, headers(("ETag" = String))), (status = 412)))]
pub(super) async fn restore(
    desk: CoordinatorDesk,
    Path((need_type, number)): Path<(String, u32)>,
    QueryParams(PlaceQuery { location }): QueryParams<PlaceQuery>,
) -> Reply {
    let need_type = NeedTypeId::parse(&need_type).map_err(|_| Problem::not_found())?;
    let of = Of::known(&*desk.catalogue().await?, need_type, location)?;
    restored(&desk.context, &of, number, desk.staff.actor.clone()).await?;
    let catalogue = desk.catalogue().await?;
    let strategy = of.stands(&catalogue)?;
    tagged(StatusCode::OK, of.tag(&strategy), &StrategyView::of(&strategy, &catalogue))
}

/// Sets an earlier version anew, checked against the directory as it is today.
pub(super) async fn restored(context: &Context, of: &Of, number: u32, actor: Actor) -> Result<(), Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let earlier = if number == 1 {
        of.version(&catalogue).ok_or_else(Problem::not_found)?;
        None
    } else {
        of.earlier(context, number).await?.value
    };
    let strategy = earlier.map(|one| of.parse(context, &catalogue, StrategyDraft::from(&one))).transpose()?;
    of.set(context, strategy, Some(format!("= {number}")), actor).await.map(drop)
}
