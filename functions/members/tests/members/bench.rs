//! What these tests have in common: members that are entered, and mails that
//! leave.

use std::sync::Arc;

use dispatch::Dispatcher;
use mail::transport::{Memory, Sent};
use serde_json::{Value, json};
use store::keys::MemberList;
use store::{Key, Transaction};
use testkit::{BASE_URL, TestApp};

/// Members beside needs, as on one machine.
pub(crate) async fn app() -> TestApp {
    TestApp::with(members::routes()).await
}

/// A company of which enough is known for a proposal, with an address.
pub(crate) fn robotics() -> Value {
    json!({
        "name": "Zoé Robotics", "location": "icab", "stage": "launch", "rd_intensity": "high",
        "funding_sources": ["own"], "enterprise_number": "BE 0403.019.261", "ict_domain": ["ai_data", "hardware"],
        "languages": ["nl"], "contact_role": "Zoé Maes", "contact_email": "zoe@zoe-robotics.example"
    })
}

/// Enters a member; answers its id.
pub(crate) async fn enter(app: &TestApp, body: &Value) -> String {
    let key = app.store().ids().next();
    let answer = app.as_admin().header("idempotency-key", &key).post_json("/v1/members", body).await.expect_status(201);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// Puts members into one list, as that shows them, and nowhere else: many at once.
pub(crate) async fn listed(app: &TestApp, list: &MemberList, members: &[Value]) {
    for (nth, some) in members.chunks(100).enumerate() {
        let mut tx = Transaction::new();
        for (at, one) in some.iter().enumerate() {
            tx.put(Key::new(list.partition(), format!("{nth:03}{at:02}")), one);
        }
        app.store().commit(tx).await.unwrap();
    }
}

/// What an address of the API answers, as the coordinator reads it.
pub(crate) async fn read(app: &TestApp, path: &str) -> Value {
    app.as_admin().header("accept-language", "en").get(path).await.expect_status(200).json()
}

/// Names of the items of a list.
pub(crate) async fn names(app: &TestApp, query: &str) -> Vec<String> {
    let list = read(app, &format!("/v1/members{query}")).await;
    list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// Does what waits and answers the mails that left.
pub(crate) async fn post(app: &TestApp) -> Vec<Sent> {
    let memory = Memory::new();
    let transport = Arc::new(memory.clone());
    let dispatcher =
        Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "test".to_owned());
    for _ in 0..4 {
        // A need joins its member some minutes after it came.
        app.clock.advance(chrono::TimeDelta::minutes(5));
        dispatcher.sweep().await.unwrap();
        dispatcher.run_due(app.store().now()).await.unwrap();
    }
    memory.sent()
}

/// What a form carries unseen.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    rest.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {name} in {page}")).to_owned()
}

/// The path of the first link in a mail that begins like this.
pub(crate) fn link(text: &str, start: &str) -> String {
    let all = mail::links_in(text);
    let found = all.iter().find_map(|link| link.strip_prefix(BASE_URL).filter(|path| path.starts_with(start)));
    found.unwrap_or_else(|| panic!("no link to {start} in {text}")).to_owned()
}
