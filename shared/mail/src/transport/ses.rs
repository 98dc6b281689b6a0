//! Mail through Amazon SES (API version 2).
//!
//! The message goes as the bytes that SMTP would carry. Its delivery's id and
//! what it was sent for go along as tags, so that a later notice of a bounce
//! names the delivery and no address.

use async_trait::async_trait;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, MessageTag, RawMessage};
use domain::Instant;

use super::ses_meaning::judged;
use super::{DELIVERY_TAG, Failure, SendError, Stage, Transport};
use crate::message::{Message, Origin};
use crate::rfc5322::rfc5322;
use crate::sender::Sender;

/// A failure told by no server.
const LOCAL_ERROR: u16 = 451;

/// SES, as one sender.
#[derive(Debug, Clone)]
pub struct Ses {
    client: Client,
    sender: Sender,
    configuration_set: Option<String>,
}

impl Ses {
    /// Sends as `sender`; `configuration_set` tells of bounces.
    pub const fn new(client: Client, sender: Sender, configuration_set: Option<String>) -> Self {
        Self { client, sender, configuration_set }
    }
}

#[async_trait]
impl Transport for Ses {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        let raw = RawMessage::builder().data(Blob::new(rfc5322(message, &self.sender, at)));
        let raw = raw.build().map_err(|_| SendError::Temporary(LOCAL_ERROR.into()))?;
        let mut tags = vec![tag(DELIVERY_TAG, &message.id)?];
        for (name, value) in message.origin.iter().flat_map(Origin::tags) {
            tags.push(tag(name, &value)?);
        }
        self.client
            .send_email()
            .from_email_address(format!("{}@{}", self.sender.local(), self.sender.domain()))
            .destination(Destination::builder().to_addresses(message.to.as_str()).build())
            .content(EmailContent::builder().raw(raw).build())
            .set_email_tags(Some(tags))
            .set_configuration_set_name(self.configuration_set.clone())
            .send()
            .await
            .map_err(|error| meaning(&error))?;
        Ok(())
    }

    fn from(&self) -> Option<String> {
        Some(self.sender.address())
    }

    /// SES is there or the next call says that it is not; asking costs as much.
    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

fn tag(name: &str, value: &str) -> Result<MessageTag, SendError> {
    MessageTag::builder().name(name).value(value).build().map_err(|_| SendError::Temporary(LOCAL_ERROR.into()))
}

/// What a failed call means for the delivery.
fn meaning(error: &SdkError<SendEmailError>) -> SendError {
    match (error, error.raw_response()) {
        (_, Some(answer)) => judged(error.code(), error.message().unwrap_or_default(), answer.status().as_u16()),
        // It may have taken the message: as over SMTP, this one waits alone.
        (SdkError::TimeoutError(_) | SdkError::ResponseError(_), None) => SendError::Temporary(LOCAL_ERROR.into()),
        _ => SendError::Unreachable(Failure::at(Stage::Connect)),
    }
}
