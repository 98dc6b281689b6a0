//! What the tests of surveys share: an application whose commits are recorded,
//! a dispatcher that counts, and a survey to begin with.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use dispatch::Dispatcher;
use serde_json::{Value, json};
use store::{Commit, Key, Page, Query, Row, Table, TableError};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

/// A table that remembers every commit asked of it, and counts reads.
pub(crate) struct Recording {
    inner: EmbeddedTable,
    pub(crate) commits: Mutex<Vec<Commit>>,
    pub(crate) reads: Mutex<u64>,
}

impl Recording {
    pub(crate) fn new() -> Arc<Self> {
        let inner = EmbeddedTable::in_memory().unwrap();
        Arc::new(Self { inner, commits: Mutex::default(), reads: Mutex::default() })
    }

    /// Forgets what was recorded so far.
    pub(crate) fn forget(&self) {
        self.commits.lock().unwrap().clear();
        *self.reads.lock().unwrap() = 0;
    }
}

#[async_trait]
impl Table for Recording {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        *self.reads.lock().unwrap() += 1;
        self.inner.get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        *self.reads.lock().unwrap() += 1;
        self.inner.query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        self.commits.lock().unwrap().push(commit.clone());
        self.inner.commit(commit).await
    }
}

pub(crate) async fn app() -> TestApp {
    TestApp::with(survey::routes()).await
}

/// Makes a survey and answers its id.
pub(crate) async fn survey(app: &TestApp, body: Value) -> String {
    let made = app.as_admin().key(&body.to_string().replace([' ', '"'], "")).post_json("/v1/surveys", &body).await;
    made.expect_status(201).json()["id"].as_str().unwrap().to_owned()
}

/// A survey about Innoviris at ICAB, open now.
pub(crate) async fn after_visit(app: &TestApp) -> String {
    survey(
        app,
        json!({"variant": "after_visit", "location": "icab", "agency": "innoviris",
        "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await
}

/// Counts everything that waits.
pub(crate) async fn count(app: &TestApp) -> usize {
    let base_url = testkit::BASE_URL.to_owned();
    let memory = Arc::new(mail::transport::Memory::new());
    let dispatcher = Dispatcher::new(app.store().clone(), base_url, flows::contexts(), memory, "test".to_owned());
    let mut counted = 0;
    loop {
        let swept = dispatcher.sweep().await.unwrap();
        counted += swept.counted;
        if swept.counted == 0 {
            return counted;
        }
    }
}

/// Answers through the API.
pub(crate) async fn answer(app: &TestApp, id: &str, key: &str, answers: Value) -> testkit::Answer {
    let body = json!({"language": "nl", "answers": answers});
    app.anonymous().key(key).post_json(&format!("/v1/surveys/{id}/responses"), &body).await
}

/// The key of a page that was shown.
pub(crate) fn submission(page: &str) -> String {
    let after = page.split("name=\"submission\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// What a person fills in on the page after a visit, all required answers given.
pub(crate) fn filled<'a>(submission: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields =
        vec![("submission", submission), ("overall", "4"), ("useful", "5"), ("effort", "4"), ("recommend", "9")];
    fields.extend_from_slice(more);
    fields
}
