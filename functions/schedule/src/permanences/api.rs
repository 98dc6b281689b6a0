//! Permanences for programs: lists, single ones with their version, and the
//! coordinator's changes.

use axum::extract::State;
use axum::response::IntoResponse as _;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::{Permanence, PermanenceDraft, PermanenceStatus};
use flows::bookings::{Affected, affected};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::keys::PermanenceList;
use store::repos::idempotency::Claim;
use store::{Store, Transaction};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Checked, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, PutCondition,
    QueryParams, Target, tagged, tagged_or_unchanged,
};
use web::idempotent;
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Principal, Problem, Reply, Scope};

use super::change::{Stored, next_id};
use super::changes::{AffectedView, DryRun, SavedView, would};
use crate::rota;
use crate::sessions::is_visible;

/// Queries that one page of a list makes at most.
const QUERIES: usize = 10;

/// Which permanences a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PermanenceFilter {
    /// At this location.
    #[param(value_type = Option<String>)]
    location: Option<LocationId>,
    /// Of this agency.
    #[param(value_type = Option<String>)]
    agency: Option<AgencyId>,
    /// `draft` or `published`.
    #[param(value_type = Option<String>)]
    status: Option<PermanenceStatus>,
}

impl PermanenceFilter {
    /// The shortest list that holds all that is asked for.
    fn list(&self) -> PermanenceList {
        match (&self.location, &self.agency) {
            (Some(location), _) => PermanenceList::Location(location.clone()),
            (None, Some(agency)) => PermanenceList::Agency(agency.clone()),
            (None, None) => PermanenceList::All,
        }
    }

    fn holds(&self, permanence: &Permanence) -> bool {
        self.location.as_ref().is_none_or(|location| &permanence.location == location)
            && self.agency.as_ref().is_none_or(|agency| &permanence.agency == agency)
            && self.status.is_none_or(|status| permanence.status == status)
    }

    fn scope(&self) -> String {
        let location = self.location.as_ref().map_or("", LocationId::as_str);
        let agency = self.agency.as_ref().map_or("", AgencyId::as_str);
        let status = self.status.map_or("", PermanenceStatus::code);
        format!("permanences?location={location}&agency={agency}&status={status}")
    }
}

/// What a replacement answers.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is answered")]
pub(super) enum PutAnswer {
    /// It was made.
    Saved(Box<SavedView>),
    /// It was tried, with `dry_run`.
    Tried(AffectedView),
}

/// Permanences by their last day, the furthest first; past ones included. One
/// query, and up to [`QUERIES`] where the filter or the caller's rights leave
/// rows out; then the list goes on behind its cursor.
#[utoipa::path(get, path = "/v1/permanences", tag = "schedule", params(PermanenceFilter, PageQuery), security(()),
    responses((status = 200, body = Listing<Permanence>)))]
pub(super) async fn list(
    State(context): State<Context>,
    principal: Principal,
    list: ListQuery<PermanenceFilter>,
) -> Reply {
    let (filter, limit) = (&list.filter, list.page.limit);
    let name = filter.scope();
    let mut after = list.after(&context, &name)?;
    let scope = principal.scope();
    let mut items = Vec::new();
    for _ in 0..QUERIES {
        let wanted = limit - items.len();
        let (rows, next) = context.store.permanences().page(&filter.list(), after, wanted).await?;
        let shown = rows.iter().filter(|row| filter.holds(row) && is_visible(scope.as_ref(), row));
        items.extend(shown.map(Permanence::answered));
        after = next;
        if after.is_none() || items.len() == limit {
            break;
        }
    }
    list.answer(&context, &name, &items, after)
}

/// One permanence; a draft for staff that it concerns. One read.
#[utoipa::path(get, path = "/v1/permanences/{id}", tag = "schedule", security(()),
    responses((status = 200, body = Permanence, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    known: IfNoneMatch,
    Id(id): Id<PermanenceId>,
) -> Reply {
    let scope: Option<Scope> = principal.scope();
    let found = context.store.permanences().load(&id).await?;
    let found = found.filter(|found| is_visible(scope.as_ref(), &found.value)).ok_or_else(Problem::not_found)?;
    tagged_or_unchanged(&known, found.version, &found.value.answered())
}

/// Creates a permanence; 409 where it can't take place beside what is planned.
/// Three reads, where advisers are named two more and one for each agency whose
/// work theirs does; one commit. A refusal costs one read more.
#[utoipa::path(post, path = "/v1/permanences", tag = "schedule", request_body = PermanenceDraft,
    params(IdempotencyKey),
    responses((status = 201, body = SavedView, headers(("ETag" = String), ("Location" = String))), (status = 409)))]
pub(super) async fn create(
    desk: CoordinatorDesk,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<PermanenceDraft>>,
) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("schedule", &desk.staff.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    match make(store, &claim, &desk.staff.actor, draft).await {
        Err(refused) => idempotent::unless_answered(store, &claim, refused).await,
        made => made,
    }
}

async fn make(store: &Store, claim: &Claim, by: &Actor, draft: PermanenceDraft) -> Reply {
    let id = next_id(store)?;
    let catalogue = store.catalogue().load().await?;
    let permanence = draft.parse(id.clone(), &catalogue)?;
    let clashes = rota::hold(store, &catalogue, None, &permanence, None).await?;
    let mut tx = Transaction::new();
    store.permanences().create(&mut tx, &permanence);
    store.permanences().tell(&mut tx, 1, by, (None, Some(&permanence)));
    let answer = idempotent::created(format!("/v1/permanences/{id}"), 1, &SavedView::of(&permanence, &clashes))?;
    idempotent::commit(store, claim, tx, answer, Problem::from).await
}

/// Creates or replaces a permanence; 409 where the change makes something that
/// can't take place. With `dry_run` nothing is stored, and the answer says what
/// it would do to bookings. Three reads, where advisers are named two more and
/// one for each agency whose work theirs does; one commit, or a query and a
/// read for 50 bookings.
#[utoipa::path(put, path = "/v1/permanences/{id}", tag = "schedule", request_body = PermanenceDraft,
    params(DryRun, PutCondition),
    responses(
        (status = 200, description = "Replaced; with `dry_run` the bookings affected", body = PutAnswer),
        (status = 201, body = SavedView), (status = 409)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(Id(id), condition): Target<Id<PermanenceId>, PutCondition>,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<PermanenceDraft>>,
) -> Reply {
    let before = desk.store().permanences().load(&id).await?;
    condition.check(before.as_ref().map(|before| before.version))?;
    let catalogue = desk.catalogue().await?;
    let after = draft.parse(id, &catalogue)?;
    let Some(before) = &before else {
        let clashes = rota::hold(desk.store(), &catalogue, None, &after, None).await?;
        if dry_run {
            return Ok(would(&Affected::default()));
        }
        let mut tx = Transaction::new();
        desk.store().permanences().create(&mut tx, &after);
        desk.store().permanences().tell(&mut tx, 1, &desk.staff.actor, (None, Some(&after)));
        desk.store().commit(tx).await.map_err(Problem::of_change)?;
        return tagged(StatusCode::CREATED, 1, &SavedView::of(&after, &clashes));
    };
    let planned = Stored { store: desk.store(), catalogue: &catalogue, before: &before.value }.all(after).await?;
    if dry_run {
        return Ok(would(&planned.affected(desk.store(), &catalogue).await?));
    }
    let mut tx = Transaction::new();
    planned.save(desk.store(), &mut tx, before, &desk.staff.actor);
    desk.store().commit(tx).await.map_err(Problem::of_change)?;
    tagged(StatusCode::OK, before.version + 1, &SavedView::of(&planned.series, &planned.clashes))
}

/// Removes a permanence with all its sessions; its bookings end. With `dry_run`
/// it stays, and the answer says how many would. One read, one commit; or two
/// reads, a query and a read for 50 bookings.
#[utoipa::path(delete, path = "/v1/permanences/{id}", tag = "schedule", params(DryRun, IfMatch),
    responses((status = 200, description = "With `dry_run`", body = AffectedView), (status = 204)))]
pub(super) async fn delete(
    desk: CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    named: IfMatch,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
) -> Reply {
    let before = desk.store().permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    named.0.check(before.version)?;
    if dry_run {
        let catalogue = desk.catalogue().await?;
        return Ok(would(&affected(desk.store(), &catalogue, &id, &[]).await?));
    }
    let mut tx = Transaction::new();
    desk.store().permanences().delete(&mut tx, &before);
    desk.store().permanences().tell(&mut tx, before.version + 1, &desk.staff.actor, (Some(&before.value), None));
    desk.store().commit(tx).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
