//! Somebody who asks over HTTP and is told, redirects not followed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

/// Longer than any answer may take, short enough for a test to fail.
const PATIENCE: Duration = Duration::from_secs(30);

/// Keys of creating requests, one each in a process.
static KEYS: AtomicU64 = AtomicU64::new(1);

/// A key for a creating request that nobody used before in this process.
pub fn fresh_key() -> String {
    format!("journey-{}-{}", std::process::id(), KEYS.fetch_add(1, Ordering::Relaxed))
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers, names in small letters; of several of one name, the last.
    pub headers: BTreeMap<String, String>,
    /// Body.
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_str(&self.body).with_context(|| format!("no JSON in {}: {}", self.status, self.body))
    }

    /// A header; empty where absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The answer itself if its status is `status`.
    pub fn must_be(self, status: u16) -> anyhow::Result<Self> {
        anyhow::ensure!(self.status == status, "expected {status}, got {}: {}", self.status, self.body);
        Ok(self)
    }
}

/// Somebody who asks.
#[derive(Debug, Clone)]
pub struct Visitor {
    base: String,
    key: Option<String>,
    language: String,
    cookie: Option<String>,
    client: Client,
}

impl Visitor {
    /// A visitor of the product at `base`, with an API key where given.
    pub fn new(base: &str, key: Option<&str>) -> Self {
        // A client with these options only fails where TLS can't start; it has none.
        let client =
            Client::builder().redirect(Policy::none()).timeout(PATIENCE).no_proxy().build().unwrap_or_default();
        Self { base: base.to_owned(), key: key.map(str::to_owned), language: "en".to_owned(), cookie: None, client }
    }

    /// The same visitor, reading another language.
    pub fn reading(&self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self.clone() }
    }

    /// The same visitor, carrying what an answer's `Set-Cookie` gave.
    pub fn with_cookie_of(&self, answer: &Answer) -> Self {
        let pair = answer.header("set-cookie").split(';').next().unwrap_or_default();
        Self { cookie: Some(pair.to_owned()), ..self.clone() }
    }

    /// A request to be filled in; `path` may be a whole address.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let ask = self.client.request(method, url).header("accept-language", &self.language);
        let ask = match &self.cookie {
            Some(cookie) => ask.header("cookie", cookie),
            None => ask,
        };
        match &self.key {
            Some(key) => ask.bearer_auth(key),
            None => ask,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: RequestBuilder) -> anyhow::Result<Answer> {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        Ok(Answer { status, headers, body: response.text().await? })
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(self.ask(Method::GET, path)).await
    }

    /// Any method without a body.
    pub async fn method(&self, method: Method, path: &str) -> anyhow::Result<Answer> {
        self.send(self.ask(method, path)).await
    }

    /// A form, as a page sends it.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        self.send(self.ask(Method::POST, path).header("origin", &self.base).form(fields)).await
    }

    /// A creating request by a program, under a key of its own.
    pub async fn create(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.create_as(path, body, &fresh_key()).await
    }

    /// A creating request by a program, under a key.
    pub async fn create_as(&self, path: &str, body: &Value, key: &str) -> anyhow::Result<Answer> {
        self.send(self.ask(Method::POST, path).header("idempotency-key", format!("\"{key}\"")).json(body)).await
    }

    /// Everything in a list, page after page.
    pub async fn list(&self, path: &str) -> anyhow::Result<Vec<Value>> {
        let joint = if path.contains('?') { '&' } else { '?' };
        let mut next = String::new();
        let mut items = Vec::new();
        loop {
            let page = self.get(&format!("{path}{joint}limit=100{next}")).await?.must_be(200)?.json()?;
            let found = page["items"].as_array().cloned().context("a list without items")?;
            items.extend(found);
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => return Ok(items),
            }
        }
    }
}
