//! Webhooks out, and reading from where one came in: how a call is signed (Standard Webhooks), where one may go,
//! and making it. What is told to whom, and when it is tried again, is the
//! business of `flows::endpoints` and `dispatch`.
//!
//! Whoever enters an address decides where this program connects to, from
//! inside a network of its own. So the address is read once ([`Target`]), its
//! name is looked up once, every answer is held against [`Guard`], and the
//! connection goes to the very address that was held: between the two nothing
//! can change. No redirect is followed.

#[cfg(feature = "client")]
mod client;
mod guard;
#[cfg(feature = "client")]
mod network;
mod retry_after;
mod signature;
mod target;

use std::time::Duration;

use async_trait::async_trait;

#[cfg(feature = "client")]
pub use client::Client;
pub use guard::Guard;
#[cfg(feature = "client")]
pub use network::{Internet, Network, Stream};
pub use retry_after::retry_after;
pub use signature::{SECRET_PREFIX, secret_text, sign};
pub use target::{MAX_URL, Refused, Target, host_of};

/// How long one call may take, from the look-up to the last byte read: what
/// Standard Webhooks names at least, and what the dispatcher has left when it
/// takes its last delivery.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Characters that are kept of what an endpoint answers.
pub const KEPT_ANSWER: usize = 500;

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Where to, as it was entered.
    pub url: String,
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`: when it is tried, Unix seconds.
    pub timestamp: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// What an endpoint answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, as it stands there.
    pub retry_after: Option<String>,
    /// The beginning of the body, [`KEPT_ANSWER`] characters at most.
    pub body: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The address is none that is called.
    #[error("the address is refused")]
    Address,
    /// The name leads nowhere.
    #[error("the name is not known")]
    Name,
    /// Nobody takes the connection.
    #[error("no connection")]
    Connection,
    /// The connection can't be trusted.
    #[error("no TLS")]
    Tls,
    /// No answer in time.
    #[error("no answer in time")]
    Time,
    /// What came is no HTTP.
    #[error("no HTTP")]
    Http,
    /// This program makes no calls.
    #[error("no way out")]
    NoWayOut,
}

impl NoAnswer {
    /// The word that is written down.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Name => "name",
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Time => "time",
            Self::Http => "http",
            Self::NoWayOut => "no_way_out",
        }
    }
}

/// Makes calls.
#[async_trait]
pub trait Caller: Send + Sync {
    /// One call; answers within [`PATIENCE`].
    async fn call(&self, call: &Call) -> Result<Answer, NoAnswer>;
}

/// What was read somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Reads what is known elsewhere, as somebody who has a token there.
#[async_trait]
pub trait Fetcher: Send + Sync {
    /// One `GET`; answers within [`PATIENCE`]. A body of more than 256 KiB is no
    /// answer.
    async fn fetch(&self, url: &str, token: &str) -> Result<Fetched, NoAnswer>;
}

#[async_trait]
impl Fetcher for NoWayOut {
    async fn fetch(&self, _: &str, _: &str) -> Result<Fetched, NoAnswer> {
        Err(NoAnswer::NoWayOut)
    }
}

/// Makes none: for programs that only read what was called.
#[derive(Debug, Clone, Copy)]
pub struct NoWayOut;

#[async_trait]
impl Caller for NoWayOut {
    async fn call(&self, _: &Call) -> Result<Answer, NoAnswer> {
        Err(NoAnswer::NoWayOut)
    }
}
