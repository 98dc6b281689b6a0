//! Mails to people who sign in.

use domain::catalogue::Catalogue;
use domain::ids::StaffId;
use domain::staff::{Staff, StaffRole};
use mail::Message;
use mail::compose::{self, InvitedAs, languages_of};
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::Delivery;
use store::{Store, TableError};

use super::Post;

impl Post {
    pub(super) async fn sign_in_mail(
        &self,
        store: &Store,
        delivery: &Delivery,
        staff: &StaffId,
        nonce: &str,
    ) -> Result<Option<Message>, TableError> {
        let Some(staff) = may_enter(store, staff).await? else { return Ok(None) };
        let valid_minutes = u32::try_from(LINK_VALID.num_minutes()).unwrap_or_default();
        let link = self.enter(store, LinkPurpose::SignIn, nonce);
        Ok(Some(compose::sign_in(&compose::SignIn { delivery: to(delivery, &staff), valid_minutes, link })))
    }

    pub(super) async fn invitation_mail(
        &self,
        store: &Store,
        delivery: &Delivery,
        staff: &StaffId,
        nonce: &str,
    ) -> Result<Option<Message>, TableError> {
        let Some(staff) = may_enter(store, staff).await? else { return Ok(None) };
        let catalogue = store.catalogue().load().await?;
        Ok(Some(compose::invitation(&compose::Invitation {
            delivery: to(delivery, &staff),
            invited_as: invited_as(&staff, &catalogue),
            valid_until: Some(delivery.created_at.plus(INVITATION_VALID)),
            link: self.enter(store, LinkPurpose::Invitation, nonce),
        })))
    }

    fn enter(&self, store: &Store, purpose: LinkPurpose, nonce: &str) -> String {
        self.url(&format!("/console/enter/{}", issue(store.secrets(), purpose, nonce, 0)))
    }
}

async fn may_enter(store: &Store, staff: &StaffId) -> Result<Option<Staff>, TableError> {
    Ok(store.staff().load(staff).await?.map(|staff| staff.value).filter(|staff| staff.active))
}

fn to(delivery: &Delivery, staff: &Staff) -> compose::Delivery {
    compose::Delivery {
        id: delivery.id.clone(),
        to: staff.email.clone(),
        to_name: Some(staff.name.clone()),
        languages: languages_of(staff.language),
    }
}

fn invited_as(staff: &Staff, catalogue: &Catalogue) -> InvitedAs {
    match &staff.role {
        StaffRole::Coordinator => InvitedAs::Coordinator,
        StaffRole::Adviser { agency } => {
            InvitedAs::Adviser(catalogue.agencies.get(agency).map_or_else(|| agency.to_string(), |a| a.short.clone()))
        }
        StaffRole::Host { location } => {
            InvitedAs::Host(catalogue.locations.get(location).map_or_else(|| location.to_string(), |l| l.name.clone()))
        }
    }
}
