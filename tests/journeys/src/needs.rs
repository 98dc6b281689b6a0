//! Needs as places send them, and sources that sign them.

use anyhow::Context as _;
use reqwest::Method;
use serde_json::{Value, json};

use crate::home::Home;
use crate::programs::Signer;
use crate::visitor::Answer;

/// Zoé's need: stated, and agreed to be shared.
pub fn zoe() -> Value {
    json!({
        "member": {"name": "Zoé Robotics", "stage": "launch", "enterprise_number": null},
        "contact": {"name": "Zoé Maes", "email": "zoe@zoe-robotics.example", "phone": null, "language": "nl"},
        "need_types": ["rd_grant"],
        "description": "We zoeken steun voor een prototype van onze robotarm.",
        "consent": {"share_with_agencies": true},
    })
}

/// Zoé's need with another kind of need.
pub fn zoe_needs(need_type: &str) -> Value {
    let mut need = zoe();
    need["need_types"] = json!([need_type]);
    need
}

/// The same from somebody else: what one person states twice is joined.
pub fn zoe_from(email: &str) -> Value {
    let mut need = zoe();
    need["contact"]["email"] = email.into();
    need
}

/// A need at a place, as `POST /v1/needs` takes it.
pub fn at(location: &str, mut need: Value) -> Value {
    need["location"] = location.into();
    need
}

/// A webhook's source with its secret.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Where webhooks go.
    pub url: String,
    /// The secret that it signs with.
    pub secret: String,
}

impl Source {
    /// A new source of a place, made by the coordinator.
    pub async fn create(home: &dyn Home, location: &str) -> anyhow::Result<Self> {
        let body = json!({"location": location, "kind": "standard_webhooks"});
        let made = home.coordinator().create("/v1/sources", &body).await?.must_be(201)?.json()?;
        let text =
            |name: &str| made[name].as_str().map(str::to_owned).with_context(|| format!("a source without {name}"));
        Ok(Self { id: text("id")?, url: text("url")?, secret: text("secret")? })
    }

    /// A webhook of this source, signed now by a reference library.
    pub async fn webhook(&self, home: &dyn Home, signer: Signer, id: &str, need: &Value) -> anyhow::Result<Webhook> {
        let now = home.now().await?;
        let body = json!({"type": "need.created", "timestamp": now.to_rfc3339(), "data": need}).to_string();
        let signature = signer.sign(&self.secret, id, now.timestamp(), &body)?;
        let (url, id, timestamp) = (self.url.clone(), id.to_owned(), now.timestamp().to_string());
        Ok(Webhook { url, id, timestamp, signature, body })
    }
}

/// A signed webhook, to be sent as often as one likes.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Where it goes.
    pub url: String,
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`.
    pub timestamp: String,
    /// `webhook-signature`.
    pub signature: String,
    /// Body.
    pub body: String,
}

impl Webhook {
    /// Sends it.
    pub async fn send(&self, home: &dyn Home) -> anyhow::Result<Answer> {
        let anybody = home.anybody();
        let request = anybody
            .ask(Method::POST, &self.url)
            .header("content-type", "application/json")
            .header("webhook-id", &self.id)
            .header("webhook-timestamp", &self.timestamp)
            .header("webhook-signature", &self.signature)
            .body(self.body.clone());
        anybody.send(request).await
    }
}

/// A need as the coordinator sees it, history included.
pub async fn need(home: &dyn Home, id: &str) -> anyhow::Result<Value> {
    home.coordinator().get(&format!("/v1/needs/{id}")).await?.must_be(200)?.json()
}

/// What happened to a need, in order, such as `referral.accepted`.
pub fn what_happened(need: &Value) -> Vec<&str> {
    need["history"].as_array().into_iter().flatten().filter_map(|entry| entry["what"].as_str()).collect()
}
