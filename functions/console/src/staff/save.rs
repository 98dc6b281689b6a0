//! Saving people: one commit each, and never without a coordinator left.

use domain::Instant;
use domain::ids::StaffId;
use domain::staff::Staff;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Condition, Store, TableError, Transaction, Versioned, keys};
use web::i18n::text;
use web::{Desk, Problem, idempotent};

use super::StaffRequest;
use super::change::{after_hand_over, can_take_over, coordinates, invited};
use crate::LOCALES;
use crate::problems;

/// Somebody, or 404. One read.
pub(crate) async fn load(store: &Store, id: &StaffId) -> Result<Versioned<Staff>, Problem> {
    store.staff().load(id).await?.ok_or_else(Problem::not_found)
}

/// Adds a person and sends an invitation, in one commit with the record of
/// the request where it has a key. Gives back what is kept of the answer where an
/// earlier request with the same key was faster.
pub(crate) async fn invite(store: &Store, staff: &Staff, claim: Option<&Claim>) -> Result<Option<KeptAnswer>, Problem> {
    let mut tx = Transaction::new();
    store.staff().create(&mut tx, staff);
    flows::staff::add_invitation(store, &mut tx, staff)?;
    if let Some(claim) = claim {
        store.idempotency().keep(&mut tx, claim, &record(claim, staff));
    }
    match store.commit(tx).await {
        Ok(()) => Ok(None),
        Err(TableError::Conflict { .. }) => {
            // The same request came twice at once, or the address is taken.
            let before = match claim {
                Some(claim) => idempotent::find(store, claim).await?,
                None => None,
            };
            before.map(Some).ok_or_else(problems::address_taken)
        }
        Err(error) => Err(error.into()),
    }
}

/// The record holds an id and a moment, and nothing of the person: the rest of
/// the answer stands in the request, which must be the same.
fn record(claim: &Claim, staff: &Staff) -> KeptAnswer {
    let body = format!("{}~{}", staff.id, staff.created_at.millis());
    KeptAnswer { fingerprint: claim.fingerprint.clone(), status: 201, body, location: None, etag: None }
}

/// Whom an earlier request with the same key and body invited, as they were then.
pub(crate) async fn invited_before(
    store: &Store,
    kept: &KeptAnswer,
    request: StaffRequest,
) -> Result<Versioned<Staff>, Problem> {
    let id = |text: &str| StaffId::parse(text).map_err(|error| Problem::internal(&error));
    let told = kept.body.split_once('~').and_then(|(id, at)| Some((id, Instant::from_millis(at.parse().ok()?)?)));
    match (told, request.accepted()) {
        (Some((known, at)), Some(draft)) => Ok(Versioned { value: invited(id(known)?, draft, at), version: 1 }),
        // Kept before the moment was.
        _ => load(store, &id(&kept.body)?).await,
    }
}

/// Sends an invitation once more. One commit.
pub(crate) async fn invite_again(store: &Store, staff: &Staff) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    flows::staff::add_invitation(store, &mut tx, staff)?;
    Ok(store.commit(tx).await?)
}

/// Saves a person over what was read; 409 when nobody would be left who
/// coordinates. A coordinator who stays is held to that in the same commit, so
/// two who deactivate each other at once do not both succeed.
pub(crate) async fn save(desk: &Desk, before: &Versioned<Staff>, after: &Staff) -> Result<(), Problem> {
    if before.value == *after {
        return Ok(());
    }
    let store = desk.store();
    let mut tx = Transaction::new();
    store.staff().save(&mut tx, before, after);
    let address_claim = tx.len();
    if coordinates(&before.value) && !coordinates(after) {
        let stays = another_coordinator(store, &after.id).await?.ok_or_else(problems::last_coordinator)?;
        tx.check(keys::staff(&stays.value.id), Condition::Version(stays.version));
    }
    match store.commit(tx).await {
        Err(TableError::Conflict { index: 0 }) => Err(Problem::changed_meanwhile()),
        Err(TableError::Conflict { index }) if index < address_claim => Err(problems::address_taken()),
        other => Ok(other?),
    }
}

async fn another_coordinator(store: &Store, than: &StaffId) -> Result<Option<Versioned<Staff>>, Problem> {
    let staff = store.staff().list().await?;
    for other in staff.iter().filter(|other| coordinates(other) && other.id != *than) {
        if let Some(found) = store.staff().load(&other.id).await?.filter(|found| coordinates(&found.value)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Deactivates a person and records who takes over. Asked again for the same
/// successor it changes nothing.
pub(crate) async fn hand_over(
    desk: &Desk,
    before: &Versioned<Staff>,
    to: &StaffId,
) -> Result<Versioned<Staff>, Problem> {
    let after = after_hand_over(&before.value, to);
    if before.value == after {
        return Ok(before.clone());
    }
    if before.value.handed_over_to.is_some() {
        return Err(problems::handed_over());
    }
    let successor = desk.store().staff().load(to).await?;
    let fits = successor.is_some_and(|successor| can_take_over(&before.value, &successor.value));
    if !fits {
        return Err(Problem::invalid_field("/to", text(&LOCALES, "wrong-successor")));
    }
    save(desk, before, &after).await?;
    Ok(Versioned { value: after, version: before.version + 1 })
}
