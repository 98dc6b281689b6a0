//! Loading and saving endpoints, for the API and the pages alike.

use domain::endpoint::{Endpoint, MAX_ENDPOINTS, Reach};
use domain::ids::EndpointId;
use domain::rotation::Rotation;
use store::{TableError, Transaction, Versioned};
use web::i18n::text;
use web::problem::FieldProblem;
use web::{Desk, Problem, Scope};

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
pub(super) async fn load(desk: &Desk, id: &EndpointId) -> Result<Versioned<Endpoint>, Problem> {
    let found = desk.store().endpoints().load(id).await?.ok_or_else(Problem::not_found)?;
    if keeps(desk.staff.scope(), &found.value) { Ok(found) } else { Err(Problem::not_found()) }
}

/// Those that the caller keeps, in the order of their ids. One query.
pub(super) async fn list(desk: &Desk) -> Result<Vec<Endpoint>, Problem> {
    let mut all = desk.store().endpoints().list().await?;
    all.retain(|endpoint| keeps(desk.staff.scope(), endpoint));
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// What was sent, read; for an endpoint that there is already, or a new one. One read.
pub(super) async fn parse(
    desk: &Desk,
    before: Option<&Endpoint>,
    request: EndpointRequest,
) -> Result<Result<Draft, Vec<FieldProblem>>, Problem> {
    let catalogue = desk.catalogue().await?;
    let day = desk.today();
    let (guard, stands) = (desk.context.settings.calls, before.map(|endpoint| &endpoint.reach));
    let around = Around { scope: desk.staff.scope(), catalogue: &catalogue, day, guard, stands };
    Ok(request.parse(&around))
}

/// Saves a new endpoint; `record` is added to its commit. One query, one commit.
pub(super) async fn add(
    desk: &Desk,
    draft: Draft,
    record: impl FnOnce(&mut Transaction, &Endpoint),
) -> Result<Endpoint, Problem> {
    let store = desk.store();
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
        owner: desk.staff.staff.as_ref().map(|staff| staff.id.clone()),
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
pub(super) fn changed(desk: &Desk, before: &Endpoint, draft: Draft) -> Endpoint {
    let Draft { url, types, reach, active } = draft;
    let reach = if reach == Reach::Everything { before.reach.clone() } else { reach };
    let failing_since = before.failing_since.filter(|_| url == before.url);
    let after = Endpoint { url, types, reach, failing_since, ..before.clone() };
    switched(desk, &after, active)
}

/// Switched on or off; the same where it is so already.
pub(super) fn switched(desk: &Desk, before: &Endpoint, active: bool) -> Endpoint {
    match (active, before.off) {
        (true, Some(_)) => before.switched_on(),
        (false, None) => before.switched_off(desk.store().now()),
        _ => before.clone(),
    }
}

/// With a new secret; the one before holds for 24 hours more.
pub(super) fn rotated(desk: &Desk, before: &Endpoint) -> Endpoint {
    Endpoint { rotation: before.rotation.rotated(desk.store().now()), ..before.clone() }
}

/// Saves a change over the version read; answers the version that it made.
/// Nothing where nothing changed. One commit.
pub(super) async fn save(
    desk: &Desk,
    before: &Versioned<Endpoint>,
    after: &Endpoint,
    record: impl FnOnce(&mut Transaction),
) -> Result<u64, TableError> {
    if before.value == *after {
        return Ok(before.version);
    }
    let mut tx = Transaction::new();
    record(&mut tx);
    desk.store().endpoints().save(&mut tx, before.version, after);
    desk.store().commit(tx).await?;
    Ok(before.version + 1)
}

pub(super) async fn remove(desk: &Desk, before: &Versioned<Endpoint>) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    desk.store().endpoints().delete(&mut tx, before);
    desk.store().commit(tx).await
}
