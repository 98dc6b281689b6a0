//! Sessions and one-time sign-in links. A session's token is random and only
//! its keyed hash is stored; a link's token is derived from the server's key,
//! so that the row of a link holds nothing that opens a door.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Instant;
use domain::ids::StaffId;
use domain::staff::Staff;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// How long a sign-in link works.
pub const LINK_VALID: TimeDelta = TimeDelta::minutes(30);
/// How long an invitation's link works.
pub const INVITATION_VALID: TimeDelta = TimeDelta::days(7);
/// How long a session lasts.
pub const SESSION_VALID: TimeDelta = TimeDelta::hours(12);

/// Reads and ends sessions; makes and uses sign-in links.
pub struct AuthRepo<'a>(pub(crate) &'a Store);

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who, as they are now.
    pub staff: Staff,
    /// What forms of this session carry, so that no other site can post them.
    pub csrf: String,
    /// When it ends.
    pub expires_at: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
struct SessionRow {
    staff: StaffId,
    generation: u32,
    expires_at: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
struct LinkRow {
    staff: StaffId,
    generation: u32,
}

/// A session that was just opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// For the cookie; shown once.
    pub token: String,
    /// The session.
    pub session: Session,
}

impl AuthRepo<'_> {
    /// The session of a cookie's token: one read of two rows. `None` when it
    /// ended, or when the person was deactivated or handed over since.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, TableError> {
        let Some((staff, _)) = token.split_once('~') else { return Ok(None) };
        let Ok(staff) = StaffId::parse(staff) else { return Ok(None) };
        let keys = [keys::session(&self.hash(token)), keys::staff(&staff)];
        let mut rows = self.0.rows(&keys).await?;
        let (Some(person), Some(session)) = (rows.pop().flatten(), rows.pop().flatten()) else { return Ok(None) };
        let session: SessionRow = crate::context::decode(&session)?.value;
        let person: Staff = crate::context::decode(&person)?.value;
        let holds = person.active && session.staff == person.id && session.generation == person.generation;
        Ok(holds.then(|| Session { csrf: self.csrf(token), staff: person, expires_at: session.expires_at }))
    }

    /// Makes a one-time link for a person; returns its nonce. The token is
    /// derived from the nonce when the mail is rendered.
    pub fn make_link(&self, tx: &mut Transaction, staff: &Staff, valid: TimeDelta) -> String {
        let nonce = self.0.ids().random();
        let row = LinkRow { staff: staff.id.clone(), generation: staff.generation };
        let expires_at = self.0.now().plus(valid).seconds();
        tx.put_if(keys::sign_in(&nonce), &row, Condition::Absent, Some(expires_at));
        nonce
    }

    /// Whose unused link this is.
    pub async fn link_owner(&self, nonce: &str) -> Result<Option<Staff>, TableError> {
        Ok(self.link(nonce).await?.map(|(_, staff)| staff.value))
    }

    /// Uses a link: ends it and opens a session in one commit. `None` when it
    /// was used before, is too old, or its person may not sign in any more.
    pub async fn open(&self, nonce: &str) -> Result<Option<Opened>, TableError> {
        let Some((version, staff)) = self.link(nonce).await? else { return Ok(None) };
        let random = self.0.ids().random() + &self.0.ids().random();
        let token = format!("{}~{random}", staff.value.id);
        let now = self.0.now();
        let expires_at = now.plus(SESSION_VALID);
        let row = SessionRow { staff: staff.value.id.clone(), generation: staff.value.generation, expires_at };
        let mut tx = Transaction::new();
        tx.delete(keys::sign_in(nonce), Condition::Version(version));
        tx.put_if(keys::session(&self.hash(&token)), &row, Condition::Absent, Some(expires_at.seconds()));
        match self.0.commit(tx).await {
            Ok(()) => {
                let session = Session { csrf: self.csrf(&token), staff: staff.value, expires_at };
                Ok(Some(Opened { token, session }))
            }
            Err(TableError::Conflict { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Ends a session.
    pub async fn close(&self, token: &str) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.delete(keys::session(&self.hash(token)), Condition::Any);
        self.0.commit(tx).await
    }

    async fn link(&self, nonce: &str) -> Result<Option<(u64, Versioned<Staff>)>, TableError> {
        let Some(link) = self.0.read::<LinkRow>(keys::sign_in(nonce)).await? else { return Ok(None) };
        let staff = self.0.staff().load(&link.value.staff).await?;
        let holds = |staff: &Versioned<Staff>| staff.value.active && staff.value.generation == link.value.generation;
        Ok(staff.filter(holds).map(|staff| (link.version, staff)))
    }

    fn hash(&self, token: &str) -> String {
        self.0.secrets().keyed_hash("session", &[token])
    }

    fn csrf(&self, token: &str) -> String {
        URL_SAFE_NO_PAD.encode(&self.0.secrets().mac("csrf", &[token])[..16])
    }
}
