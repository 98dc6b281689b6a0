//! A strategy tried on the needs of the last twelve months: which would have
//! gone elsewhere, and how many each agency would get; and the same for programs.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::IntoResponse as _;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, NeedId};
use domain::moves;
use domain::need::{NeedCase, confirmed};
use domain::need_type::Role;
use domain::route::candidates;
use domain::strategy::Strategy;
use serde::Serialize;
use store::repos::needs::NeedFilter;
use store::{Store, TableError};
use utoipa::ToSchema;
use web::extract::JsonBody;
use web::{CoordinatorDesk, Reply};

use super::api::StrategyBody;
use super::{Of, with};
use crate::cases::recent::recent;

/// What a strategy would have done.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// Needs of this kind that were looked at.
    pub(super) needs: usize,
    /// Of these, those that are open.
    pub(super) open: usize,
    /// Needs that would have gone elsewhere, the newest first.
    pub(super) changed: Vec<Changed>,
    /// How many each agency would get at first, and how many it gets now.
    pub(super) per_agency: BTreeMap<AgencyId, (u32, u32)>,
}

/// A need that would have gone elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChangedView)]
pub(super) struct Changed {
    /// The need.
    #[schema(value_type = String)]
    pub(super) need: NeedId,
    /// Whether it is open.
    pub(super) open: bool,
    /// Who is asked at first now.
    #[schema(value_type = Vec<String>)]
    pub(super) before: Vec<AgencyId>,
    /// Who would be.
    #[schema(value_type = Vec<String>)]
    pub(super) after: Vec<AgencyId>,
}

/// Tries a strategy on the needs of this kind that it would be for. A query for
/// each hundred needs of the last twelve months, and a read for each fifty.
pub(super) async fn tried(
    store: &Store,
    now: &Catalogue,
    then: &Catalogue,
    strategy: &Strategy,
) -> Result<Tried, TableError> {
    let filter = NeedFilter { location: strategy.location.clone(), status: None };
    let (mut found, mut from) = (Tried::default(), None);
    loop {
        let (ids, next) = recent(store, &filter, from).await?;
        let asked = ids.iter().map(|id| (id.clone(), BTreeSet::new())).collect();
        let cases = if ids.is_empty() { BTreeMap::new() } else { store.needs().in_part(&asked).await? };
        for id in ids.iter().rev() {
            let Some(case) = cases.get(id).filter(|case| is_of(case, strategy)) else { continue };
            look(&mut found, case, (now, then), strategy);
        }
        if next.is_none() {
            return Ok(found);
        }
        from = next;
    }
}

fn is_of(case: &NeedCase, strategy: &Strategy) -> bool {
    confirmed(&case.need.need_types).any(|id| *id == strategy.need_type)
}

fn look(found: &mut Tried, case: &NeedCase, (now, then): (&Catalogue, &Catalogue), strategy: &Strategy) {
    let (before, after) = (first(case, now, strategy), first(case, then, strategy));
    found.needs += 1;
    found.open += usize::from(case.need.is_open());
    for agency in &after {
        found.per_agency.entry(agency.clone()).or_default().0 += 1;
    }
    for agency in &before {
        found.per_agency.entry(agency.clone()).or_default().1 += 1;
    }
    if before != after {
        found.changed.push(Changed { need: case.need.id.clone(), open: case.need.is_open(), before, after });
    }
}

/// Who is asked at first: every lead, or else the first support.
fn first(case: &NeedCase, catalogue: &Catalogue, strategy: &Strategy) -> Vec<AgencyId> {
    let at = case.need.created_at;
    // As it stood before anybody was asked.
    let unasked = NeedCase { referrals: Vec::new(), ..case.clone() };
    let facts = moves::facts(&unasked, catalogue, at);
    let kinds = std::slice::from_ref(&strategy.need_type);
    let all = candidates(catalogue, kinds, Some(&case.need.location), &facts, at.day_in(BRUSSELS));
    let leads = all.iter().filter(|candidate| candidate.role == Role::Lead).count();
    all.into_iter().take(leads.max(1)).map(|candidate| candidate.agency).collect()
}

/// What a strategy would have done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StrategiesTriedView)]
struct TriedView {
    /// Needs of this kind of the last twelve months.
    needs: usize,
    /// Of these, those that are open.
    open: usize,
    /// Those that would have gone elsewhere.
    changed: Vec<Changed>,
    /// How many each agency would be asked about at first.
    per_agency: BTreeMap<String, u32>,
    /// Whether a company of the region at some stage would be sent to nobody.
    may_leave_alone: bool,
}

/// Tries a strategy on the needs of the last twelve months, and stores nothing. A
/// query for each hundred needs, a read for each fifty.
#[utoipa::path(post, path = "/v1/strategies/try", tag = "strategies", request_body = StrategyBody,
    responses((status = 200, body = TriedView)))]
pub(super) async fn try_out(desk: CoordinatorDesk, JsonBody { value: body, .. }: JsonBody<StrategyBody>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let Some(need_type) = body.need_type.clone() else {
        return Err(vec![FieldError::new("/need_type", Wrong::Missing)].into());
    };
    let of = Of::known(&catalogue, need_type, body.location.clone())?;
    let strategy = of.parse(&desk.context, &catalogue, body.draft_for(&of)?)?;
    let Tried { needs, open, changed, per_agency } =
        tried(desk.store(), &catalogue, &with(&catalogue, &strategy), &strategy).await?;
    let view = TriedView {
        needs,
        open,
        changed,
        per_agency: per_agency.into_iter().map(|(agency, (after, _))| (agency.to_string(), after)).collect(),
        may_leave_alone: !strategy.stages_alone(&catalogue).is_empty(),
    };
    Ok(axum::Json(view).into_response())
}
