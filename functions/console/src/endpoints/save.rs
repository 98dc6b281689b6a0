//! Loading and saving endpoints, for the API and the pages alike.

use domain::clock::BRUSSELS;
use domain::endpoint::{Endpoint, MAX_ENDPOINTS, Reach};
use domain::ids::EndpointId;
use domain::rotation::Rotation;
use store::{TableError, Transaction, Versioned};
use web::i18n::text;
use web::problem::FieldProblem;
use web::{Context, Problem, Scope, StaffMember};

use super::request::{Around, Draft, EndpointRequest};
use crate::LOCALES;

/// Whether somebody keeps this endpoint.
pub(super) fn keeps(scope: &Scope, endpoint: &Endpoint) -> bool {
    match (scope, &endpoint.reach) {
        (Scope::All, _) => true,
        (Scope::Agency(own), Reach::Agency { agency }) => own == agency,
        (Scope::Location(own), Reach::Location { location }) => own == location,
        _ => false,
    }
}

/// One endpoint that the caller keeps; 404 for all others. One read.
pub(super) async fn load(
    context: &Context,
    staff: &StaffMember,
    id: &EndpointId,
) -> Result<Versioned<Endpoint>, Problem> {
    let found = context.store.endpoints().load(id).await?.ok_or_else(Problem::not_found)?;
    if keeps(staff.scope(), &found.value) { Ok(found) } else { Err(Problem::not_found()) }
}

/// Those that the caller keeps, in the order of their ids. One query.
pub(super) async fn list(context: &Context, staff: &StaffMember) -> Result<Vec<Endpoint>, Problem> {
    let mut all = context.store.endpoints().list().await?;
    all.retain(|endpoint| keeps(staff.scope(), endpoint));
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// What was sent, read; for an endpoint that there is already, or a new one. One read.
pub(super) async fn parse(
    context: &Context,
    staff: &StaffMember,
    before: Option<&Endpoint>,
    request: EndpointRequest,
) -> Result<Result<Draft, Vec<FieldProblem>>, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let day = context.store.now().day_in(BRUSSELS);
    let (guard, stands) = (context.settings.calls, before.map(|endpoint| &endpoint.reach));
    let around = Around { scope: staff.scope(), catalogue: &catalogue, day, guard, stands };
    Ok(request.parse(&around))
}

/// Saves a new endpoint; `record` is added to its commit. One query, one commit.
pub(super) async fn add(
    context: &Context,
    staff: &StaffMember,
    draft: Draft,
    record: impl FnOnce(&mut Transaction, &Endpoint),
) -> Result<Endpoint, Problem> {
    let store = &context.store;
    if store.endpoints().list().await?.len() >= MAX_ENDPOINTS {
        return Err(Problem::invalid_field("/url", text(&LOCALES, "wrong-endpoints-full")));
    }
    let now = store.now();
    let Draft { url, types, reach, active } = draft;
    let endpoint = Endpoint {
        id: EndpointId::parse(&store.ids().random()).map_err(|error| Problem::internal(&error))?,
        url,
        types,
        reach,
        owner: staff.staff.as_ref().map(|staff| staff.id.clone()),
        rotation: Rotation::default(),
        failing_since: None,
        off: None,
        created_at: now,
    };
    let endpoint = if active { endpoint } else { endpoint.switched_off(now) };
    let mut tx = Transaction::new();
    record(&mut tx, &endpoint);
    store.endpoints().create(&mut tx, &endpoint);
    store.commit(tx).await?;
    Ok(endpoint)
}

/// As it is after a change. Another address begins anew: what failed was
/// another. One that is an agency's or a place's never hears of everything by a
/// change that leaves both out.
pub(super) fn changed(context: &Context, before: &Endpoint, draft: Draft) -> Endpoint {
    let Draft { url, types, reach, active } = draft;
    let reach = if reach == Reach::Everything { before.reach.clone() } else { reach };
    let failing_since = before.failing_since.filter(|_| url == before.url);
    let after = Endpoint { url, types, reach, failing_since, ..before.clone() };
    switched(context, &after, active)
}

/// Switched on or off; the same where it is so already.
pub(super) fn switched(context: &Context, before: &Endpoint, active: bool) -> Endpoint {
    match (active, before.off) {
        (true, Some(_)) => before.switched_on(),
        (false, None) => before.switched_off(context.store.now()),
        _ => before.clone(),
    }
}

/// With a new secret; the one before holds for 24 hours more.
pub(super) fn rotated(context: &Context, before: &Endpoint) -> Endpoint {
    Endpoint { rotation: before.rotation.rotated(context.store.now()), ..before.clone() }
}

/// Saves a change over the version read; answers the version that it made.
/// Nothing where nothing changed. One commit.
pub(super) async fn save(
    context: &Context,
    before: &Versioned<Endpoint>,
    after: &Endpoint,
    record: impl FnOnce(&mut Transaction),
) -> Result<u64, TableError> {
    if before.value == *after {
        return Ok(before.version);
    }
    let mut tx = Transaction::new();
    record(&mut tx);
    context.store.endpoints().save(&mut tx, before.version, after);
    context.store.commit(tx).await?;
    Ok(before.version + 1)
}

/// Removes it.
pub(super) async fn remove(context: &Context, before: &Versioned<Endpoint>) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    context.store.endpoints().delete(&mut tx, before);
    context.store.commit(tx).await
}
