//! Letting a coordinator in without a mail: for whoever sets the product up, on
//! one machine and in the cloud alike.

use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::contact::EmailAddress;
use domain::ids::{AgencyId, StaffId};
use domain::staff::{Staff, StaffRole};
use store::{Store, TableError, Transaction};

use super::sign_in::one_time_link;

/// Characters of a name at most, as of whoever is invited on the console.
const NAME: usize = 200;

/// Somebody who was let in by hand.
#[derive(Debug)]
pub struct InvitedByHand {
    /// Signs them in, once.
    pub link: String,
    /// The agency whose mails go to the same address: whoever reads them can sign
    /// in as coordinator.
    pub agency: Option<AgencyId>,
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum NotInvited {
    /// It is no name.
    #[error("--name: expected one line of 1 to 200 characters")]
    Name,
    /// The address is somebody else's.
    #[error("{0} is no active coordinator: a coordinator changes that on /console/staff")]
    NoCoordinator(EmailAddress),
    /// The table did not do it.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Adds a coordinator and makes a one-time link; earlier links and sessions of
/// the same address are void.
pub async fn invite_by_hand(
    store: &Store,
    base_url: &str,
    email: &EmailAddress,
    name: &str,
) -> Result<InvitedByHand, NotInvited> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(NotInvited::Name);
    }
    if let Some(known) = store.staff().by_email(email).await? {
        if !known.value.active || known.value.role != StaffRole::Coordinator {
            return Err(NotInvited::NoCoordinator(email.clone()));
        }
        let mut tx = Transaction::new();
        let after = Staff { generation: known.value.generation + 1, ..known.value.clone() };
        store.staff().save(&mut tx, &known, &after);
        store.commit(tx).await?;
    }
    let link = coordinator_by_hand(store, base_url, email, name).await?;
    let catalogue = store.catalogue().load().await?;
    Ok(InvitedByHand { link, agency: read_by(&catalogue, email).cloned() })
}

/// The agency that an address is one of.
fn read_by<'a>(catalogue: &'a Catalogue, email: &EmailAddress) -> Option<&'a AgencyId> {
    let is = |one: &EmailAddress| one.as_str().eq_ignore_ascii_case(email.as_str());
    let of = |agency: &Agency| is(&agency.email) || agency.desks.iter().any(|desk| is(&desk.email));
    catalogue.agencies.iter().find(|(_, agency)| of(agency)).map(|(id, _)| id)
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
