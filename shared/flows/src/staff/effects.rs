//! The effects of staff: mails that let somebody in, which are asked for and
//! not planned.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::Instant;
use domain::ids::StaffId;
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError};

use super::mails;
use super::sign_in::StaffMail;
use crate::effects::{About, Context, Description, Outcome, Task};

/// Staff, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct StaffMembers;

#[async_trait]
impl Context for StaffMembers {
    fn kinds(&self) -> &'static [&'static str] {
        &["sign_in", "invitation"]
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        work.read::<StaffMail>().map(|_| Way::Mail)
    }

    /// Nothing to who may not sign in any more, and no link that has ended. One
    /// read, one more for an invitation.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let asked: StaffMail = task.delivery.work.read()?;
        if link_ends(&asked, task.delivery) <= task.store.now() {
            return Ok(Outcome::Nothing);
        }
        let (StaffMail::SignIn { staff, .. } | StaffMail::Invitation { staff, .. }) = &asked;
        let found = task.store.staff().load(staff).await?.map(|found| found.value);
        let Some(staff) = found.filter(|staff| staff.active) else { return Ok(Outcome::Nothing) };
        let message = match &asked {
            StaffMail::SignIn { nonce, .. } => mails::sign_in(task, &staff, nonce),
            StaffMail::Invitation { nonce, .. } => mails::invitation(task, &staff, nonce).await?,
        };
        Ok(task.mail(Some(message)))
    }

    /// One query.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let staff = store.staff().list().await?;
        let active: BTreeSet<StaffId> = staff.into_iter().filter(|one| one.active).map(|one| one.id).collect();
        let matters = |delivery: &&Delivery| {
            let (StaffMail::SignIn { staff, .. } | StaffMail::Invitation { staff, .. }) = delivery.work.read()?;
            Ok(active.contains(&staff))
        };
        deliveries.iter().map(matters).collect()
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let asked = delivery.work.read()?;
        let link_ends = Some(link_ends(&asked, delivery));
        let (code, words, staff) = match asked {
            StaffMail::SignIn { staff, .. } => ("sign_in", "mail-sign-in", staff),
            StaffMail::Invitation { staff, .. } => ("invitation", "mail-invitation", staff),
        };
        Ok(Description { link_ends, ..Description::new(code, words, About::Staff(staff)) })
    }
}

/// Until when the link of a mail opens something.
fn link_ends(asked: &StaffMail, delivery: &Delivery) -> Instant {
    delivery.created_at.plus(match asked {
        StaffMail::SignIn { .. } => LINK_VALID,
        StaffMail::Invitation { .. } => INVITATION_VALID,
    })
}
