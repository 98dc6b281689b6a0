//! What redb itself commits, to hold the product against: the very rows that
//! the product writes for a submission, taken from its own routes beforehand,
//! inserted by a bare loop without a server, conditions, events or counting.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use async_trait::async_trait;
use redb::{Database, TableDefinition};
use store::{Commit, Key, Page, Query, Row, Table, TableError, Write};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

const ROWS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("rows");

/// The rows of one submission: key and document each.
pub(crate) type Rows = Vec<(Vec<u8>, Vec<u8>)>;

/// A table that keeps what is put and stores nothing of it, once told to.
struct Capturing {
    inner: EmbeddedTable,
    captured: Mutex<Option<Vec<Rows>>>,
}

#[async_trait]
impl Table for Capturing {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        self.inner.get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        self.inner.query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        if let Some(captured) = self.captured.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            captured.push(commit.writes.into_iter().filter_map(row).collect());
            return Ok(());
        }
        self.inner.commit(commit).await
    }
}

fn row(write: Write) -> Option<(Vec<u8>, Vec<u8>)> {
    let Write::Put { key, doc, .. } = write else { return None };
    Some((format!("{}\0{}", key.pk, key.sk).into_bytes(), doc.into_bytes()))
}

/// The rows of so many submissions, as the survey's routes write them.
pub(crate) async fn rows_of_submissions(submissions: usize) -> anyhow::Result<Vec<Rows>> {
    let table = Arc::new(Capturing { inner: EmbeddedTable::in_memory()?, captured: Mutex::default() });
    let app = TestApp::over(Arc::clone(&table) as _, vec![survey::routes()], false).await;
    let body = crate::survey_body("2026-11-24");
    let made = app.as_admin().key("bench-survey").post_json("/v1/surveys", &body).await;
    ensure!(made.status == 201, "survey: {}", made.text());
    let survey = made.json();
    let path = format!("/v1/surveys/{}/responses", survey["id"].as_str().unwrap_or_default());
    *table.captured.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::with_capacity(submissions));
    for number in 0..submissions {
        let key = format!("run-{number}");
        let answer = app.anonymous().key(&key).post_json(&path, &crate::answers(number)).await;
        ensure!(answer.status == 201, "submission: {} {}", answer.status, answer.text());
    }
    let captured = table.captured.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
    ensure!(captured.len() == submissions, "{} of {submissions} submissions were captured", captured.len());
    Ok(captured)
}

/// How long a bare loop takes for them, so many submissions to a transaction.
pub(crate) fn commit_all(submissions: &[Rows], per_transaction: usize, file: &Path) -> anyhow::Result<Duration> {
    let database = Database::create(file)?;
    let start = Instant::now();
    for group in submissions.chunks(per_transaction) {
        let transaction = database.begin_write()?;
        {
            let mut table = transaction.open_table(ROWS)?;
            for (key, doc) in group.iter().flatten() {
                table.insert(key.as_slice(), doc.as_slice())?;
            }
        }
        transaction.commit()?;
    }
    Ok(start.elapsed())
}
