//! Mail over SMTP, with TLS by rustls.
//!
//! `smtps` speaks TLS from the first byte. `smtp` turns to TLS where the
//! server offers it, whatever its certificate: without it the mail would go
//! in the clear, so nothing is lost. Credentials are another matter: they go
//! to another machine only over TLS with a certificate that holds.
//!
//! The pool is our own, of a few lines, for two reasons. The library's waits
//! for a silent server without end, and puts a connection whose exchange was
//! broken off back among the good ones, where the next message would be
//! taken for sent by an answer that belongs to the last. And only whoever
//! sends each command can tell a server that does not let us in, which is no
//! fault of the message, from one that refuses the recipient.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::Instant;
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::{SendError, SmtpUrl, Transport};
use crate::message::Message;
use crate::rfc5322::rfc5322;
use crate::sender::Sender;

/// How long a server may take to let us in, and to answer a command.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How long a server may take over a whole message: a shorter wait would send
/// again what a slow one had already taken.
const MESSAGE_TIMEOUT: Duration = Duration::from_mins(1);

/// Connections kept for later messages, at most.
const CONNECTIONS: usize = 4;

/// What SES says over SMTP of too many messages a second. RFC 4954 gives the
/// code to a failure of signing in: no fault of the message either.
const THROTTLED: u16 = 454;
/// A failure told by no server: a local one, or silence over a message.
const LOCAL_ERROR: u16 = 451;

/// The TLS settings could not be made: this machine has no certificates, or
/// the host has no name that one could be issued for.
#[derive(Debug, thiserror::Error)]
#[error("the TLS settings for the mail server can't be made: {0}")]
pub struct SmtpSetupError(#[from] Error);

/// A mail server. Clones share its connections.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
}

struct Server {
    url: SmtpUrl,
    tls: TlsParameters,
    sender: Sender,
    /// Connections that stand ready: let in, and with no exchange begun.
    ready: Mutex<Vec<AsyncSmtpConnection>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("url", &self.server.url).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Prepares the settings; connects to nothing yet.
    pub fn new(url: SmtpUrl, sender: Sender) -> Result<Self, SmtpSetupError> {
        let mut tls = TlsParameters::builder(url.host.clone());
        if !url.implicit_tls && !needs_tls(&url) {
            tls = tls.dangerous_accept_invalid_certs(true).dangerous_accept_invalid_hostnames(true);
        }
        let tls = tls.build_rustls()?;
        Ok(Self { server: Arc::new(Server { url, tls, sender, ready: Mutex::new(Vec::new()) }) })
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        let bytes = rfc5322(message, &self.server.sender, at);
        let mut connection = self.server.connection().await?;
        self.server.exchange(&mut connection, message, &bytes).await?;
        self.server.keep(connection);
        Ok(())
    }

    fn from(&self) -> Option<String> {
        Some(self.server.sender.address())
    }

    async fn probe(&self) -> Result<(), SendError> {
        let connection = self.server.connection().await?;
        self.server.keep(connection);
        Ok(())
    }
}

impl Server {
    /// A connection that answered just now: one that stands ready, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        while let Some(mut connection) = self.pop() {
            if tokio::time::timeout(TIMEOUT, connection.test_connected()).await.unwrap_or(false) {
                return Ok(connection);
            }
        }
        match tokio::time::timeout(TIMEOUT, self.connect()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(_)) | Err(_) => Err(SendError::Unreachable),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let hello = ClientId::default();
        let place = (self.url.host.as_str(), self.url.port);
        let implicit = self.url.implicit_tls.then(|| self.tls.clone());
        let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(TIMEOUT), &hello, implicit, None).await?;
        if !self.url.implicit_tls && (connection.can_starttls() || needs_tls(&self.url)) {
            connection.starttls(self.tls.clone(), &hello).await?;
        }
        if let Some((user, password)) = &self.url.credentials {
            connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user.clone(), password.clone())).await?;
        }
        Ok(connection)
    }

    /// Hands over one message. After a failure the connection is not used again.
    async fn exchange(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &Message,
        bytes: &[u8],
    ) -> Result<(), SendError> {
        let own = Address::new_dangerous(self.sender.local(), self.sender.domain());
        let (local, host) = message.to.as_str().rsplit_once('@').unwrap_or((message.to.as_str(), ""));
        let recipient = Address::new_dangerous(local, host);
        let from = within(TIMEOUT, connection.command(Mail::new(Some(own), Vec::new()))).await;
        from.map_err(own_fault)?;
        within(TIMEOUT, connection.command(Rcpt::new(recipient, Vec::new()))).await?;
        within(TIMEOUT, connection.command(Data)).await.map_err(broken_off)?;
        within(MESSAGE_TIMEOUT, connection.message(bytes)).await.map_err(broken_off)
    }

    fn pop(&self) -> Option<AsyncSmtpConnection> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if !connection.has_broken() && ready.len() < CONNECTIONS {
            ready.push(connection);
        }
    }
}

/// Whether the server must offer TLS with a certificate that holds.
fn needs_tls(url: &SmtpUrl) -> bool {
    url.credentials.is_some() && !url.is_loopback()
}

async fn within<T>(limit: Duration, step: impl Future<Output = Result<T, Error>>) -> Result<(), SendError> {
    match tokio::time::timeout(limit, step).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(meaning(&error)),
        Err(_) => Err(SendError::Unreachable),
    }
}

/// What a failed command means for the delivery.
fn meaning(error: &Error) -> SendError {
    match error.status().map(u16::from) {
        Some(THROTTLED) => SendError::TooFast,
        Some(code) if error.is_permanent() => SendError::Refused(code),
        Some(code) => SendError::Temporary(code),
        None if error.is_response() || error.is_client() => SendError::Temporary(LOCAL_ERROR),
        None => SendError::Unreachable,
    }
}

/// A server that falls silent or hangs up once it was told that a message comes
/// may have taken it: it is there, so the others go on, and this one waits on
/// the retry schedule, or a slow server would get it every minute for ever.
const fn broken_off(error: SendError) -> SendError {
    match error {
        SendError::Unreachable => SendError::Temporary(LOCAL_ERROR),
        other => other,
    }
}

/// A server that refuses our own address says nothing of the recipient: the
/// message waits on the retry schedule, where people see it.
const fn own_fault(error: SendError) -> SendError {
    match error {
        SendError::Refused(code) => SendError::Temporary(code),
        other => other,
    }
}
