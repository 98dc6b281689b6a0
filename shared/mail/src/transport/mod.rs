//! The way out: one narrow port, and an engine per way.
//!
//! An engine tells four failures apart, because each is treated in another
//! way: a server that is not there costs the delivery nothing and is probed
//! until it is back; a temporary refusal is tried again on the retry
//! schedule; so is one that is about us, and somebody is warned; a permanent
//! one is never tried again.

mod failure;
mod folder;
mod memory;
#[cfg(feature = "ses")]
mod ses;
#[cfg(any(test, feature = "ses"))]
mod ses_meaning;
mod smtp;
mod smtp_meaning;
mod smtp_url;
mod stored;

use async_trait::async_trait;
use domain::Instant;

use crate::message::Message;

pub use failure::{Failure, Reply, SendError, Stage};
pub use folder::Folder;
pub use memory::{Memory, Sent};
#[cfg(feature = "ses")]
pub use ses::Ses;
pub use smtp::{Smtp, SmtpSetupError};
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
pub use stored::{StoredAttachment, StoredMessage};

pub use crate::message::{DELIVERY_TAG, ORIGIN_TAG, SENDING_TAG, THREAD_TAG};

/// Takes messages to their recipients.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends one message, dated `at`. `Ok` means that somebody else answers
    /// for it now. Safe to repeat: the recipient sees the same Message-ID.
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError>;

    /// The address that its messages come from.
    fn from(&self) -> Option<String> {
        None
    }

    /// Where they are handed over, for the log: `host:port`.
    fn server(&self) -> Option<String> {
        None
    }

    /// Removes the messages that it keeps and that hold one of these texts,
    /// whatever their case. One that keeps none does nothing.
    async fn forget(&self, _texts: &[String]) -> std::io::Result<()> {
        Ok(())
    }

    /// Whether messages could leave now, without sending one.
    async fn probe(&self) -> Result<(), SendError>;
}
