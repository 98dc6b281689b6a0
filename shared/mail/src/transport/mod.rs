//! The way out: one narrow port, and an engine per way.
//!
//! An engine tells three failures apart, because each is treated in another
//! way: a server that is not there costs the delivery nothing and is probed
//! until it is back; a temporary refusal is tried again on the retry
//! schedule; a permanent one is never tried again.

mod folder;
mod memory;
#[cfg(feature = "ses")]
mod ses;
#[cfg(any(test, feature = "ses"))]
mod ses_meaning;
mod smtp;
mod smtp_url;
mod stored;

use async_trait::async_trait;
use domain::Instant;

use crate::message::Message;

pub use folder::Folder;
pub use memory::{Memory, Sent};
#[cfg(feature = "ses")]
pub use ses::Ses;
pub use smtp::{Smtp, SmtpSetupError};
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
pub use stored::{StoredAttachment, StoredCalendar, StoredMessage};

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

    /// Removes the messages that it keeps and that hold one of these texts,
    /// whatever their case. One that keeps none does nothing.
    async fn forget(&self, _texts: &[String]) -> std::io::Result<()> {
        Ok(())
    }

    /// Whether messages could leave now, without sending one.
    async fn probe(&self) -> Result<(), SendError>;
}

/// Why a message did not leave. Holds no address and no text of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server can't be reached, or does not let us in. No fault of the
    /// message: it costs no attempt.
    #[error("the mail server can't be reached")]
    Unreachable,
    /// The server asks for a slower pace, or its quota is used up. No fault of
    /// the message either.
    #[error("the mail server asks for a slower pace")]
    TooFast,
    /// Not now (SMTP 4xx): to be tried again. So is a message that the server
    /// neither took nor refused in time, for it may have taken it.
    #[error("the mail server said: not now ({0})")]
    Temporary(u16),
    /// Never (SMTP 5xx).
    #[error("the mail server refused the message ({0})")]
    Refused(u16),
}

impl SendError {
    /// Whether the same message may leave later.
    pub const fn retryable(self) -> bool {
        !matches!(self, Self::Refused(_))
    }

    /// Whether the delivery's count of attempts goes up.
    pub const fn costs_attempt(self) -> bool {
        !matches!(self, Self::Unreachable | Self::TooFast)
    }
}
