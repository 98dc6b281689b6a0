//! Telling an endpoint again what it was told: one event, or all since a
//! moment. Whoever asks only writes down that it is to be done; the dispatcher
//! puts each delivery back, one commit each, so that a long list holds up no
//! page.

use std::collections::BTreeSet;

use domain::Instant;
use domain::ids::EndpointId;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::endpoints::Attempt;
use store::{Store, TableError, Transaction, keys};

use super::{Again, EndpointWork};

/// Attempts read at a time.
const READ: usize = 100;

/// Has one delivery tried again, at once; answers whether there is such an
/// attempt. One read, one commit.
pub async fn ask_again(store: &Store, endpoint: &EndpointId, attempt: &str) -> Result<bool, TableError> {
    if store.endpoints().attempt(endpoint, attempt).await?.is_none() {
        return Ok(false);
    }
    let delivery = Attempt::delivery_of(attempt).unwrap_or_default().to_owned();
    ask(store, endpoint, Again::Delivery(delivery)).await?;
    Ok(true)
}

/// Has everything that was tried since then tried again. One commit.
pub async fn ask_all_again(store: &Store, endpoint: &EndpointId, since: Instant) -> Result<(), TableError> {
    ask(store, endpoint, Again::Since(since)).await
}

async fn ask(store: &Store, endpoint: &EndpointId, what: Again) -> Result<(), TableError> {
    let now = store.now();
    let work = EndpointWork::WebhookResend { endpoint: endpoint.clone(), what, asked_at: now };
    let delivery = Delivery::new(store.ids().random(), keys::endpoint_partition(endpoint), Work::of(&work)?, now);
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery, Way::Direct);
    store.commit(tx).await
}

/// Puts back what was asked for. Done twice it is done once: what was tried
/// since it was asked for is not tried for it again.
pub(super) async fn send_again(
    store: &Store,
    endpoint: &EndpointId,
    what: &Again,
    asked_at: Instant,
) -> Result<(), TableError> {
    let since = match what {
        Again::Delivery(id) => return put_back(store, endpoint, id, asked_at).await,
        Again::Since(since) => *since,
    };
    let mut done = BTreeSet::new();
    let mut after = None;
    loop {
        let (attempts, next) = store.endpoints().attempts_since(endpoint, since, after, READ).await?;
        for attempt in attempts.into_iter().filter(|attempt| attempt.at <= asked_at) {
            if done.insert(attempt.delivery.clone()) {
                put_back(store, endpoint, &attempt.delivery, asked_at).await?;
            }
        }
        after = next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Puts one delivery back to be tried at once, from the first try on, under the
/// id that it had. One read, one commit; one that is under way is let be.
async fn put_back(store: &Store, endpoint: &EndpointId, id: &str, asked_at: Instant) -> Result<(), TableError> {
    let Some(before) = store.deliveries().load(&keys::endpoint_partition(endpoint), id).await? else { return Ok(()) };
    let Delivery { status, ended_at, lease, due_at, .. } = &before.value;
    let waits = *status == DeliveryStatus::Waiting;
    let since = ended_at.is_some_and(|ended| ended > asked_at);
    if since || lease.is_some() || (waits && *due_at <= store.now()) {
        return Ok(());
    }
    let after = Delivery {
        status: DeliveryStatus::Waiting,
        attempts: 0,
        ended_at: None,
        due_at: store.now(),
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after, Way::Web);
    tx.wake();
    // It is being tried.
    TableError::unless_conflict(store.commit(tx).await)
}
