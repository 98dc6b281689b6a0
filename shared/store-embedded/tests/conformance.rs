//! The embedded engine passes the conformance suite: in memory, on a file, on a
//! file that is closed and opened between operations, and under the decorators.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use store::conformance::{Ids, Subject};
use store::decorators::{CountingTable, FaultPlan, FaultyTable, RetryPolicy, RetryingTable};
use store::{Commit, Key, Page, Query, Row, Table, TableError};
use store_embedded::EmbeddedTable;
use tempfile::TempDir;
use tokio::sync::Mutex;

/// A table whose folder is removed after it.
struct OnFile {
    table: EmbeddedTable,
    _folder: TempDir,
}

#[async_trait]
impl Table for OnFile {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        self.table.get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        self.table.query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        self.table.commit(commit).await
    }
}

/// Opens the file for every call and closes it after.
struct Reopened {
    path: Mutex<PathBuf>,
    _folder: TempDir,
}

#[async_trait]
impl Table for Reopened {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        let path = self.path.lock().await;
        EmbeddedTable::open(&*path)?.get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        let path = self.path.lock().await;
        EmbeddedTable::open(&*path)?.query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        let path = self.path.lock().await;
        EmbeddedTable::open(&*path)?.commit(commit).await
    }
}

fn memory() -> EmbeddedTable {
    EmbeddedTable::in_memory().expect("a table in memory")
}

mod in_memory {
    use super::*;

    async fn subject() -> Option<Subject> {
        Some(Subject::new(memory(), 9_000))
    }

    store::conformance_suite!(subject);
}

mod on_file {
    use super::*;

    async fn subject() -> Option<Subject> {
        let folder = tempfile::tempdir().expect("a folder");
        let table = EmbeddedTable::open(folder.path().join("table.redb")).expect("a table");
        Some(Subject::new(OnFile { table, _folder: folder }, 600))
    }

    store::conformance_suite!(subject);
}

mod reopened {
    use super::*;

    async fn subject() -> Option<Subject> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = Mutex::new(folder.path().join("table.redb"));
        Some(Subject::new(Reopened { path, _folder: folder }, 240))
    }

    store::conformance_suite!(subject);
}

mod counted {
    use super::*;

    async fn subject() -> Option<Subject> {
        Some(Subject::new(CountingTable::new(memory()), 3_000))
    }

    store::conformance_suite!(subject);
}

mod faulty_and_retried {
    use super::*;

    async fn subject() -> Option<Subject> {
        let faulty = FaultyTable::new(memory(), FaultPlan::stormy(7));
        let policy = RetryPolicy { attempts: 24, first_delay_ms: 0, max_delay_ms: 0 };
        Some(Subject::new(RetryingTable::with_policy(faulty, Arc::new(Ids::default()), policy), 3_000))
    }

    store::conformance_suite!(subject);
}
