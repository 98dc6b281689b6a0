//! The state that every function's router carries.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use store::Store;
use webhooks::{Fetcher, Guard, NoWayOut};

use crate::limit::{RateLimiter, Rule};
use crate::problem::Problem;

/// What the operator decided, read once at the start by `runtime`.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What links start with: scheme and authority, no slash at the end.
    pub base_url: String,
    /// Demonstration mode: a mailbox page, a clock that can be moved.
    pub demo: bool,
    /// Which addresses of endpoints are taken.
    pub calls: Guard,
    /// Whether requests are limited per link, source, key and address.
    pub rate_limits: bool,
    /// SHA-256 of the administrator's key; `None`: no key acts as coordinator.
    pub admin_key_hash: Option<[u8; 32]>,
    /// The sender of mails, as RFC 5322 writes a mailbox.
    pub mail_from: String,
    /// Whether a proxy of ours writes `X-Forwarded-For`; else nobody is
    /// believed who sends it.
    pub trust_proxy: bool,
}

impl Settings {
    /// How the administrator's key is kept.
    pub fn hash_key(key: &str) -> [u8; 32] {
        Sha256::digest(key.as_bytes()).into()
    }

    /// Whether people reach the product over TLS: cookies are then bound to it.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// An absolute link to a path of the product.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// The host of the product's address, without its port.
    pub fn host(&self) -> &str {
        let address = self.base_url.as_str();
        let authority = address.split_once("://").map_or(address, |(_, rest)| rest);
        let authority = authority.split('/').next().unwrap_or_default();
        authority
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(authority, |(host, _)| host)
    }
}

/// The state of every function. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// The table, the clock, ids and secrets.
    pub store: Store,
    /// What the operator decided.
    pub settings: Arc<Settings>,
    /// Who asks how often.
    pub limiter: Arc<RateLimiter>,
    /// Reads what a message only names; nothing where no way out was given.
    pub fetcher: Arc<dyn Fetcher>,
}

impl Context {
    /// Wires the state; the limiter follows the settings.
    pub fn new(store: Store, settings: Settings) -> Self {
        let limiter = Arc::new(RateLimiter::new(settings.rate_limits));
        Self { store, settings: Arc::new(settings), limiter, fetcher: Arc::new(NoWayOut) }
    }

    /// The same state with a way out.
    pub fn reaching(self, fetcher: Arc<dyn Fetcher>) -> Self {
        Self { fetcher, ..self }
    }

    /// Takes one request out of the bucket `key`; 429 when it is empty.
    /// Keys are ids, keyed hashes or addresses, led by what is limited:
    /// `need-form:10.0.0.7`.
    pub fn limit(&self, key: &str, rule: Rule) -> Result<(), Problem> {
        self.limiter.check(self.store.now(), key, rule).map_err(Problem::too_many_requests)
    }
}
