//! What the engine answers when DynamoDB can't.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod common;

use store::{Key, Query, Table, TableError};
use store_dynamodb::{DynamoTable, local};

#[tokio::test]
async fn an_endpoint_that_nobody_serves_is_unavailable() {
    // Port 9 (discard) of this machine: refused at once.
    let table = DynamoTable::new(local::client("http://127.0.0.1:9"), "any");
    let answer = table.get(&[Key::new("p", "s")]).await;
    assert!(matches!(answer, Err(TableError::Unavailable(_))), "{answer:?}");
    let answer = table.query(&Query::partition("p")).await;
    assert!(matches!(answer, Err(TableError::Unavailable(_))), "{answer:?}");
}

#[tokio::test]
async fn a_request_beyond_the_limits_is_refused_without_a_call() {
    let table = DynamoTable::new(local::client("http://127.0.0.1:9"), "any");
    assert!(matches!(table.get(&[]).await, Err(TableError::Invalid(_))));
    let empty = store::Commit { writes: Vec::new(), token: None, now: 0 };
    assert!(matches!(table.commit(empty).await, Err(TableError::Invalid(_))));
}

#[tokio::test]
async fn a_table_that_does_not_exist_is_unavailable() {
    let Some(existing) = common::table().await else {
        return;
    };
    let missing = DynamoTable::new(existing.client().clone(), "permanence-missing");
    let answer = missing.get(&[Key::new("p", "s")]).await;
    assert!(matches!(&answer, Err(TableError::Unavailable(why)) if why.contains("ResourceNotFound")), "{answer:?}");
}
