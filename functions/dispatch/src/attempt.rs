//! One attempt at a delivery: its context does it, or makes a mail that is
//! handed over.

use domain::Instant;
use flows::effects::{Outcome, Task};
use mail::{Failure, Message, SendError};
use store::repos::deliveries::Way;

use crate::claimed::Claimed;
use crate::dispatcher::Dispatcher;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The other side took it.
    Sent,
    /// There is nothing left to tell.
    Nothing,
    /// The mail server could not be reached, or asks for a slower pace.
    Unreachable,
    /// A failure that may pass; the code, and the moment before which the other
    /// side asks not to be tried again.
    Failed(String, Option<Instant>),
    /// It waits for another delivery until then.
    Later(Instant),
    /// A refusal for good; the code.
    Refused(String),
}

impl Attempt {
    pub(crate) fn failed(code: &str) -> Self {
        Self::Failed(code.to_owned(), None)
    }
}

impl Dispatcher {
    pub(crate) async fn attempt(&self, claimed: &Claimed<'_>) -> Attempt {
        let delivery = &claimed.leased.value;
        let from = self.transport.from();
        let task = Task { store: &self.store, base_url: &self.base_url, from: from.as_deref(), delivery };
        match claimed.context.perform(&task).await {
            Ok(Outcome::Mail(message)) => self.send(&delivery.id, &message).await,
            Ok(Outcome::Done) => Attempt::Sent,
            Ok(Outcome::Nothing) => Attempt::Nothing,
            Ok(Outcome::ForgetMails(texts)) => match self.transport.forget(&texts).await {
                Ok(()) => Attempt::Nothing,
                Err(error) => {
                    tracing::warn!(delivery = %delivery.id, %error, "kept mails could not be removed");
                    Attempt::failed("mailbox")
                }
            },
            Ok(Outcome::Wipe) => match self.store.table().wipe().await {
                Ok(()) => Attempt::Nothing,
                Err(error) => {
                    tracing::warn!(delivery = %delivery.id, %error, "the file could not be written anew");
                    Attempt::failed("table")
                }
            },
            Ok(Outcome::Later(at)) => Attempt::Later(at),
            Ok(Outcome::Failed(code)) => Attempt::Failed(code, None),
            Ok(Outcome::FailedUntil(code, until)) => Attempt::Failed(code, Some(until)),
            Ok(Outcome::Refused(code)) => Attempt::Refused(code),
            Err(error) if claimed.way == Way::Mail => {
                tracing::error!(delivery = %delivery.id, %error, "could not render");
                Attempt::failed("render")
            }
            Err(error) => {
                tracing::warn!(delivery = %delivery.id, %error, "a turn or a deadline waits");
                Attempt::failed("table")
            }
        }
    }

    async fn send(&self, delivery: &str, message: &Message) -> Attempt {
        match self.transport.send(message, self.store.now()).await {
            Ok(()) => Attempt::Sent,
            Err(why @ (SendError::Unreachable(_) | SendError::TooFast)) => {
                self.lost(why);
                Attempt::Unreachable
            }
            Err(SendError::Ours(failure)) => {
                self.refused_us(delivery, failure);
                let Failure { stage, reply } = failure;
                Attempt::Failed(reply.map_or_else(|| stage.to_string(), |reply| reply.to_string()), None)
            }
            Err(SendError::Temporary(reply)) => Attempt::Failed(reply.to_string(), None),
            Err(SendError::Refused(reply)) => Attempt::Refused(reply.to_string()),
        }
    }
}
