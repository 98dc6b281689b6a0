//! People who may sign in. An e-mail address belongs to one of them: a claim
//! row under its keyed hash keeps that true.

use std::collections::BTreeMap;

use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::StaffId;
use domain::staff::Staff;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Reads and saves staff.
pub struct StaffRepo<'a>(pub(crate) &'a Store);

#[derive(Debug, Serialize, Deserialize)]
struct EmailClaim {
    staff: StaffId,
}

impl StaffRepo<'_> {
    /// One person.
    pub async fn load(&self, id: &StaffId) -> Result<Option<Versioned<Staff>>, TableError> {
        self.0.read(keys::staff(id)).await
    }

    /// The person with an e-mail address: two reads.
    pub async fn by_email(&self, email: &EmailAddress) -> Result<Option<Versioned<Staff>>, TableError> {
        match self.0.read::<EmailClaim>(self.claim(email)).await? {
            Some(claim) => self.load(&claim.value.staff).await,
            None => Ok(None),
        }
    }

    /// Everybody, in the order invited: a team is small.
    pub async fn list(&self) -> Result<Vec<Staff>, TableError> {
        self.0.values(Query::partition(keys::STAFF)).await
    }

    /// The names of the staff, where somebody of them is among `actors`: one query;
    /// else none, and no name.
    pub async fn names_of<'a>(
        &self,
        mut actors: impl Iterator<Item = &'a Actor> + Send,
    ) -> Result<BTreeMap<StaffId, String>, TableError> {
        if !actors.any(|actor| matches!(actor, Actor::Staff(_))) {
            return Ok(BTreeMap::new());
        }
        Ok(self.list().await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
    }

    /// Adds a person whose address nobody else has.
    pub fn create(&self, tx: &mut Transaction, staff: &Staff) {
        tx.create(keys::staff(&staff.id), staff);
        tx.create(self.claim(&staff.email), &EmailClaim { staff: staff.id.clone() });
    }

    /// Saves a person over the version read; a changed address is claimed.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Staff>, after: &Staff) {
        tx.replace(keys::staff(&after.id), after, before.version);
        let (old, new) = (self.claim(&before.value.email), self.claim(&after.email));
        if old != new {
            tx.delete(old, Condition::Any);
            tx.create(new, &EmailClaim { staff: after.id.clone() });
        }
    }

    fn claim(&self, email: &EmailAddress) -> Key {
        let folded = email.as_str().to_lowercase();
        keys::staff_email(&self.0.secrets().keyed_hash("staff-email", &[&folded]))
    }
}
