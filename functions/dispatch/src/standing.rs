//! How things stood when what is due was last looked at; made of what that look
//! read anyway.

use crate::dispatcher::Dispatcher;
use crate::left::Seen;

/// What waits beyond its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether mails leave, as far as is known.
    pub mail_server_up: bool,
    /// Mails and acts that were due at the last look and are not done. What
    /// waits for its next attempt is not due.
    pub waiting: u64,
    /// For how long the oldest of them has been due, seconds; 0 where none is.
    pub oldest_waiting_seconds: u64,
}

impl Dispatcher {
    /// How things stand. Reads nothing.
    pub fn standing(&self) -> Standing {
        let Seen { count, oldest } = self.left.read();
        let waited = oldest.map_or(0, |at| self.store.now().millis().saturating_sub(at.millis()));
        Standing {
            mail_server_up: !self.health.is_down(),
            waiting: u64::try_from(count).unwrap_or(u64::MAX),
            oldest_waiting_seconds: u64::try_from(waited / 1_000).unwrap_or_default(),
        }
    }
}
