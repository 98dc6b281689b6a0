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

use std::net::SocketAddr;
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
use tokio::time::Instant as Moment;

use super::smtp_meaning::{LOCAL_ERROR, greeting_or_before, meaning, refused};
use super::{Failure, SendError, SmtpUrl, Stage, Transport};
use crate::message::Message;
use crate::rfc5322::rfc5322;
use crate::sender::Sender;

/// How long a server may take to let us in, and to answer a command.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How long one of its addresses may take to be connected to: a name has two
/// as a rule, and what answers at neither is told from what falls silent.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(9);

/// How long a server may take over a whole message: a shorter wait would send
/// again what a slow one had already taken.
const MESSAGE_TIMEOUT: Duration = Duration::from_mins(1);

/// Connections kept for later messages, at most.
const CONNECTIONS: usize = 4;

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

    fn server(&self) -> Option<String> {
        let SmtpUrl { host, port, .. } = &self.server.url;
        Some(format!("{host}:{port}"))
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
        self.connect().await.map_err(SendError::Unreachable)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let until = Moment::now() + TIMEOUT;
        let SmtpUrl { implicit_tls, host, port, credentials } = &self.url;
        let found = tokio::time::timeout_at(until, tokio::net::lookup_host((host.as_str(), *port))).await;
        let addresses: Vec<SocketAddr> = found.ok().and_then(Result::ok).into_iter().flatten().collect();
        if addresses.is_empty() {
            return Err(Failure::at(Stage::Dns));
        }
        let hello = ClientId::default();
        let tls = implicit_tls.then(|| self.tls.clone());
        let silent = if *implicit_tls { Stage::Tls } else { Stage::Greeting };
        let greeted =
            AsyncSmtpConnection::connect_tokio1(addresses.as_slice(), Some(CONNECT_TIMEOUT), &hello, tls, None);
        let mut connection = match tokio::time::timeout_at(until, greeted).await {
            Ok(greeted) => greeted.map_err(|error| greeting_or_before(&error, *implicit_tls))?,
            Err(_) => return Err(Failure::at(silent)),
        };
        if !implicit_tls && (connection.can_starttls() || needs_tls(&self.url)) {
            let upgraded = connection.starttls(self.tls.clone(), &hello);
            let upgraded = tokio::time::timeout_at(until, upgraded).await;
            upgraded.map_err(|_| Failure::at(Stage::Tls))?.map_err(|error| refused(&error, Stage::Tls))?;
        }
        if let Some((user, password)) = credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            let signed_in = connection.auth(DEFAULT_MECHANISMS, &credentials);
            let signed_in = tokio::time::timeout_at(until, signed_in).await;
            signed_in.map_err(|_| Failure::at(Stage::SignIn))?.map_err(|error| refused(&error, Stage::SignIn))?;
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
        let from = connection.command(Mail::new(Some(own), Vec::new()));
        within(TIMEOUT, Stage::Sender, from).await?;
        let to = connection.command(Rcpt::new(recipient, Vec::new()));
        within(TIMEOUT, Stage::Recipient, to).await?;
        within(TIMEOUT, Stage::Message, connection.command(Data)).await.map_err(broken_off)?;
        within(MESSAGE_TIMEOUT, Stage::Message, connection.message(bytes)).await.map_err(broken_off)
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

async fn within<T>(
    limit: Duration,
    stage: Stage,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<(), SendError> {
    match tokio::time::timeout(limit, step).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(meaning(&error, stage)),
        Err(_) => Err(SendError::Unreachable(Failure::at(stage))),
    }
}

/// A server that falls silent or hangs up once it was told that a message comes
/// may have taken it: it is there, so the others go on, and this one waits on
/// the retry schedule, or a slow server would get it every minute for ever.
fn broken_off(error: SendError) -> SendError {
    match error {
        SendError::Unreachable(_) => SendError::Temporary(LOCAL_ERROR.into()),
        other => other,
    }
}
