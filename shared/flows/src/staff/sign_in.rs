//! Letting somebody in: invitations and sign-in links.

use domain::contact::EmailAddress;
use domain::ids::StaffId;
use domain::staff::Staff;
use serde::{Deserialize, Serialize};
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError, Transaction};

use crate::error::FlowError;

/// A mail that lets somebody in, as it is stored. The link's token is derived
/// from the nonce when the mail is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StaffMail {
    /// A sign-in link.
    SignIn {
        /// For whom.
        staff: StaffId,
        /// The link's nonce.
        nonce: String,
    },
    /// An invitation to work with Permanence.
    Invitation {
        /// For whom.
        staff: StaffId,
        /// The link's nonce.
        nonce: String,
    },
}

/// Sends a sign-in link to an address, if it belongs to somebody who may sign
/// in. The caller answers alike in both cases, so that nobody learns who may.
pub async fn ask_link(store: &Store, email: &EmailAddress) -> Result<(), TableError> {
    let Some(staff) = store.staff().by_email(email).await?.filter(|staff| staff.value.active) else { return Ok(()) };
    let mut tx = Transaction::new();
    let nonce = store.auth().make_link(&mut tx, &staff.value, LINK_VALID);
    let mail = StaffMail::SignIn { staff: staff.value.id.clone(), nonce };
    deliver(store, &mut tx, &mail)?;
    store.commit(tx).await
}

/// Adds a person and sends an invitation, in one commit.
pub async fn invite(store: &Store, staff: &Staff) -> Result<(), FlowError> {
    let mut tx = Transaction::new();
    store.staff().create(&mut tx, staff);
    add_invitation(store, &mut tx, staff)?;
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(FlowError::AddressTaken),
        other => Ok(other?),
    }
}

/// Adds an invitation's link and mail to a commit of the caller's.
pub fn add_invitation(store: &Store, tx: &mut Transaction, staff: &Staff) -> Result<(), TableError> {
    let nonce = store.auth().make_link(tx, staff, INVITATION_VALID);
    deliver(store, tx, &StaffMail::Invitation { staff: staff.id.clone(), nonce })
}

/// A one-time sign-in link that is not mailed.
pub async fn one_time_link(store: &Store, base_url: &str, staff: &Staff) -> Result<String, TableError> {
    let mut tx = Transaction::new();
    let nonce = store.auth().make_link(&mut tx, staff, LINK_VALID);
    store.commit(tx).await?;
    let token = issue(store.secrets(), LinkPurpose::SignIn, &nonce, 0);
    Ok(format!("{base_url}/console/enter/{token}"))
}

fn deliver(store: &Store, tx: &mut Transaction, mail: &StaffMail) -> Result<(), TableError> {
    let (StaffMail::SignIn { staff, nonce } | StaffMail::Invitation { staff, nonce }) = mail;
    let delivery = Delivery::new(nonce.clone(), format!("STAFF#MAIL#{staff}"), Work::of(mail)?, store.now());
    store.deliveries().create(tx, &delivery, Way::Mail);
    Ok(())
}
