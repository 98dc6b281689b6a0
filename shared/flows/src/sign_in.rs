//! Letting somebody in: invitations and sign-in links.

use domain::contact::EmailAddress;
use domain::ids::StaffId;
use domain::staff::{Staff, StaffRole};
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, DeliveryKind};
use store::{Store, TableError, Transaction};

use crate::FlowError;

/// Sends a sign-in link to an address, if it belongs to somebody who may sign
/// in. The caller answers alike in both cases, so that nobody learns who may.
pub async fn ask_link(store: &Store, email: &EmailAddress) -> Result<(), TableError> {
    let Some(staff) = store.staff().by_email(email).await?.filter(|staff| staff.value.active) else { return Ok(()) };
    let mut tx = Transaction::new();
    let nonce = store.auth().make_link(&mut tx, &staff.value, LINK_VALID);
    let kind = DeliveryKind::SignIn { staff: staff.value.id.clone(), nonce: nonce.clone() };
    deliver(store, &mut tx, &staff.value, &nonce, kind);
    store.commit(tx).await
}

/// Adds a person and sends an invitation, in one commit.
pub async fn invite(store: &Store, staff: &Staff) -> Result<(), FlowError> {
    let mut tx = Transaction::new();
    store.staff().create(&mut tx, staff);
    add_invitation(store, &mut tx, staff);
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(FlowError::AddressTaken),
        other => Ok(other?),
    }
}

/// Adds an invitation's link and mail to a commit of the caller's.
pub fn add_invitation(store: &Store, tx: &mut Transaction, staff: &Staff) {
    let nonce = store.auth().make_link(tx, staff, INVITATION_VALID);
    let kind = DeliveryKind::Invitation { staff: staff.id.clone(), nonce: nonce.clone() };
    deliver(store, tx, staff, &nonce, kind);
}

/// Adds a coordinator, or finds the one with this address, and makes a
/// one-time link that is not mailed: for whoever sets the product up.
pub async fn coordinator_by_hand(
    store: &Store,
    base_url: &str,
    email: &EmailAddress,
    name: &str,
) -> Result<String, TableError> {
    let staff = match store.staff().by_email(email).await? {
        Some(known) => known.value,
        None => {
            let id = StaffId::parse(&store.ids().next()).map_err(|error| TableError::Invalid(error.to_string()))?;
            let staff = Staff {
                id,
                name: name.to_owned(),
                email: email.clone(),
                role: StaffRole::Coordinator,
                language: None,
                active: true,
                handed_over_to: None,
                created_at: store.now(),
                generation: 0,
            };
            let mut tx = Transaction::new();
            store.staff().create(&mut tx, &staff);
            store.commit(tx).await?;
            staff
        }
    };
    one_time_link(store, base_url, &staff).await
}

/// A one-time sign-in link that is not mailed.
pub async fn one_time_link(store: &Store, base_url: &str, staff: &Staff) -> Result<String, TableError> {
    let mut tx = Transaction::new();
    let nonce = store.auth().make_link(&mut tx, staff, LINK_VALID);
    store.commit(tx).await?;
    let token = issue(store.secrets(), LinkPurpose::SignIn, &nonce, 0);
    Ok(format!("{base_url}/console/enter/{token}"))
}

fn deliver(store: &Store, tx: &mut Transaction, staff: &Staff, nonce: &str, kind: DeliveryKind) {
    let aggregate = format!("STAFF#MAIL#{}", staff.id);
    let delivery = Delivery::new(nonce.to_owned(), aggregate, kind, store.now());
    store.deliveries().create(tx, &delivery);
}
