//! What the tests of needs share: a need that is stated as it should be, and a
//! sender that signs.
#![expect(clippy::unwrap_used, reason = "a test stops where its own data does not fit")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ids::LocationId;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use testkit::{Answer, TestApp};

pub(crate) fn need() -> Value {
    json!({
        "location": "icab",
        "member": {"name": "Zoé Robotics", "stage": "launch", "enterprise_number": null},
        "contact": {"name": "Zoé Maes", "email": "zoe@zoe-robotics.example", "phone": null, "language": "nl"},
        "need_types": ["rd_grant"],
        "description": "We zoeken steun voor een prototype van onze robotarm.",
        "consent": {"share_with_agencies": true}
    })
}

/// The need with one part changed; `null` takes the part away.
pub(crate) fn need_with(pointer: &str, value: Value) -> Value {
    let mut need = need();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = need.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    parent.remove(field);
    if !value.is_null() {
        parent.insert(field.to_owned(), value);
    }
    need
}

pub(crate) async fn app() -> TestApp {
    TestApp::with(needs::routes()).await
}

/// Posts a need by a program; answers its id.
pub(crate) async fn stated(app: &TestApp, key: &str, need: &Value) -> String {
    let answer = app.anonymous().key(key).post_json("/v1/needs", need).await.expect_status(201);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// How many needs there are.
pub(crate) async fn count(app: &TestApp) -> usize {
    let list = app.as_admin().get("/v1/needs?limit=100").await.expect_status(200);
    list.json()["items"].as_array().unwrap().len()
}

pub(crate) fn host(location: &str) -> domain::staff::StaffRole {
    domain::staff::StaffRole::Host { location: LocationId::parse(location).unwrap() }
}

pub(crate) fn adviser(agency: &str) -> domain::staff::StaffRole {
    domain::staff::StaffRole::Adviser { agency: domain::ids::AgencyId::parse(agency).unwrap() }
}

/// A sender of webhooks.
pub(crate) struct Sender {
    pub(crate) id: String,
    pub(crate) secret: String,
}

impl Sender {
    pub(crate) async fn at(app: &TestApp, location: &str) -> Self {
        let body = json!({"location": location, "kind": "standard_webhooks"});
        let answer = app.as_admin().key(&format!("source-{location}")).post_json("/v1/sources", &body).await;
        let made = answer.expect_status(201).json();
        Self { id: made["id"].as_str().unwrap().to_owned(), secret: made["secret"].as_str().unwrap().to_owned() }
    }

    pub(crate) fn path(&self) -> String {
        format!("/hooks/{}", self.id)
    }

    pub(crate) fn signature(&self, id: &str, seconds: i64, body: &[u8]) -> String {
        let key = STANDARD.decode(self.secret.strip_prefix("whsec_").unwrap()).unwrap();
        assert_eq!(key.len(), 32);
        Webhook::new(&self.secret).unwrap().sign(id, seconds, body).unwrap()
    }

    /// Sends a message signed now.
    pub(crate) async fn send(&self, app: &TestApp, id: &str, body: &Value) -> Answer {
        let bytes = serde_json::to_vec(body).unwrap();
        let now = app.store().now().seconds();
        let signature = self.signature(id, now, &bytes);
        self.post(app, (id, &now.to_string(), &signature), bytes).await
    }

    /// Sends a message under an id, a moment in seconds and a signature.
    pub(crate) async fn post(&self, app: &TestApp, (id, at, signature): (&str, &str, &str), body: Vec<u8>) -> Answer {
        let request = app.anonymous().header("webhook-id", id).header("webhook-timestamp", at);
        let request = request.header("webhook-signature", signature);
        request.bytes("POST", &self.path(), Some("application/json"), body).await
    }
}

pub(crate) fn message() -> Value {
    json!({"type": "need.created", "timestamp": "2026-11-24T09:00:00Z", "data": need_with("/location", Value::Null)})
}
