//! Permanences for programs: lists, single ones with their version, and the
//! coordinator's changes.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::{Permanence, PermanenceStatus};
use http::StatusCode;
use serde::Deserialize;
use store::keys::PermanenceList;
use store::repos::idempotency::Claim;
use store::{TableError, Transaction};
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{
    Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, PageQuery, PutCondition, QueryParams, cursor, listing, tagged,
    tagged_or_unchanged,
};
use web::idempotent::{self, Answer};
use web::openapi::ProblemBody;
use web::{Context, Coordinator, Principal, Problem, Scope};

use super::Listing;
use super::body::{PermanenceRequest, PermanenceView};
use crate::view::is_visible;

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
        let text = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let location = text(self.location.as_ref().map(LocationId::as_str));
        let agency = text(self.agency.as_ref().map(AgencyId::as_str));
        let status = text(self.status.map(PermanenceStatus::code));
        format!("permanences?location={location}&agency={agency}&status={status}")
    }
}

/// Permanences by their last day, the furthest first; past ones included. One
/// query, and up to [`QUERIES`] where the filter or the caller's rights leave
/// rows out; then the list goes on behind its cursor.
#[utoipa::path(get, path = "/v1/permanences", tag = "schedule", params(PermanenceFilter, ("limit" = Option<u32>, Query, minimum = 1, maximum = 100), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = Listing<PermanenceView>), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(super) async fn list(
    State(context): State<Context>,
    principal: Principal,
    OriginalUri(uri): OriginalUri,
    page: PageQuery,
    QueryParams(filter): QueryParams<PermanenceFilter>,
) -> Result<Response, Problem> {
    let (secrets, name) = (context.store.secrets(), filter.scope());
    let mut after = page.cursor.as_ref().map(|cursor| cursor::open(secrets, &name, cursor)).transpose()?;
    let scope = principal.scope();
    let mut items = Vec::new();
    for _ in 0..QUERIES {
        let wanted = page.limit - items.len();
        let (rows, next) = context.store.permanences().page(&filter.list(), after, wanted).await?;
        let shown = rows.iter().filter(|row| filter.holds(row) && is_visible(scope.as_ref(), row));
        items.extend(shown.map(PermanenceView::from));
        after = next;
        if after.is_none() || items.len() == page.limit {
            break;
        }
    }
    listing(&uri, &items, after.map(|after| cursor::seal(secrets, &name, &after)))
}

/// One permanence; a draft for staff that it concerns. One read.
#[utoipa::path(get, path = "/v1/permanences/{id}", tag = "schedule", params(("id" = String, Path)),
    responses((status = 200, body = PermanenceView, headers(("ETag" = String))), (status = 304), (status = 404, body = ProblemBody)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    known: IfNoneMatch,
    Id(id): Id<PermanenceId>,
) -> Result<Response, Problem> {
    let scope: Option<Scope> = principal.scope();
    let found = context.store.permanences().load(&id).await?;
    let found = found.filter(|found| is_visible(scope.as_ref(), &found.value)).ok_or_else(Problem::not_found)?;
    tagged_or_unchanged(&known, found.version, &PermanenceView::from(&found.value))
}

/// Creates a permanence. Two reads, one commit.
#[utoipa::path(post, path = "/v1/permanences", tag = "schedule", params(("Idempotency-Key" = String, Header)),
    request_body = PermanenceRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 201, body = PermanenceView, headers(("ETag" = String), ("Location" = String))), (status = 400, body = ProblemBody),
        (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(super) async fn create(
    _: Coordinator,
    State(context): State<Context>,
    principal: Principal,
    IdempotencyKey(key): IdempotencyKey,
    JsonBody { value, bytes }: JsonBody<PermanenceRequest>,
) -> Result<Response, Problem> {
    let store = &context.store;
    let claim = store.idempotency().claim("schedule", &principal.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let id = PermanenceId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let catalogue = store.catalogue().load().await?;
    let permanence = value.into_draft(&id)?.parse(id.clone(), &catalogue)?;
    let mut tx = Transaction::new();
    store.permanences().create(&mut tx, &permanence);
    let answer = idempotent::created(format!("/v1/permanences/{id}"), 1, &PermanenceView::from(&permanence))?;
    store.idempotency().keep(&mut tx, &claim, &idempotent::keep(&claim, &answer));
    answer_once(&context, tx, &claim, answer).await
}

/// Commits; where the same request was answered meanwhile, its answer stands.
async fn answer_once(context: &Context, tx: Transaction, claim: &Claim, answer: Answer) -> Result<Response, Problem> {
    match context.store.commit(tx).await {
        Err(TableError::Conflict { .. }) => {
            idempotent::replay(&context.store, claim).await?.ok_or_else(Problem::conflicting_change)
        }
        done => {
            done?;
            Ok(answer.into_response())
        }
    }
}

/// Creates or replaces a permanence. Two reads, one commit.
#[utoipa::path(put, path = "/v1/permanences/{id}", tag = "schedule", params(("id" = String, Path), ("If-Match" = Option<String>, Header), ("If-None-Match" = Option<String>, Header)),
    request_body = PermanenceRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = PermanenceView), (status = 201, body = PermanenceView), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn put(
    _: Coordinator,
    State(context): State<Context>,
    Id(id): Id<PermanenceId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<PermanenceRequest>,
) -> Result<Response, Problem> {
    let before = context.store.permanences().load(&id).await?;
    condition.check(before.as_ref().map(|before| before.version))?;
    let catalogue = context.store.catalogue().load().await?;
    let after = value.into_draft(&id)?.parse(id, &catalogue)?;
    let mut tx = Transaction::new();
    let (status, version) = match &before {
        Some(before) => {
            context.store.permanences().save(&mut tx, before, &after);
            (StatusCode::OK, before.version + 1)
        }
        None => {
            context.store.permanences().create(&mut tx, &after);
            (StatusCode::CREATED, 1)
        }
    };
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    tagged(status, version, &PermanenceView::from(&after))
}

/// Removes a permanence with all its sessions. One read, one commit.
#[utoipa::path(delete, path = "/v1/permanences/{id}", tag = "schedule", params(("id" = String, Path), ("If-Match" = String, Header)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn delete(
    _: Coordinator,
    State(context): State<Context>,
    Id(id): Id<PermanenceId>,
    named: IfMatch,
) -> Result<Response, Problem> {
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    named.0.check(before.version)?;
    let mut tx = Transaction::new();
    context.store.permanences().delete(&mut tx, &before);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
