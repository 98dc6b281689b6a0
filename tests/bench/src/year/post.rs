//! A mail server: takes most mails, refuses a few of agencies' for good, and
//! some for now.

use std::sync::Mutex;

use async_trait::async_trait;
use domain::Instant;
use mail::{Message, SendError, Transport};
use store::secrets::digest;

/// Of a thousand mails to agencies, those that are refused for good.
const REFUSED: u32 = 8;
/// Of a thousand mails, those that are not taken now.
const LATER: u32 = 10;

/// What left and was not read yet.
#[derive(Debug, Default)]
pub(crate) struct Post {
    left: Mutex<Vec<Message>>,
    /// Mails that were put off once already.
    put_off: Mutex<std::collections::BTreeSet<String>>,
}

impl Post {
    /// What left since it was last asked.
    pub(crate) fn take(&self) -> Vec<Message> {
        self.left.lock().map(|mut left| std::mem::take(&mut *left)).unwrap_or_default()
    }
}

#[async_trait]
impl Transport for Post {
    async fn send(&self, message: &Message, _: Instant) -> Result<(), SendError> {
        let lot =
            digest(message.id.as_bytes()).bytes().take(4).fold(0_u32, |sum, byte| sum * 31 + u32::from(byte)) % 1_000;
        if lot < REFUSED && message.text.contains("/r/") {
            return Err(SendError::Refused(550.into()));
        }
        let first = || self.put_off.lock().is_ok_and(|mut known| known.insert(message.id.clone()));
        if lot >= 1_000 - LATER && first() {
            return Err(SendError::Temporary(451.into()));
        }
        if let Ok(mut left) = self.left.lock() {
            left.push(message.clone());
        }
        Ok(())
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}
