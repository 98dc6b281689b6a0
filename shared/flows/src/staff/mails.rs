//! Mails to people who sign in.

use domain::catalogue::Catalogue;
use domain::staff::{Staff, StaffRole};
use mail::Message;
use mail::compose::{self, InvitedAs, languages_of};
use store::TableError;
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::link::{LinkPurpose, issue};

use crate::effects::Task;

/// A sign-in link.
pub(super) fn sign_in(task: &Task<'_>, staff: &Staff, nonce: &str) -> Message {
    compose::sign_in(&compose::SignIn {
        delivery: to(task, staff),
        valid_minutes: u32::try_from(LINK_VALID.num_minutes()).unwrap_or_default(),
        link: link(task, LinkPurpose::SignIn, nonce),
    })
}

/// An invitation. One read.
pub(super) async fn invitation(task: &Task<'_>, staff: &Staff, nonce: &str) -> Result<Message, TableError> {
    let catalogue = task.store.catalogue().load().await?;
    Ok(compose::invitation(&compose::Invitation {
        delivery: to(task, staff),
        invited_as: invited_as(staff, &catalogue),
        valid_until: Some(task.delivery.created_at.plus(INVITATION_VALID)),
        link: link(task, LinkPurpose::Invitation, nonce),
    }))
}

fn link(task: &Task<'_>, purpose: LinkPurpose, nonce: &str) -> String {
    task.url(&format!("/console/enter/{}", issue(task.store.secrets(), purpose, nonce, 0)))
}

fn to(task: &Task<'_>, staff: &Staff) -> compose::Delivery {
    compose::Delivery {
        id: task.delivery.id.clone(),
        to: staff.email.clone(),
        to_name: Some(staff.name.clone()),
        languages: languages_of(staff.language),
    }
}

fn invited_as(staff: &Staff, catalogue: &Catalogue) -> InvitedAs {
    match &staff.role {
        StaffRole::Coordinator => InvitedAs::Coordinator,
        StaffRole::Adviser { agency } => InvitedAs::Adviser(catalogue.agency_name(agency).to_owned()),
        StaffRole::Host { location } => InvitedAs::Host(catalogue.place_name(location).to_owned()),
    }
}
